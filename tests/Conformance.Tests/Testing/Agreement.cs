namespace PollGen.Conformance.Tests.Testing;

/// <summary>How a program is run. Direct execution with all leaves ready is the specification for all of them.</summary>
public enum Mode
{
    /// <summary>Directly, with leaves that park the thread.</summary>
    DirectPending,

    /// <summary>Polled; every leaf is ready at its first poll.</summary>
    Ready,

    /// <summary>Polled; every leaf is pending first.</summary>
    Pending,

    /// <summary>The same, with a compacting collection before each poll and polls that nobody asked for.</summary>
    Disturbed,

    /// <summary>The same, each poll on another thread.</summary>
    Threads,

    /// <summary>Twice at once, as children of a join in a coroutine.</summary>
    Joined,

    /// <summary>As a task of an executor.</summary>
    Spawned,

    /// <summary>Given up at each suspension in turn.</summary>
    Cancelled,
}

/// <summary>Runs a program, directly and polled: the same result, the same effects in the same order, the same exception.</summary>
internal static class Agreement
{
    /// <summary>Fails unless a run in this mode does what direct execution does.</summary>
    public static void Check(CoroutineProgram program, Mode mode)
    {
        var specification = program.RunDirectly(new Trace(Script.AllReady));
        Assert.Empty(specification.Violations);
        Check(program, specification, mode, collects: true);
    }

    /// <inheritdoc cref="Check(CoroutineProgram, Mode)"/>
    public static void Check(CoroutineProgram program, Outcome specification, Mode mode, bool collects)
    {
        string name = program.Name;
        switch (mode)
        {
            case Mode.DirectPending:
                program.RunDirectly(new Trace(new Script(1))).MustBe(specification, name);
                break;
            case Mode.Ready:
                program.Start(new Trace(Script.AllReady)).Finish(new Polling()).MustBe(specification, name);
                break;
            case Mode.Pending:
                program.Start(new Trace(new Script(1, WakesItself: false))).Finish(new Polling()).MustBe(specification, name);
                program.Start(new Trace(new Script(3))).Finish(new Polling()).MustBe(specification, name);
                break;
            case Mode.Disturbed:
                program.Start(new Trace(new Script(1, WakesItself: false))).Finish(new Polling(collects, IsSpurious: true, Seed: name.Length)).MustBe(specification, name);
                break;
            case Mode.Threads:
                program.Start(new Trace(new Script(1, WakesItself: false))).Finish(new Polling(ChangesThreads: true)).MustBe(specification, name);
                break;
            case Mode.Joined:
                var (first, second) = program.Start(new Trace(new Script(1))).FinishJoined(program.Start(new Trace(new Script(2))));
                first.MustBe(specification, name);
                second.MustBe(specification, name);
                break;
            case Mode.Spawned:
                program.Start(new Trace(new Script(1))).FinishSpawned().MustBe(specification, name);
                break;
            case Mode.Cancelled:
                Cancel(program);
                break;
        }
    }

    // What cancelling does is what an exception does that no handler catches, thrown where the coroutine waits.
    private static void Cancel(CoroutineProgram program)
    {
        var fresh = new Trace(new Script(1, WakesItself: false));
        Assert.Null(program.Start(fresh).CancelAt(0)!.Value.Outcome.Effects.FirstOrDefault());
        int suspension = 1;
        while (CancelAt(program, suspension))
            suspension++;
    }

    /// <summary>Gives the program up when it waits for the so-many-th time.</summary>
    /// <returns>Whether it waited so often.</returns>
    public static bool CancelAt(CoroutineProgram program, int suspension)
    {
        string how = $"{program.Name} cancelled at suspension {suspension}";
        if (program.Start(new Trace(new Script(1, WakesItself: false))).CancelAt(suspension) is not var (outcome, _))
            return false;
        Assert.True(outcome.Violations.Count == 0, $"{how}\n{string.Join("\n", outcome.Violations)}");
        if (program.CancellationExcuse is null)
            outcome.MustBe(program.RunDirectly(new Trace(new Script(0, CancelAt: suspension))), how);
        return true;
    }
}
