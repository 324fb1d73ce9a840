using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Polled;

/// <summary>Waits that must allocate nothing; some count the bytes themselves, where they run.</summary>
public static partial class Waits
{
    [Coroutine]
    public static long OverJoin(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
        {
            var (a, b) = co.Await(Future.Join(Loops.Child(metronome, i), Loops.Child(metronome, i)));
            total += a + b;
        }

        return total;
    }

    /// <returns>The bytes that this thread allocates while the task yields again and again.</returns>
    [Coroutine]
    public static long OverYield(Co co, int count)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            co.Await(Future.Yield());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <returns>The bytes that this thread allocates while the task waits for tasks that were spawned before.</returns>
    [Coroutine]
    public static long ForHandles(Co co, LocalExecutor executor, int count)
    {
        var handles = new JoinHandle<int>[count];
        for (var i = 0; i < count; i++)
            handles[i] = executor.Spawn(Works.AfterYield(i));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            co.Await(handles[i].AsFuture());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
