using PollGen.Benchmarks.Spawning;

namespace PollGen.Benchmarks.Async;

/// <summary>What spawned tasks do, with <c>async</c>. Results are too large for the runtime's cache of complete tasks.</summary>
public static class WorkTasks
{
    public static async Task<int> AtOnce(RunQueue queue, int x)
    {
        if (x < 0)
            await queue;
        return x + 1000;
    }

    public static async Task<int> AfterYield(RunQueue queue, int x)
    {
        await queue;
        return x + 1000;
    }
}
