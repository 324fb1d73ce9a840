using PollGen.Conformance.Tests.Testing;

namespace PollGen.Cancellation.Tests.Oracle;

/// <summary>How the tests reach the changed programs.</summary>
public static class Direct
{
    /// <summary>Runs a program directly, cancelled at the leaf of that number: its end and its effects from there on.</summary>
    /// <returns>Null if the leaf was never reached.</returns>
    public static string? Run(string program, int leaf)
    {
        CleanUp.Reset();
        int? cut = null;
        var outcome = CoroutineProgram.All[program].RunDirectly(new Trace(new Script(0, CancelAt: leaf, Cancels: trace =>
        {
            cut = trace.Effects.Count;
            return CleanUp.Cancel();
        })));
        return cut is { } start ? string.Join(" | ", outcome.Effects.Skip(start).Append(outcome.End)) : null;
    }
}
