using PollGen;

namespace PollGen.Waiting;

/// <summary>A loop that waits for a socket or a timer, whichever comes first, in both of its forms.</summary>
public static partial class Selects
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>What the whole process allocates in so many rounds.</summary>
    [Coroutine]
    public static long Measured(Co co, TcpStream near, TcpStream far, int rounds, bool keeps)
    {
        var warm = rounds / 10 + 1;
        if (keeps)
            return co.Await(Future.Join(Race(near, warm, rounds), Echo(far, warm + rounds))).Item1;
        return co.Await(Future.Join(Select(near, warm, rounds), Echo(far, warm + rounds))).Item1;
    }

    /// <summary>Both futures are made anew in each round; the timer that lost is cancelled.</summary>
    [Coroutine]
    private static long Select(Co co, TcpStream stream, int warm, int rounds)
    {
        var buffer = new byte[1];
        long before = 0;
        for (var round = -warm; round < rounds; round++)
        {
            if (round == 0)
                before = GC.GetTotalAllocatedBytes(precise: true);
            _ = stream.TryWrite(buffer, out _);
            var won = co.Await(Future.Select(stream.Read(buffer), Future.Delay(Limit)));
            if (!won.IsFirst(out var count) || count != 1)
                throw new InvalidOperationException($"round {round}: {won}");
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>The timer stays; only the read is made anew. The race itself is one object.</summary>
    [Coroutine]
    private static long Race(Co co, TcpStream stream, int warm, int rounds)
    {
        var buffer = new byte[1];
        long before = 0;
        using var race = Future.Race(stream.Read(buffer), Future.Delay(Limit));
        for (var round = -warm; round < rounds; round++)
        {
            if (round == 0)
                before = GC.GetTotalAllocatedBytes(precise: true);
            _ = stream.TryWrite(buffer, out _);
            var won = co.Await(race.Next());
            if (!won.IsFirst(out var count) || count != 1)
                throw new InvalidOperationException($"round {round}: {won}");
            race.SetFirst(stream.Read(buffer));
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    [Coroutine]
    private static void Echo(Co co, TcpStream stream, int rounds)
    {
        var buffer = new byte[1];
        for (var round = 0; round < rounds; round++)
        {
            _ = co.Await(stream.Read(buffer));
            _ = stream.TryWrite(buffer, out _);
        }
    }
}
