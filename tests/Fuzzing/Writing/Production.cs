namespace PollGen.Fuzzing.Writing;

/// <summary>One way to write an expression.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Weight">How often it is chosen among others.</param>
/// <param name="Write">The text, with expressions of the given depth in it.</param>
/// <param name="IsLoose">Whether it stands in parentheses as an operand.</param>
/// <param name="Suspends">Whether it needs a Co.</param>
/// <param name="Needs">The type of which there has to be a variable.</param>
internal sealed record Production(string Kind, int Weight, Func<BodyWriter, int, string> Write, bool IsLoose = false, bool Suspends = false, Ty? Needs = null);
