using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Conformance.Tests;

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

/// <summary>Every program, directly and polled: the same result, the same effects in the same order, the same exception.</summary>
public class ProgramTests(ITestOutputHelper output)
{
    public static TheoryData<string, Mode> Cases()
    {
        var cases = new TheoryData<string, Mode>();
        foreach (var program in CoroutineProgram.All.Values)
        {
            foreach (Mode mode in Enum.GetValues<Mode>().Where(mode => mode != Mode.Joined || !program.IsAlone))
                cases.Add(program.Name, mode);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees(string program, Mode mode)
    {
        var subject = CoroutineProgram.All[program];
        var specification = subject.RunDirectly(new Trace(Script.AllReady));
        Assert.Empty(specification.Violations);
        switch (mode)
        {
            case Mode.DirectPending:
                subject.RunDirectly(new Trace(new Script(1))).MustBe(specification, program);
                break;
            case Mode.Ready:
                subject.Start(new Trace(Script.AllReady)).Finish(new Polling()).MustBe(specification, program);
                break;
            case Mode.Pending:
                subject.Start(new Trace(new Script(1, WakesItself: false))).Finish(new Polling()).MustBe(specification, program);
                subject.Start(new Trace(new Script(3))).Finish(new Polling()).MustBe(specification, program);
                break;
            case Mode.Disturbed:
                subject.Start(new Trace(new Script(1, WakesItself: false))).Finish(new Polling(Collects: true, IsSpurious: true, Seed: program.Length)).MustBe(specification, program);
                break;
            case Mode.Threads:
                subject.Start(new Trace(new Script(1, WakesItself: false))).Finish(new Polling(ChangesThreads: true)).MustBe(specification, program);
                break;
            case Mode.Joined:
                var (first, second) = subject.Start(new Trace(new Script(1))).FinishJoined(subject.Start(new Trace(new Script(2))));
                first.MustBe(specification, program);
                second.MustBe(specification, program);
                break;
            case Mode.Spawned:
                subject.Start(new Trace(new Script(1))).FinishSpawned().MustBe(specification, program);
                break;
            case Mode.Cancelled:
                Cancel(subject);
                break;
        }
    }

    [Fact]
    public void ProgramsAreCounted()
    {
        var programs = CoroutineProgram.All;
        output.WriteLine($"{programs.Count} programs, {Cases().Count()} cases");
        foreach (var group in programs.Keys.GroupBy(name => name.Split('.')[0]))
            output.WriteLine($"  {group.Key}: {group.Count()}");
        Assert.NotEmpty(programs);
    }

    // What cancelling does is what an exception does that no handler catches, thrown where the coroutine waits.
    private static void Cancel(CoroutineProgram program)
    {
        var fresh = new Trace(new Script(1, WakesItself: false));
        Assert.Null(program.Start(fresh).CancelAt(0)!.Value.Outcome.Effects.FirstOrDefault());
        for (int suspension = 1; ; suspension++)
        {
            string how = $"{program.Name} cancelled at suspension {suspension}";
            if (program.Start(new Trace(new Script(1, WakesItself: false))).CancelAt(suspension) is not var (outcome, before))
                break;
            Assert.True(outcome.Violations.Count == 0, $"{how}\n{string.Join("\n", outcome.Violations)}");
            if (program.Cancellations.TryGetValue(suspension, out string? written))
                Assert.Equal(written, string.Join(" | ", outcome.Effects.Skip(before).Append(outcome.End).Where(effect => effect != "CancelledException: cancelled")));
            else if (program.CancellationExcuse is null)
                outcome.MustBe(program.RunDirectly(new Trace(new Script(0, CancelAt: suspension))), how);
        }
    }
}
