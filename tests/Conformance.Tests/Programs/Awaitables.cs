using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class Awaitables
{
    [Coroutine]
    public static int Futures(Co co, Trace t)
    {
        var made = t.Leaf(1);
        t.Log("made, not run");
        return co.Await(made) + co.Await(t.Hand(2)) + co.Await(t.Boxed(3)) + co.Await((IFuture<int>)t.Boxed(4)) + co.Await(Future.Ready(5)) + co.Await(t.Clingy(6));
    }

    [Coroutine]
    public static int Tasks(Co co, Trace t)
    {
        co.Await(Task.CompletedTask);
        co.Await(new ValueTask(t.TaskOf(0)));
        co.Await((Task)t.TaskOf(0));
        return co.Await(t.TaskOf(1)) + co.Await(new ValueTask<int>(t.TaskOf(2))) + co.Await(new ValueTask<int>(3)) + co.Await(Task.FromResult(4));
    }

    [Coroutine]
    public static string AFailingTaskIsCaughtUnwrapped(Co co, Trace t)
    {
        try
        {
            return $"{co.Await(t.TaskFailing<int>("broken"))}";
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }
    }

    [Coroutine]
    [NoCancellationOracle("Some of its suspensions are not the trace's, so the oracle counts others.")]
    public static int AnythingWithAnAwaiter(Co co, Trace t)
    {
        co.Await(Task.Yield());
        co.Await(t.TaskOf(0).ConfigureAwait(false));
        return co.Await(t.TaskOf(1).ConfigureAwait(false)) + co.Await(new Custom(5)) + co.Await(7.Later());
    }

    [Coroutine]
    [NoCancellationOracle("Some of its suspensions are not the trace's, so the oracle counts others.")]
    public static string Joins(Co co, Trace t)
    {
        var (a, b) = co.Await(Future.Join(One(1), One(2)));
        var (c, d, e) = co.Await(Future.Join(One(3), t.Hand(4).AsFutureOf(), Future.Ready("five")));
        return $"{a}{b}{c}{d}{e}";
    }

    [Coroutine]
    private static int One(Co co, int x)
    {
        co.Await(Future.Yield());
        return x;
    }

    [Coroutine]
    public static int NestedAwaits(Co co, Trace t) => co.Await(co.Await(t.Leaf(t.Boxed(3))));

    [Coroutine]
    [NoCancellationOracle("Some of its suspensions are not the trace's, so the oracle counts others.")]
    public static int AFutureKeptAcrossASuspension(Co co, Trace t)
    {
        var later = One(5);
        t.Step(co, "first");
        return co.Await(later) + t.Get(co, 1);
    }

    [Coroutine]
    public static int OfAGenericFuture(Co co, Trace t) => Wait(co, t.Hand(6)) + Wait(co, t.Boxed(7));

    [Coroutine]
    private static int Wait<TFuture>(Co co, TFuture future)
        where TFuture : IFuture<int> => co.Await(future);

    [Coroutine]
    public static int ThroughAConditional(Co co, Trace t)
    {
        Walker? none = null, one = new Walker();
        none?.Walk(co, t);
        one?.Walk(co, t);
        return (one?.Count(co, t, 3) ?? 0) + (none?.Count(co, t, 4) ?? 100);
    }

    private static Future<Probe<int>, int> AsFutureOf(this Probe<int> probe) => new(probe);

    private sealed partial class Walker
    {
        [Coroutine]
        public void Walk(Co co, Trace t) => t.Step(co, "walk");

        [Coroutine]
        public int Count(Co co, Trace t, int n) => t.Get(co, n);
    }
}

/// <summary>Awaitable by the pattern, with an awaiter that is never complete at first.</summary>
public readonly struct Custom(int value)
{
    public Awaiter GetAwaiter() => new(value);

    public readonly struct Awaiter(int value) : INotifyCompletion
    {
        public bool IsCompleted => false;

        public int GetResult() => value;

        public void OnCompleted(Action continuation) => ThreadPool.QueueUserWorkItem(_ => continuation());
    }
}

/// <summary>Awaitable by an extension method.</summary>
public readonly record struct Late(int Value);

public static class LateExtensions
{
    public static Late Later(this int value) => new(value);

    public static TaskAwaiter<int> GetAwaiter(this Late late) => Task.FromResult(late.Value).GetAwaiter();
}
