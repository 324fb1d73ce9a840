using PollGen.Conformance.Tests.Testing;

namespace PollGen.Cancellation.Tests.Oracle;

/// <summary>How the tests reach the changed programs.</summary>
public static class Direct
{
    /// <summary>Runs a program directly, cancelled at the leaf of that number: its end and its effects from there on.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="leaf">Which leaf, counted from 1.</param>
    /// <param name="interrupted">
    /// Null: the leaf throws. Otherwise it waits, and the waiting thread is interrupted, so that what the body awaits there is cancelled as a whole; leaves of
    /// its clean-up are pending so often, since the order of what is cleaned up at the same time depends on it.
    /// </param>
    /// <returns>Null if the leaf was never reached.</returns>
    public static string? Run(string program, int leaf, int? interrupted)
    {
        if (interrupted is null)
            return RunHere(program, leaf, interrupted);
        string? end = null;
        // An interrupt that is never delivered must not stay with a thread that others use.
        var thread = new Thread(() => end = RunHere(program, leaf, interrupted));
        thread.Start();
        thread.Join();
        return end;
    }

    private static string? RunHere(string program, int leaf, int? interrupted)
    {
        CleanUp.Reset();
        int? start = null;
        var outcome = CoroutineProgram.All[program].RunDirectly(new Trace(new Script(
            0,
            CancelAt: leaf,
            Cancels: trace =>
            {
                start = trace.Effects.Count;
                return CleanUp.Cancel();
            },
            Interrupts: interrupted is not null,
            CleanUpPendings: interrupted)));
        if (start is not { } first)
            return null;
        string end = outcome.End.StartsWith(nameof(ThreadInterruptedException), StringComparison.Ordinal) ? "CancelledException: cancelled" : outcome.End;
        return string.Join(" | ", outcome.Effects.Skip(first).Append(end));
    }
}
