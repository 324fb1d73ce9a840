using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>
/// Runs many programs at once, each polled in its turn, with a compacting collection before every round: so one collection, which takes
/// milliseconds, moves the frames of all of them.
/// </summary>
internal sealed class Together
{
    private readonly Dictionary<string, Outcome> outcomes = [];
    private readonly Dictionary<string, Exception> failures = [];

    public Together(IEnumerable<CoroutineProgram> programs)
    {
        var open = programs.Select(program => (program.Name, Run: program.Start(new Trace(new Script(1, WakesItself: false))))).ToList();
        while (open.Count > 0)
        {
            // The frames of programs that have ended are gaps now, which the others are moved into.
            var last = open[^1].Run;
            nint before = AddressOf(last);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            Rounds++;
            Moves += AddressOf(last) == before ? 0 : 1;
            open.RemoveAll(one => IsOver(one.Name, one.Run));
        }
    }

    /// <summary>How many collections there were, with a poll of each open program after it.</summary>
    public int Rounds { get; }

    /// <summary>After how many of them the last of the frames lay elsewhere.</summary>
    public int Moves { get; }

    /// <summary>How a program ended.</summary>
    public Outcome this[string name]
    {
        get
        {
            if (failures.TryGetValue(name, out var failure))
                ExceptionDispatchInfo.Throw(failure);
            return outcomes[name];
        }
    }

    private static unsafe nint AddressOf(object o) => *(nint*)Unsafe.AsPointer(ref o);

    private bool IsOver(string name, IRun run)
    {
        try
        {
            if (run.Step(new Polling(IsSpurious: true, Seed: name.Length)) is not { } outcome)
                return false;
            outcomes[name] = outcome;
        }
        catch (Exception e)
        {
            failures[name] = e;
        }

        return true;
    }
}
