using System.Runtime.CompilerServices;

namespace PollGen.Runtime.Tests;

/// <summary>Tests that count bytes, or that need the machine for themselves.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;

[Collection(nameof(Alone))]
public class AllocationTests
{
    [Fact]
    public void A_million_awaits_woken_from_another_thread_allocate_nothing()
    {
        using var executor = new LocalExecutor();
        var bell = new Bell();
        var thread = new Thread(bell.Ring) { IsBackground = true };
        thread.Start();
        executor.Run(new Future<Bell.Machine, long>(new Bell.Machine(bell, 10_000)));

        // Run itself makes one task; the bytes are counted from within the task, where it is running.
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long byWaiter = executor.Run(new Future<Bell.Machine, long>(new Bell.Machine(bell, 1_000_000)));
        long processWide = GC.GetTotalAllocatedBytes(precise: true) - before;
        bell.Stop();
        thread.Join();
        Assert.Equal(0, byWaiter);
        Assert.Equal(0, bell.AllocatedByRinger);

        // The test host's own threads allocate a little all the time; one small object in two hundred awaits would exceed this.
        Assert.InRange(processWide, 0, 1_000_000);
    }

    [Fact]
    public void Local_wakes_and_polls_allocate_nothing()
    {
        using var executor = new LocalExecutor();
        executor.Run(new Future<Yielder, long>(new Yielder(1000)));
        Assert.Equal(0, executor.Run(new Future<Yielder, long>(new Yielder(1_000_000))));
    }

    [Fact]
    public void A_detached_task_is_one_object_of_at_most_48_bytes_and_its_future()
    {
        const int Count = 100_000;
        using var executor = new LocalExecutor();
        long spawned = Measure(() =>
        {
            for (int i = 0; i < Count; i++)
                executor.SpawnDetached(Idle());
        });
        long polled = Measure(executor.RunUntilIdle);
        Assert.InRange((double)spawned / Count - Unsafe.SizeOf<Never>(), 0, 48);
        Assert.Equal(0, polled);
    }

    [Fact]
    public void A_task_with_a_handle_is_one_object_too()
    {
        const int Count = 100_000;
        using var executor = new LocalExecutor();
        var handles = new JoinHandle<Unit>[Count];
        long spawned = Measure(() =>
        {
            for (int i = 0; i < Count; i++)
                handles[i] = executor.Spawn(Idle());
        });
        Assert.InRange((double)spawned / Count - Unsafe.SizeOf<Never>(), 0, 48.2);   // the table of tasks comes in pieces of 512
        Assert.Equal(0, Measure(executor.RunUntilIdle));
    }

    [Fact]
    public void Block_on_allocates_nothing_after_the_first_on_a_thread()
    {
        Future.BlockOn(Future.Yield());
        Assert.Equal(0, Measure(() =>
        {
            for (int i = 0; i < 1000; i++)
                Future.BlockOn(Future.Join(Future.Yield(), Future.Yield()));
        }));
    }

    [Fact]
    public void Selecting_joining_racing_and_timing_out_allocate_nothing()
    {
        Rounds(1000);
        Assert.Equal(0, Measure(() => Rounds(1000)));

        static void Rounds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Future.BlockOn(Future.Select(Future.Yield(), Future.Delay(TimeSpan.FromHours(1))));
                Future.BlockOn(Future.TryJoin(Future.Yield(), Future.Yield(), Future.Yield(), Future.Yield(), Future.Yield()));
                Future.BlockOn(Future.Yield().Timeout(TimeSpan.FromHours(1)));
                Future.BlockOn(Future.Yield().Shield().CancelledBy(default));
                Future.BlockOn(Future.Yield().Settled());
            }
        }
    }

    [Fact]
    public void A_round_of_a_race_allocates_nothing()
    {
        using var race = Future.Race(Future.Yield(), Future.Delay(TimeSpan.FromHours(1)), Future.Never());
        Rounds(1000);
        Assert.Equal(0, Measure(() => Rounds(1000)));

        void Rounds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (Future.BlockOn(race.Next()).Index != 0)
                    throw new InvalidOperationException();
                race.SetFirst(Future.Yield());
                race.SetSecond(Future.Delay(TimeSpan.FromHours(1)));
            }
        }
    }

    [Fact]
    public void Waking_and_polling_on_the_thread_pool_allocate_nothing()
    {
        using var executor = new ThreadPoolExecutor();
        executor.Run(new Future<Yielder, long>(new Yielder(1000)));
        long best = long.MaxValue;
        for (int attempt = 0; attempt < 5 && best > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            executor.Run(new Future<Yielder, long>(new Yielder(100_000)));
            best = Math.Min(best, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // The pool's own queue grows by segments, now and then; one object a wake would be millions.
        Assert.InRange(best, 0, 100_000);
    }

    [Fact]
    public void Complete_tasks_allocate_nothing_when_awaited()
    {
        Task<int> done = Task.FromResult(1);
        Future.BlockOn(done.AsFuture());
        Assert.Equal(0, Measure(() =>
        {
            for (int i = 0; i < 1000; i++)
                Future.BlockOn(done.AsFuture());
        }));
    }

    [Fact]
    public void Delays_use_their_objects_again()
    {
        Rounds(1000);
        Assert.Equal(0, Measure(() => Rounds(1000)));

        static void Rounds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                var delay = Future.Delay(TimeSpan.FromSeconds(100), TimeProvider.System);
                delay.Poll(default, out _);
                delay.PollCancel(default);
            }
        }
    }

    [Fact]
    public void An_open_stream_allocates_nothing()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        using (server)
        {
            byte[] buffer = new byte[100];
            PingPong(2000);
            long best = long.MaxValue;
            for (int attempt = 0; attempt < 5 && best > 0; attempt++)
            {
                // Process-wide: the completions run on other threads. What else happens in the process may show up once.
                long before = GC.GetTotalAllocatedBytes(precise: true);
                PingPong(2000);
                best = Math.Min(best, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            // One object a round would be 48,000 bytes; what little there is comes from the test host.
            Assert.InRange(best, 0, 2000);

            void PingPong(int rounds)
            {
                for (int i = 0; i < rounds; i++)
                {
                    var read = server.Read(buffer);
                    Assert.False(read.Poll(default, out _));
                    client.TryWrite("ping"u8, out _);
                    if (Future.BlockOn(read) != 4)
                        throw new InvalidOperationException();
                }
            }
        }
    }

    [Fact]
    public void A_stream_that_is_held_up_allocates_nothing()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        using (server)
        {
            byte[] chunk = new byte[4 << 20];
            byte[] buffer = new byte[1 << 20];
            using var executor = new LocalExecutor();
            long best = long.MaxValue;
            for (int attempt = 0; attempt < 8 && best > 2000; attempt++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                executor.Run(Future.Join(client.WriteAll(chunk), new Future<Sink, Unit>(new Sink(server, buffer, chunk.Length))));
                best = Math.Min(best, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            // The task of Run is some hundred bytes. The array pool may make a buffer when threads take turns.
            Assert.InRange(best, 0, 2000);
        }
    }

    private static Future<Never, Unit> Idle() => new(default(Never));

    private static long Measure(Action action)
    {
        // Once before, with nothing to do for the JIT later on; tiering does not allocate on this thread.
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private struct Never : IFuture<Unit>
    {
        private long state;

        public bool Poll(in PollContext cx, out Unit result)
        {
            state++;
            result = default;
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    private struct Yielder(int rounds) : IFuture<long>
    {
        private int done;
        private long before;

        public bool Poll(in PollContext cx, out long result)
        {
            if (done == 0)
                before = GC.GetAllocatedBytesForCurrentThread();
            result = GC.GetAllocatedBytesForCurrentThread() - before;
            if (done++ == rounds)
                return true;
            cx.Waker.Wake();
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    private struct Sink(TcpStream stream, byte[] buffer, int left) : IFuture<Unit>
    {
        private Future<ReadMachine, int> read = stream.Read(buffer);

        public bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            while (left > 0)
            {
                if (!read.Poll(in cx, out int n))
                    return false;
                left -= n;
                read = stream.Read(buffer);
            }

            return true;
        }

        public bool PollCancel(in PollContext cx) => read.PollCancel(in cx);
    }

    /// <summary>Another thread that wakes whoever waits for it; each wait is pending first.</summary>
    private sealed class Bell
    {
        private Waker waker;
        private int asked;
        private int rung;
        private volatile bool isStopped;

        public long AllocatedByRinger { get; private set; }

        public void Stop() => isStopped = true;

        public void Ring()
        {
            long before = 0;
            var spinner = default(SpinWait);
            while (!isStopped)
            {
                if (Volatile.Read(ref asked) == rung)
                {
                    spinner.SpinOnce(sleep1Threshold: -1);
                    continue;
                }

                spinner.Reset();
                if (rung == 1000)
                    before = GC.GetAllocatedBytesForCurrentThread();
                Volatile.Write(ref rung, rung + 1);
                waker.Wake();
            }

            AllocatedByRinger = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        public struct Machine(Bell bell, int rounds) : IFuture<long>
        {
            private int done;
            private bool isWaiting;
            private long before;

            public bool Poll(in PollContext cx, out long result)
            {
                result = 0;
                if (isWaiting)
                {
                    if (Volatile.Read(ref bell.rung) != bell.asked)
                        return false;
                    if (++done == rounds)
                    {
                        result = GC.GetAllocatedBytesForCurrentThread() - before;
                        return true;
                    }
                }
                else
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                isWaiting = true;
                bell.waker = cx.Waker;
                Volatile.Write(ref bell.asked, bell.asked + 1);
                return false;
            }

            public readonly bool PollCancel(in PollContext cx) => true;
        }
    }
}
