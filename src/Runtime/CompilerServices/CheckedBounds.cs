#if POLLGEN_CHECKED
using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>Is told of every reference that a coroutine notes or makes again. In the checked build of tests/Moving.Tests only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CheckedBounds
{
    /// <summary>Who is told, on this thread.</summary>
    [ThreadStatic]
    public static Watcher? Watch;

    /// <param name="start">The start of the memory that the reference was said to point into.</param>
    /// <param name="size">The size of that memory.</param>
    /// <param name="target">The reference.</param>
    /// <param name="bytes">How much is read and written through it.</param>
    public delegate void Watcher(ref byte start, nint size, ref byte target, nint bytes);
}
#endif
