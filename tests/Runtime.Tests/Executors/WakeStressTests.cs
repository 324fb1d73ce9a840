using System.Collections.Concurrent;

namespace PollGen.Runtime.Tests;

/// <summary>Many threads wake, cancel and dispose at once; a lost wake shows as a hang, a confused slot as a wrong count.</summary>
[Collection(nameof(Alone))]
public class WakeStressTests
{
    [Fact]
    public void No_wake_is_lost_between_many_threads_and_tasks()
    {
        const int Tasks = 64, PerTask = 20_000;
        var gates = Enumerable.Range(0, Tasks).Select(_ => new Gate()).ToArray();
        InTime(() =>
        {
            using var executor = new LocalExecutor();
            var handles = gates.Select(g => executor.Spawn(new Future<Reader, long>(new Reader(g, PerTask)))).ToArray();
            var threads = Enumerable.Range(0, 4).Select(t => new Thread(() =>
            {
                for (int i = 0; i < PerTask; i++)
                {
                    for (int g = t; g < Tasks; g += 4)
                        gates[g].Open(i);
                }
            })).ToArray();
            foreach (var thread in threads)
                thread.Start();
            long expected = (long)PerTask * (PerTask - 1) / 2;
            foreach (var handle in handles)
                Assert.Equal(expected, executor.RunUntilComplete(handle));
            foreach (var thread in threads)
                thread.Join();
        });
    }

    [Fact]
    public void Tasks_that_end_while_they_are_woken_free_their_slots_once()
    {
        InTime(() =>
        {
            using var executor = new LocalExecutor();
            var waiting = new ConcurrentQueue<Waker>();
            bool stop = false;
            var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
            {
                var random = new Random(4);
                var old = new Waker[16];
                while (!Volatile.Read(ref stop))
                {
                    old[random.Next(16)].Wake();
                    if (!waiting.TryDequeue(out Waker waker))
                        continue;
                    waker.Wake();
                    waker.Wake();
                    old[random.Next(16)] = waker;
                }
            })).ToArray();
            foreach (var thread in threads)
                thread.Start();
            int ended = 0;
            for (int i = 0; i < 200_000; i++)
            {
                executor.SpawnDetached(new Future<Short, Unit>(new Short(waiting, i % 6, () => ended++)));
                if (i % 8 == 7)
                    executor.RunUntilIdle();
            }

            // Some wait for a wake that comes from the threads.
            while (ended < 200_000)
                executor.Run(Future.Yield());
            Volatile.Write(ref stop, true);
            foreach (var thread in threads)
                thread.Join();
            executor.RunUntilIdle();
            Assert.Equal(200_000, ended);
        });
    }

    [Fact]
    public void Cancel_races_with_completion()
    {
        InTime(() =>
        {
            using var executor = new LocalExecutor();
            for (int round = 0; round < 5000; round++)
            {
                var gate = new Gate();
                var handle = executor.Spawn(gate.Pass());
                executor.RunUntilIdle();
                var opener = Task.Run(() => gate.Open(1));
                var canceller = Task.Run(handle.Cancel);
                try
                {
                    Assert.Equal(1, executor.RunUntilComplete(handle));
                    Assert.Equal(0, gate.Cancels);
                }
                catch (OperationCanceledException)
                {
                    Assert.Equal(1, gate.Cancels);
                }

                Task.WaitAll(opener, canceller);
            }
        });
    }

    [Fact]
    public void Dispose_races_with_wakes()
    {
        InTime(() =>
        {
            for (int round = 0; round < 1000; round++)
            {
                var executor = new LocalExecutor();
                var gates = Enumerable.Range(0, 10).Select(_ => new Gate()).ToArray();
                var handles = gates.Select(g => executor.Spawn(g.Pass())).ToArray();
                executor.RunUntilIdle();
                using var go = new ManualResetEventSlim();
                var waker = Task.Run(() =>
                {
                    go.Wait();
                    foreach (var gate in gates)
                    {
                        gate.Open(1);
                        gate.LatestWaker.Wake();
                    }
                });
                go.Set();
                executor.Dispose();
                Assert.All(handles, h => Assert.True(h.IsCanceled || h.IsCompletedSuccessfully));
                waker.Wait();
            }
        });
    }

    [Fact]
    public void Handles_are_awaited_from_many_threads_while_the_task_ends()
    {
        InTime(() =>
        {
            for (int round = 0; round < 2000; round++)
            {
                using var executor = new LocalExecutor();
                var handle = executor.Spawn(ThenExtensions.AfterYield(() => 5));
                var waits = Enumerable.Range(0, 3).Select(i => Task.Run(async () => i == 0 ? Future.BlockOn(handle.AsFuture()) : await handle)).ToArray();
                executor.RunUntilIdle();
                Task.WaitAll(waits);
                Assert.All(waits, w => Assert.Equal(5, w.Result));
            }
        });
    }

    [Fact]
    public void Wakes_race_with_the_first_wait_of_a_task()
    {
        const int Tasks = 100_000;
        InTime(() =>
        {
            using var executor = new LocalExecutor();
            var begun = new ConcurrentQueue<Gate>();
            bool stop = false;
            var thread = new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                    if (begun.TryDequeue(out Gate? gate))
                        gate.Open(1);
                }
            });
            thread.Start();
            var handles = new List<JoinHandle<int>>();
            for (int i = 0; i < Tasks; i++)
            {
                handles.Add(executor.Spawn(new Future<Begins, int>(new Begins(begun))));
                if (i % 50 == 0)
                    executor.RunUntilIdle();
            }

            long sum = 0;
            foreach (var handle in handles)
                sum += executor.RunUntilComplete(handle);
            Volatile.Write(ref stop, true);
            thread.Join();
            Assert.Equal(Tasks, sum);
        });
    }

    [Fact]
    public void Dispose_races_with_wakes_of_tasks_that_have_had_no_turn_or_one()
    {
        InTime(() =>
        {
            for (int round = 0; round < 2000; round++)
            {
                var executor = new LocalExecutor();
                var begun = new ConcurrentQueue<Gate>();
                var handles = Enumerable.Range(0, 20).Select(_ => executor.Spawn(new Future<Begins, int>(new Begins(begun)))).ToList();
                var opener = Task.Run(() =>
                {
                    for (int i = 0; i < 200; i++)
                    {
                        if (begun.TryDequeue(out Gate? gate))
                            gate.Open(1);
                    }
                });
                if (round % 2 == 0)
                    executor.Run(Future.Yield());
                handles.AddRange(Enumerable.Range(0, 20).Select(_ => executor.Spawn(new Future<Begins, int>(new Begins(begun)))));
                executor.Dispose();
                Assert.All(handles, h => Assert.True(h.IsCanceled || h.IsCompletedSuccessfully));
                opener.Wait();
            }
        });
    }

    private static void InTime(Action action)
    {
        var work = Task.Factory.StartNew(action, TaskCreationOptions.LongRunning);
        Assert.True(Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(40))).Result == work, "hangs");
        work.GetAwaiter().GetResult();
    }

    /// <summary>Passes the gate many times and adds up what it is given.</summary>
    private struct Reader(Gate gate, int count) : IFuture<long>
    {
        private Future<Gate.Machine, int> pass = gate.Pass();
        private long sum;

        public bool Poll(in PollContext cx, out long result)
        {
            while (count > 0)
            {
                if (!pass.Poll(in cx, out int value))
                {
                    result = 0;
                    return false;
                }

                sum += value;
                count--;
                pass = gate.Pass();
            }

            result = sum;
            return true;
        }

        public bool PollCancel(in PollContext cx) => pass.PollCancel(in cx);
    }

    /// <summary>Leaves its waker where other threads find it, and ends with a wake or two.</summary>
    private struct Short(ConcurrentQueue<Waker> waiting, int kind, Action end) : IFuture<Unit>
    {
        private int polls;

        public bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            waiting.Enqueue(cx.Waker);
            if (polls++ < kind % 3)
            {
                if (kind % 2 == 0)
                    cx.Waker.Wake();
                return false;
            }

            cx.Waker.Wake();
            end();
            return true;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    /// <summary>Passes a gate of its own, which it shows to other threads as soon as it has begun.</summary>
    private struct Begins(ConcurrentQueue<Gate> begun) : IFuture<int>
    {
        private Gate? gate;
        private Future<Gate.Machine, int> pass;

        public bool Poll(in PollContext cx, out int result)
        {
            if (gate is null)
            {
                gate = new Gate();
                pass = gate.Pass();
                // Its waker is there before others see it; whether it is open already is chance.
                bool isOpen = pass.Poll(in cx, out result);
                begun.Enqueue(gate);
                return isOpen;
            }

            return pass.Poll(in cx, out result);
        }

        public bool PollCancel(in PollContext cx) => gate is null || pass.PollCancel(in cx);
    }
}
