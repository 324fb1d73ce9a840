using PollGen;

namespace Tour;

/// <summary>The third stop: very many coroutines at once, each waiting with everything it needs in one object.</summary>
public static partial class Crowd
{
    /// <summary>Waits for a while, holding a name and a number.</summary>
    [Coroutine]
    public static int Member(Co co, string name, int number, TimeSpan patience)
    {
        co.Await(Future.Delay(patience));
        return name.Length + number;
    }

    /// <summary>Spawns <paramref name="count"/> tasks and counts the bytes that they take while all of them wait, timers included.</summary>
    public static (double BytesPerTask, long Sum) Gather(int count)
    {
        using var executor = new LocalExecutor();
        var handles = new JoinHandle<int>[count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            handles[i] = executor.Spawn(Member("member", i, TimeSpan.FromSeconds(1)));
        executor.RunUntilIdle();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        long sum = 0;
        foreach (var handle in handles)
            sum += executor.RunUntilComplete(handle);
        return ((double)bytes / count, sum);
    }
}
