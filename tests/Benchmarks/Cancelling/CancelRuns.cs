using System.Diagnostics;
using PollGen.Benchmarks.Async;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Cancelling;

/// <summary>Cancels chains that are suspended three calls deep. Only the cancelling is timed, not how they got there.</summary>
public static class CancelRuns
{
    /// <returns>Nanoseconds for one chain, and the bytes that cancelling all of them took.</returns>
    public static (double Nanoseconds, long Bytes) Polled(int count)
    {
        var account = new Account();
        var cx = new PollContext(Waker.None);
        var chains = new Future<CleanUp.OuterMachine, int>[count];
        for (int i = 0; i < count; i++)
        {
            chains[i] = CleanUp.Outer(account);
            if (chains[i].Poll(in cx, out _))
                throw new InvalidOperationException("The chain should wait.");
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        foreach (ref var chain in chains.AsSpan())
        {
            if (!chain.PollCancel(in cx))
                throw new InvalidOperationException("The clean-up should not wait.");
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / count, Checked(account, GC.GetAllocatedBytesForCurrentThread() - bytes));
    }

    /// <inheritdoc cref="Polled"/>
    public static (double Nanoseconds, long Bytes) Async(int count)
    {
        var account = new Account();
        var sources = new CancellationTokenSource[count];
        var chains = new Task<int>[count];
        for (int i = 0; i < count; i++)
        {
            sources[i] = new CancellationTokenSource();
            chains[i] = CleanUpTasks.Outer(account, sources[i].Token);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            sources[i].Cancel();
            if (!chains[i].IsCanceled)
                throw new InvalidOperationException("The chain should be cancelled by now.");
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / count, Checked(account, GC.GetAllocatedBytesForCurrentThread() - bytes));
    }

    private static long Checked(Account account, long bytes) =>
        account.Open == 0 ? bytes : throw new InvalidOperationException("Clean-up was lost.");
}
