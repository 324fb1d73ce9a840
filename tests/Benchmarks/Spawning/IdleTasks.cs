namespace PollGen.Benchmarks.Spawning;

/// <summary>The memory of tasks that wait.</summary>
public static class IdleTasks
{
    private const int Count = 102_400;

    /// <summary>
    /// Bytes allocated for each of many tasks that are spawned with a handle and polled once, their entries in the executor's table
    /// included; to a tenth of a byte, since the table comes in pieces.
    /// </summary>
    public static double BytesPerTask<TBuffer>()
        where TBuffer : struct
    {
        // A first one, so that what is made once is there.
        using (var first = new LocalExecutor())
            Spawn<TBuffer>(first, 1);
        using var executor = new LocalExecutor();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Spawn<TBuffer>(executor, Count);
        return Math.Round((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count, 1);
    }

    private static void Spawn<TBuffer>(LocalExecutor executor, int count)
        where TBuffer : struct
    {
        for (int i = 0; i < count; i++)
            _ = executor.Spawn(new Future<Idle<TBuffer>, int>(new Idle<TBuffer>(default)));
        executor.RunUntilIdle();
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
