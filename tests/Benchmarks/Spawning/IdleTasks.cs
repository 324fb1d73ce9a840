namespace PollGen.Benchmarks.Spawning;

/// <summary>The memory of tasks that wait.</summary>
public static class IdleTasks
{
    private const int Count = 100_000;

    /// <summary>
    /// Bytes allocated for each of many tasks that are spawned with a handle and polled once, the executor's tables included; to a
    /// tenth of a byte, since the tables come in pieces.
    /// </summary>
    public static double BytesPerTask<TBuffer>()
        where TBuffer : struct
    {
        // A first one, so that what is made once is there.
        Spawn<TBuffer>(1).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var executor = Spawn<TBuffer>(Count);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        executor.Dispose();
        return Math.Round(bytes / (double)Count, 1);
    }

    private static LocalExecutor Spawn<TBuffer>(int count)
        where TBuffer : struct
    {
        var executor = new LocalExecutor();
        for (int i = 0; i < count; i++)
            executor.Spawn(new Future<Idle<TBuffer>, int>(new Idle<TBuffer>(default)));
        executor.RunUntilIdle();
        return executor;
    }

    /// <summary>A future of exactly the buffer's size that is never ready.</summary>
    private struct Idle<TBuffer>(TBuffer buffer) : IFuture<int>
        where TBuffer : struct
    {
        private TBuffer buffer = buffer;

        public bool Poll(in PollContext cx, out int result)
        {
            buffer = default;
            result = 0;
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }
}
