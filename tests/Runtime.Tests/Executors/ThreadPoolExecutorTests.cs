namespace PollGen.Runtime.Tests;

public class ThreadPoolExecutorTests
{
    private static readonly AsyncLocal<string?> Ambient = new();
    private readonly List<string> trace = [];

    [Fact]
    public void Runs_tasks_on_the_pool()
    {
        using var executor = new ThreadPoolExecutor();
        int caller = Environment.CurrentManagedThreadId;
        Assert.NotEqual(caller, executor.Run(ThenExtensions.AfterYield(() => Environment.CurrentManagedThreadId)));
        Assert.True(executor.Run(ThenExtensions.AfterYield(() => Thread.CurrentThread.IsThreadPoolThread)));
        Assert.Equal("a", Assert.Throws<TestException>(() => executor.Run(S("a", "yield throw", "yield done"))).Message);
        Assert.Equal(["a:yield", "a:throw", "a~yield", "a~done"], trace);
    }

    [Fact]
    public void Each_task_is_polled_by_one_thread_at_a_time_and_sees_what_the_last_poll_wrote()
    {
        const int Tasks = 50, Rounds = 2000;
        using var executor = new ThreadPoolExecutor();
        var bells = Enumerable.Range(0, Tasks).Select(_ => new Bell()).ToArray();
        var handles = bells.Select(bell => executor.Spawn(new Future<Bell.Machine, int>(new Bell.Machine(bell, Rounds)))).ToArray();
        var ringers = Enumerable.Range(0, 3).Select(seed => new Thread(() =>
        {
            var random = new Random(seed);
            while (handles.Any(handle => !handle.IsCompleted))
                bells[random.Next(Tasks)].Latest.Wake();
        })).ToArray();
        foreach (var ringer in ringers)
            ringer.Start();
        foreach (var handle in handles)
            Assert.Equal(Rounds, Future.BlockOn(handle.AsFuture()));
        foreach (var ringer in ringers)
            ringer.Join();
        Assert.All(bells, bell => Assert.False(bell.WasPolledTwiceAtOnce));
    }

    [Fact]
    public void Wakes_are_coalesced()
    {
        using var executor = new ThreadPoolExecutor();
        var gate = new Gate();
        var handle = executor.Spawn(gate.Pass());
        Assert.True(SpinWait.SpinUntil(() => gate.Polls == 1, 10_000));
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < 100; i++)
                gate.LatestWaker.Wake();
        }

        gate.Open(4);
        Assert.Equal(4, Future.BlockOn(handle.AsFuture()));
        Assert.InRange(gate.Polls, 2, 5000);
        int polls = gate.Polls;
        gate.LatestWaker.Wake();
        Thread.Sleep(20);
        Assert.Equal(polls, gate.Polls);
    }

    [Fact]
    public void No_wake_is_lost()
    {
        using var executor = new ThreadPoolExecutor();
        for (int round = 0; round < 3000; round++)
        {
            var gate = new Gate();
            var handle = executor.Spawn(gate.Pass());
            gate.Open(round);
            Assert.Equal(round, Future.BlockOn(handle.AsFuture()));
        }
    }

    [Fact]
    public void What_a_task_sets_stays_with_it()
    {
        using var executor = new ThreadPoolExecutor();
        Ambient.Value = "caller";
        var handles = Enumerable.Range(0, 20).Select(n => executor.Spawn(ThenExtensions.AfterYield(() =>
        {
            Assert.Equal("caller", Ambient.Value);
            Ambient.Value = $"{n}";
            return n;
        }).Then(set => Ambient.Value == $"{set}"))).ToArray();
        Assert.All(handles, handle => Assert.True(Future.BlockOn(handle.AsFuture())));
        Assert.Equal("caller", Ambient.Value);
        Ambient.Value = null;
        Assert.True(executor.Run(ThenExtensions.AfterYield(() => Ambient.Value is null)));
    }

    [Fact]
    public void Handles_cancel_and_tell_how_it_ended()
    {
        using var executor = new ThreadPoolExecutor();
        for (int round = 0; round < 200; round++)
        {
            var handle = executor.Spawn(S(round.ToString(), "yield yield pending", "yield done"));
            var end = executor.Run(handle.Stop());
            Assert.True(end.IsCanceled);
            Assert.True(handle.IsCanceled);
        }
    }

    [Fact]
    public void Detached_exceptions_go_to_the_handler_or_leave_the_disposal()
    {
        using (var executor = new ThreadPoolExecutor())
        {
            var seen = new List<string>();
            executor.UnhandledException += e => { lock (seen) seen.Add(e.Message); };
            executor.SpawnDetached(S("a", "yield throw"));
            Assert.True(SpinWait.SpinUntil(() => { lock (seen) return seen.Count == 1; }, 10_000));
            Assert.Equal(["a"], seen);
        }

        var silent = new ThreadPoolExecutor();
        silent.SpawnDetached(S("b", "throw"));
        Assert.True(SpinWait.SpinUntil(() => { lock (trace) return trace.Contains("b~done"); }, 10_000));
        Assert.Equal("b", Assert.Throws<TestException>(silent.Dispose).Message);
    }

    [Fact]
    public void Dispose_cancels_what_remains_and_waits_for_the_clean_up()
    {
        var executor = new ThreadPoolExecutor();
        var gates = Enumerable.Range(0, 200).Select(_ => new Gate()).ToArray();
        var handles = gates.Select(gate => executor.Spawn(gate.Pass())).ToArray();
        var slow = executor.Spawn(S("a", "pending", "yield yield done"));
        Assert.True(SpinWait.SpinUntil(() => { lock (trace) return trace.Count > 0; }, 10_000));
        executor.Dispose();
        executor.Dispose();
        Assert.All(handles, handle => Assert.True(handle.IsCanceled));
        Assert.True(slow.IsCanceled);
        Assert.Equal("a~done", trace[^1]);
        Assert.Throws<ObjectDisposedException>(() => executor.Spawn(Future.Ready(1)));
    }

    [Fact]
    public void Does_not_park_a_thread_that_runs_tasks()
    {
        using var executor = new ThreadPoolExecutor();
        executor.Run(ThenExtensions.AfterYield(() =>
        {
            Assert.Throws<InvalidOperationException>(() => executor.Run(Future.Ready(1)));
            Assert.Throws<InvalidOperationException>(executor.Dispose);
            Assert.Throws<InvalidOperationException>(() => Co.Blocking.Await(Future.Ready(1)));
            executor.SpawnDetached(Future.Ready(1));
            return 0;
        }));
    }

    [Fact]
    public void Timers_and_joins_of_tasks_work_across_threads()
    {
        using var executor = new ThreadPoolExecutor();
        var parts = Enumerable.Range(1, 100).Select(n => executor.Spawn(Future.Delay(TimeSpan.FromMilliseconds(n % 7)).Then(_ => n))).Select(handle => handle.AsFuture()).ToArray();
        Assert.Equal(5050, executor.Run(Future.JoinAll(parts)).Sum());
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    /// <summary>Rings by itself and by others; counts without interlocked operations.</summary>
    private sealed class Bell
    {
        private readonly Lock gate = new();
        private Waker waker;
        private int polling;

        public bool WasPolledTwiceAtOnce { get; private set; }

        public Waker Latest
        {
            get { lock (gate) return waker; }
        }

        public struct Machine(Bell bell, int rounds) : IFuture<int>
        {
            private int done;

            public bool Poll(in PollContext cx, out int result)
            {
                if (Interlocked.Increment(ref bell.polling) != 1)
                    bell.WasPolledTwiceAtOnce = true;
                lock (bell.gate)
                    bell.waker = cx.Waker;
                result = ++done;
                if (done % 3 == 0 || done > rounds - 3)
                    cx.Waker.Wake();
                else
                    ThreadPool.UnsafeQueueUserWorkItem(static waker => waker.Wake(), cx.Waker, preferLocal: false);
                Interlocked.Decrement(ref bell.polling);
                return done == rounds;
            }

            public readonly bool PollCancel(in PollContext cx) => true;
        }
    }
}
