using PollGen.Generator.Diagnostics;

namespace PollGen.Generator.Text;

/// <summary>
/// The address of a local that a pointer is set to. The local stands there only until the next suspension: afterwards it is on another stack, or in a
/// frame that may move.
/// </summary>
/// <param name="Where">The text that takes it.</param>
/// <param name="Text">The same, for people.</param>
internal sealed record HeldAddress(SourceRange Where, string Text);
