using Microsoft.Extensions.Time.Testing;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Combinators of scoped futures. In each only one leaf runs at a time, so that the order of effects is given.</summary>
public static partial class ScopedCombining
{
    private const string Several = "A leaf in a combinator that throws leaves another trace than one that is given up together with its neighbours.";

    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string Joins(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        var (a, b, c) = co.Await(Future.Join(Put(t, 1, bytes, ref count), Now(2, bytes[1..]), Now(3, bytes[2..])));
        var (d, e, f, g) = co.Await(Future.Join(Now(4, bytes), Now(5, bytes[1..]), Future.Ready(8).Scoped(), Put(t, 6, bytes[2..], ref count)));
        var (h, i) = co.Await(Future.Join(second: Put(t, 7, bytes[3..], ref count), first: Now(9, bytes[1..])));
        return $"{a}{b}{c}{d}{e}{f}{g}{h}{i} {count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string NewArraysAsSpans(Co co, Trace t)
    {
        int count = 0;
        var (a, b) = co.Await(Future.Join(Put(t, 1, new byte[2], ref count), Now(2, new byte[t.See(3)])));
        co.Await(Future.SelectBiased(Future.Never().Scoped(), Put(t, (byte)(a + b), new byte[4], ref count)));
        return $"{a}{b} {count}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string TryJoinIsCleanBeforeTheFilter(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[2];
        int count = 0;
        var (a, b) = co.Await(Future.TryJoin(Put(t, 1, bytes, ref count), Now(2, bytes[1..])));
        try
        {
            co.Await(Future.TryJoin(Stuck(t, bytes), Failing(t, bytes), Now(4, bytes)));
            return "no";
        }
        catch (LeafException e) when (t.Filter(bytes[0] == 77, e.Message))
        {
            return $"{a}{b} {Convert.ToHexString(bytes)}";
        }
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string LoserCleansUpBeforeTheResult(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[3];
        int count = 5;
        var won = co.Await(Future.SelectBiased(Stuck(t, bytes), Put(t, 9, bytes[1..], ref count), Future.Never().Scoped()));
        return $"{won} {count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string SelectsInALoop(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[3];
        int count = 0;
        for (byte i = 0; i < 3; i++)
        {
            var won = co.Await(Future.Select(Put(t, i, bytes[i..], ref count), Future.Delay(Long).Scoped()));
            t.Log($"{i}: {won}");
            var four = co.Await(Future.SelectBiased(Future.Never().Scoped(), Future.Delay(Long).Scoped(), Put(t, (byte)(i + 7), bytes[i..], ref count), Future.Never().Scoped()));
            t.Log(four);
        }

        return $"{count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string Wrapped(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[2];
        int count = 0;
        int a = co.Await(Put(t, 1, bytes, ref count).Timeout(Long));
        int b = co.Await(Future.Timeout(Put(t, 2, bytes, ref count), t.See(Long, "limit")));
        var (c, d) = co.Await(Future.Join(Put(t, 3, bytes[1..], ref count).Timeout(Long), Now(4, bytes)));
        int e = co.Await(Put(t, 5, bytes, ref count).Shield());
        t.Step(co, "end");
        return $"{a}{b}{c}{d}{e} {count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string TimeIsOver(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[2];
        var clock = new FakeTimeProvider();
        try
        {
            co.Await(StuckAfter(t, () => clock.Advance(Long), bytes).Timeout(Long, clock));
            return "no";
        }
        catch (TimeoutException)
        {
            return Convert.ToHexString(bytes);
        }
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string TokenCancels(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[2];
        int count = 0;
        using var source = new CancellationTokenSource();
        int a = co.Await(Put(t, 1, bytes[1..], ref count).CancelledBy(source.Token));
        try
        {
            co.Await(StuckAfter(t, source.Cancel, bytes).CancelledBy(source.Token));
            return "no";
        }
        catch (OperationCanceledException e)
        {
            return $"{a} {e.CancellationToken == source.Token} {Convert.ToHexString(bytes)}";
        }
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string Settles(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        var (a, b) = co.Await(Future.Join(Failing(t, bytes).Settled(), Now(2, bytes[2..]).Settled()));
        var c = co.Await(Put(t, 3, bytes[3..], ref count).Settled());
        return $"{a.Exception?.Message} {b.Result} {c.Result} {count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string JoinsUpToEight(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[8];
        int count = 0;
        var five = co.Await(Future.Join(Now(1, bytes), Now(2, bytes[1..]), Put(t, 3, bytes[2..], ref count), Now(4, bytes[3..]), Now(5, bytes[4..])));
        t.Log(Convert.ToHexString(bytes));
        var six = co.Await(Future.TryJoin(Put(t, 11, bytes, ref count), Now(12, bytes[1..]), Now(13, bytes[2..]), Now(14, bytes[3..]), Now(15, bytes[4..]), Now(16, bytes[5..])));
        t.Log(Convert.ToHexString(bytes));
        var seven = co.Await(Future.Join(
            Now(21, bytes), Now(22, bytes[1..]), Now(23, bytes[2..]), Now(24, bytes[3..]), Future.Ready(25).Scoped(), Now(26, bytes[5..]), Put(t, 27, bytes[6..], ref count)));
        t.Log(Convert.ToHexString(bytes));
        var eight = co.Await(Future.TryJoin(
            Now(31, bytes), Now(32, bytes[1..]), Now(33, bytes[2..]), Now(34, bytes[3..]), Now(35, bytes[4..]), Put(t, 36, bytes[5..], ref count), Now(37, bytes[6..]), Now(38, bytes[7..])));
        return $"{five} {six} {seven} {eight} {count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string SelectsOfUpToEight(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[8];
        int count = 0;
        var five = co.Await(Future.Select(Never(bytes), Never(bytes), Put(t, 3, bytes[2..], ref count), Never(bytes), Future.Never().Scoped()));
        t.Log(five);
        var six = co.Await(Future.SelectBiased(Never(bytes), Never(bytes), Never(bytes), Never(bytes), Now(5, bytes[4..]), Now(6, bytes[5..])));
        t.Log(six);
        var seven = co.Await(Future.Select(Never(bytes), Never(bytes), Never(bytes), Never(bytes), Never(bytes), Never(bytes), Put(t, 7, bytes[6..], ref count)));
        t.Log(seven);
        var eight = co.Await(Future.SelectBiased(
            Never(bytes), Never(bytes), Never(bytes), Future.Delay(Long).Scoped(), Never(bytes), Never(bytes), Never(bytes), Put(t, 8, bytes[7..], ref count)));
        return $"{eight} {count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string Nests(Co co, Trace t)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        var (a, b, c) = co.Await(Future.Join(
            Future.SelectBiased(Never(bytes), Future.Join(Now(1, bytes), Put(t, 2, bytes[1..], ref count))).Settled(), Now(3, bytes[2..]).Shield(), Now(4, bytes[3..]).Timeout(Long)));
        return $"{a.Result} {b} {c} {count} {Convert.ToHexString(bytes)}";
    }

    [Coroutine]
    private static int Put(Co co, Trace t, byte value, Span<byte> destination, ref int count)
    {
        destination[0] = t.Get(co, value);
        count++;
        return value;
    }

    [Coroutine]
    private static int Now(Co co, byte value, Span<byte> destination)
    {
        destination[0] = value;
        return value;
    }

    [Coroutine]
    private static int Never(Co co, Span<byte> destination)
    {
        co.Await(Future.Never());
        destination.Clear();
        return 0;
    }

    [Coroutine]
    private static int Failing(Co co, Trace t, Span<byte> destination)
    {
        destination[1] = t.Lose<byte>(co, "lost");
        return 0;
    }

    [Coroutine]
    private static int Stuck(Co co, Trace t, Span<byte> destination)
    {
        try
        {
            co.Await(Future.Never());
            return 0;
        }
        finally
        {
            destination[0] = 77;
            t.Step(co, "cleaning");
            t.Log("clean");
        }
    }

    /// <summary>What is to end it happens while it waits: whoever polls it finds that after this poll.</summary>
    [Coroutine]
    private static int StuckAfter(Co co, Trace t, Action happens, Span<byte> destination)
    {
        co.Await(Future.Yield());
        happens();
        return Stuck(co, t, destination);
    }
}
