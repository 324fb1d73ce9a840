using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests;

/// <summary>
/// A join that is awaited where it is made has a struct of its coroutine's own, in which results lie where their futures have been. It does what the runtime's join does,
/// whatever its futures do and whenever it is given up.
/// </summary>
public static partial class JoinTests
{
    private static readonly Plan[] Plans =
    [
        .. from pending in (int[])[0, 1, 2]
           from throws in (bool[])[false, true]
           from cleanUp in (CleanUp[])[CleanUp.AtOnce, CleanUp.Waits, CleanUp.Throws]
           select new Plan(pending, throws, cleanUp),
    ];

    [Fact]
    public static void IsSmaller()
    {
        var (closed, open) = (Of(new Plan(0, false, CleanUp.AtOnce), []), Of(new Plan(0, false, CleanUp.AtOnce), []));
        Assert.True(SizeOf(Closed(closed, closed, closed)) < SizeOf(Open(open, open, open)));
    }

    [Fact]
    public static void DoesWhatTheRuntimesDoes()
    {
        var runs = 0;
        foreach (var first in Plans)
        {
            foreach (var second in Plans)
            {
                foreach (var third in Plans.Where((_, position) => position % 4 == runs % 4))
                {
                    for (var polls = 1; polls <= 4; polls++)
                        Assert.Equal(RunOpen(first, second, third, polls), RunClosed(first, second, third, polls));
                    if (++runs % 50 == 0)
                        GC.Collect();
                }
            }
        }
    }

    private static string RunOpen(Plan first, Plan second, Plan third, int polls)
    {
        List<string> log = [];
        return Run(Open(Of(first, log, "a"), Of(second, log, "b"), Of(third, log, "c")).Boxed(), polls, log);
    }

    private static string RunClosed(Plan first, Plan second, Plan third, int polls)
    {
        List<string> log = [];
        return Run(Closed(Of(first, log, "a"), Of(second, log, "b"), Of(third, log, "c")).Boxed(), polls, log);
    }

    /// <summary>Polls so often, and gives up what is not over then.</summary>
    private static string Run(BoxedFuture<string> future, int polls, List<string> log)
    {
        try
        {
            for (; polls > 0; polls--)
            {
                log.Add("poll");
                if (future.Poll(default, out var result))
                    return $"{string.Join(' ', log)} => {result}";
            }
        }
        catch (TestException e)
        {
            log.Add(e.Message);
        }

        for (var round = 0; round < 9; round++)
        {
            try
            {
                log.Add("cancel");
                if (future.PollCancel(default))
                    return string.Join(' ', log);
            }
            catch (TestException e)
            {
                log.Add($"{e.Message}+{e.Suppressed.Count}");
            }
        }

        throw new InvalidOperationException("It never ends: " + string.Join(' ', log));
    }

    [Coroutine]
    private static string Closed(Co co, Script first, Script second, Script third)
    {
        var (text, held, large) = co.Await(Future.Join(Text(first), Hold(second), Big(third)));
        return $"{text} {held.Name} {large.Name} {large.Last}";
    }

    [Coroutine]
    private static string Open(Co co, Script first, Script second, Script third)
    {
        var join = Future.Join(Text(first), Hold(second), Big(third));
        var (text, held, large) = co.Await(join);
        return $"{text} {held.Name} {large.Name} {large.Last}";
    }

    /// <summary>The result is a reference where there has been one.</summary>
    [Coroutine]
    private static string Text(Co co, Script script)
    {
        long before = script.Name.Length;
        co.Await(new Future<Step, Unit>(new Step(script)));
        return script.Name + before;
    }

    /// <summary>The result is to be disposed.</summary>
    [Coroutine]
    private static Resource Hold(Co co, Script script)
    {
        try
        {
            co.Await(new Future<Step, Unit>(new Step(script)));
            return new Resource(script);
        }
        finally
        {
            script.Log.Add($"{script.Name} leaves");
        }
    }

    /// <summary>The result is larger than the future, and to be disposed too.</summary>
    [Coroutine]
    private static Large Big(Co co, Script script)
    {
        co.Await(new Future<Step, Unit>(new Step(script)));
        return new Large { Name = script.Name, Log = script.Log, Last = 7 };
    }

    private static Script Of(Plan plan, List<string> log, string name = "") => new(plan, log, name);

    private static int SizeOf<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => Unsafe.SizeOf<TMachine>();

    private enum CleanUp
    {
        AtOnce,
        Waits,
        Throws,
    }

    private sealed record Plan(int Pending, bool Throws, CleanUp CleanUp);

    private sealed record Script(Plan Plan, List<string> Log, string Name);

    private struct Step(Script script) : IFuture<Unit>
    {
        private int polls;
        private int cancels;

        public bool Poll(in PollContext cx, out Unit result)
        {
            script.Log.Add(script.Name);
            result = default;
            return polls++ >= script.Plan.Pending && (script.Plan.Throws ? throw new TestException($"{script.Name} throws") : true);
        }

        public bool PollCancel(in PollContext cx)
        {
            script.Log.Add($"{script.Name}~");
            return script.Plan.CleanUp switch
            {
                CleanUp.Throws => throw new TestException($"{script.Name} cleaning up"),
                CleanUp.Waits => cancels++ > 0,
                _ => true,
            };
        }
    }

    private sealed class Resource(Script script) : IDisposable
    {
        public string Name => script.Name;

        public void Dispose() => script.Log.Add($"{script.Name} disposed");
    }

    private struct Large : IDisposable
    {
        public string Name;
        public List<string> Log;
        public long First, Second, Third, Last;

        public readonly void Dispose() => Log.Add($"{Name} disposed");
    }

    private sealed class TestException(string message) : Exception(message);
}
