namespace PollGen.Mutants;

/// <summary>One way to break the compiler: a piece of its source and what stands there instead.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="File">Relative to src/Generator.</param>
/// <param name="Text">Stands there exactly once.</param>
/// <param name="Replacement">What the mutant has.</param>
/// <param name="Programs">The classes of conformance programs that are run: those that are to find it out, and few others.</param>
public sealed record Mutant(string Name, string File, string Text, string Replacement, params string[] Programs)
{
    /// <summary>Whether the compiler's own validators see it, too.</summary>
    public bool IsSeen { get; init; }
}
