using PollGen.Benchmarks.Async;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Spawning;

/// <summary>Spawns tasks in batches, runs them to their end and takes their results.</summary>
public sealed class SpawnRuns : IDisposable
{
    private const int Batch = 64;

    private readonly LocalExecutor executor = new();
    private readonly JoinHandle<int>[] handles = new JoinHandle<int>[Batch];
    private readonly RunQueue queue = new();
    private readonly Task<int>[] tasks = new Task<int>[Batch];

    public void Dispose() => executor.Dispose();

    /// <summary>From outside of the executor, as a program's start does.</summary>
    public long AtOnce(int count)
    {
        long sum = 0;
        for (int done = 0; done < count; done += Batch)
        {
            int size = Math.Min(Batch, count - done);
            for (int i = 0; i < size; i++)
                handles[i] = executor.Spawn(Works.AtOnce(done + i));
            executor.RunUntilIdle();
            for (int i = 0; i < size; i++)
                sum += handles[i].AsValueTask().Result;
        }

        return sum;
    }

    /// <inheritdoc cref="AtOnce"/>
    public long AfterYield(int count)
    {
        long sum = 0;
        for (int done = 0; done < count; done += Batch)
        {
            int size = Math.Min(Batch, count - done);
            for (int i = 0; i < size; i++)
                handles[i] = executor.Spawn(Works.AfterYield(done + i));
            executor.RunUntilIdle();
            for (int i = 0; i < size; i++)
                sum += handles[i].AsValueTask().Result;
        }

        return sum;
    }

    /// <summary>From a running task, as a server does for each connection.</summary>
    public long AtOnceFromTask(int count) =>
        executor.Run(new Future<Spawner, long>(new Spawner(executor, handles, count, afterYield: false)));

    /// <inheritdoc cref="AtOnceFromTask"/>
    public long AfterYieldFromTask(int count) =>
        executor.Run(new Future<Spawner, long>(new Spawner(executor, handles, count, afterYield: true)));

    public long AtOnceAsync(int count)
    {
        long sum = 0;
        for (int done = 0; done < count; done += Batch)
        {
            int size = Math.Min(Batch, count - done);
            for (int i = 0; i < size; i++)
                tasks[i] = WorkTasks.AtOnce(queue, done + i);
            for (int i = 0; i < size; i++)
                sum += tasks[i].Result;
        }

        return sum;
    }

    public long AfterYieldAsync(int count)
    {
        long sum = 0;
        for (int done = 0; done < count; done += Batch)
        {
            int size = Math.Min(Batch, count - done);
            for (int i = 0; i < size; i++)
                tasks[i] = WorkTasks.AfterYield(queue, done + i);
            queue.RunAll();
            for (int i = 0; i < size; i++)
                sum += tasks[i].Result;
        }

        return sum;
    }

    /// <summary>Spawns a batch, lets it run, takes the results, and so on.</summary>
    private struct Spawner(LocalExecutor executor, JoinHandle<int>[] handles, int count, bool afterYield) : IFuture<long>
    {
        private int done;
        private int size;
        private long sum;

        public bool Poll(in PollContext cx, out long result)
        {
            for (int i = 0; i < size; i++)
            {
                if (!handles[i].IsCompleted)
                {
                    cx.Waker.Wake();
                    result = 0;
                    return false;
                }
            }

            for (int i = 0; i < size; i++)
                sum += handles[i].AsValueTask().Result;
            done += size;
            result = sum;
            if (done == count)
                return true;
            size = Math.Min(Batch, count - done);
            for (int i = 0; i < size; i++)
                handles[i] = afterYield ? executor.Spawn(Works.AfterYield(done + i)) : executor.Spawn(Works.AtOnce(done + i));
            cx.Waker.Wake();
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }
}
