namespace PollGen.Benchmarks.Measuring;

public static class Allocation
{
    /// <summary>The bytes that this thread allocates meanwhile. Run once before, so that what is made once is there.</summary>
    public static long Of(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
