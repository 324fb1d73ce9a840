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
        try
        {
            co.Await(Stuck(t, bytes).Timeout(TimeSpan.FromTicks(1)));
            return "no";
        }
        catch (TimeoutException)
        {
            return Convert.ToHexString(bytes);
        }
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
}
