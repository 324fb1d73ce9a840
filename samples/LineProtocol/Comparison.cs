using System.Diagnostics;
using PollGen;

namespace LineProtocol;

/// <summary>Runs many connections at once, by coroutines and by async methods, and says what that took.</summary>
public static class Comparison
{
    private static readonly byte[] Text = "set user:1 5\r\nAlice\r\nset user:22 24\r\nsomewhat longer content.\r\nget user:1\r\nget user:22\r\nset a 1\r\nb\r\nget nobody\r\n"u8.ToArray();

    private static readonly byte[] Last = "quit\r\n"u8.ToArray();

    /// <summary>What one run took.</summary>
    /// <param name="Checksum">Of all requests.</param>
    /// <param name="Requests">How many there were.</param>
    /// <param name="StartBytes">Allocated to start all connections, and until each waits for its first bytes.</param>
    /// <param name="Bytes">Allocated after that, to the end.</param>
    /// <param name="Time">From there to the end.</param>
    public sealed record Result(uint Checksum, int Requests, long StartBytes, long Bytes, TimeSpan Time);

    public static Result Polled(int connections, int rounds)
    {
        var (feeds, ledgers) = Make(connections, rounds);
        using var executor = new LocalExecutor();
        var handles = new JoinHandle<int>[connections];
        long start = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < connections; i++)
        {
            handles[i] = executor.Spawn(PolledSession.Serve(feeds[i], ledgers[i]));
        }

        executor.RunUntilIdle();
        return Run(feeds, ledgers, start, executor.RunUntilIdle, () => handles.Sum(executor.RunUntilComplete));
    }

    public static Result Async(int connections, int rounds)
    {
        var (feeds, ledgers) = Make(connections, rounds);
        var tasks = new Task<int>[connections];
        long start = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < connections; i++)
        {
            tasks[i] = AsyncSession.Serve(feeds[i], ledgers[i]);
        }

        return Run(feeds, ledgers, start, () => { }, () => tasks.Sum(task => task.Result));
    }

    private static (Feed[] Feeds, Ledger[] Ledgers) Make(int connections, int rounds) => (
        [.. Enumerable.Range(0, connections).Select(_ => new Feed(Text, Last, rounds))],
        [.. Enumerable.Range(0, connections).Select(_ => new Ledger())]);

    private static Result Run(Feed[] feeds, Ledger[] ledgers, long start, Action turn, Func<int> finish)
    {
        long started = GC.GetAllocatedBytesForCurrentThread();
        long time = Stopwatch.GetTimestamp();
        while (!feeds[^1].IsOver)
        {
            foreach (var feed in feeds)
            {
                feed.Deliver();
            }

            turn();
        }

        var taken = Stopwatch.GetElapsedTime(time);
        long ended = GC.GetAllocatedBytesForCurrentThread();
        uint checksum = 0;
        foreach (var ledger in ledgers)
        {
            checksum = (checksum * 17) + ledger.Checksum;
        }

        return new Result(checksum, finish(), started - start, ended - started, taken);
    }
}
