using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;

namespace PollGen.Runtime.Tests;

public class ShutdownTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void When_all_end_in_time_there_is_nothing_to_report()
    {
        var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "pending", "yield yield done"));
        executor.RunUntilIdle();
        Assert.True(executor.Shutdown(TimeSpan.FromMinutes(1), out var unfinished));
        Assert.Empty(unfinished);
        Assert.True(handle.IsCanceled);
        Assert.True(executor.Shutdown(TimeSpan.Zero, out unfinished));
        Assert.Throws<ObjectDisposedException>(executor.RunUntilIdle);
    }

    [Fact]
    public void A_clean_up_that_never_ends_is_reported_with_its_place_and_let_go()
    {
        var executor = new LocalExecutor();
        var stuck = executor.Spawn(new Future<Stuck, Unit>(default(Stuck)));
        var good = executor.Spawn(S("a", "pending", "yield done"));
        executor.SpawnDetached(new Future<Stuck, Unit>(default(Stuck)));
        executor.RunUntilIdle();
        Assert.False(executor.Shutdown(TimeSpan.FromMilliseconds(50), out var unfinished));
        Assert.True(good.IsCanceled);
        Assert.Equal(2, unfinished.Count);
        Assert.Equal("Stuck", unfinished[0].Name);
        // From the inside out, and what is inlined in time is missing.
        Assert.Matches(@"^at PollGen\.(NeverMachine|Runtime\.Tests\.ShutdownTests\.Stuck)", unfinished[0].Place!.TrimStart());
        Assert.Contains("Stuck.CleanUp", unfinished[0].Place);
        Assert.DoesNotContain("SpawnedTask", unfinished[0].Place);
        var e = Assert.IsType<TimeoutException>(stuck.Exception);
        Assert.Contains("Stuck.CleanUp", e.Message);
        executor.Dispose();
    }

    [Fact]
    public void With_no_time_at_all_each_task_gets_one_turn()
    {
        var executor = new LocalExecutor();
        var quick = executor.Spawn(S("a", "pending", "done"));
        var slow = executor.Spawn(S("b", "pending", "yield done"));
        executor.RunUntilIdle();
        executor.Shutdown(TimeSpan.Zero, out _);
        Assert.True(quick.IsCanceled);
        Assert.True(slow.IsCompleted);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalExecutor().Shutdown(TimeSpan.FromSeconds(-3), out _));
    }

    [Fact]
    public void A_clean_up_that_keeps_waking_itself_is_stopped_too()
    {
        var executor = new LocalExecutor();
        var handle = executor.Spawn(new Future<Busy, Unit>(default(Busy)));
        executor.RunUntilIdle();
        Assert.False(executor.Shutdown(TimeSpan.FromMilliseconds(20), out var unfinished));
        Assert.Equal("Busy", Assert.Single(unfinished).Name);
        Assert.IsType<TimeoutException>(handle.Exception);
    }

    [Fact]
    public void The_deadline_is_measured_by_the_executors_clock()
    {
        var clock = new FakeTimeProvider();
        var executor = new LocalExecutor(clock);
        executor.SpawnDetached(new Future<Stuck, Unit>(default(Stuck)));
        executor.RunUntilIdle();
        var thread = new Thread(() =>
        {
            while (TimerQueue.Of(clock).Count == 0)
                Thread.Yield();
            clock.Advance(TimeSpan.FromHours(1));
        });
        thread.Start();
        Assert.False(executor.Shutdown(TimeSpan.FromHours(1), out var unfinished));
        Assert.Single(unfinished);
        thread.Join();
        Assert.Equal(0, TimerQueue.Of(clock).Count);
    }

    [Fact]
    public void A_wake_after_that_does_nothing()
    {
        var executor = new LocalExecutor();
        var leaf = new Gate();
        executor.SpawnDetached(new Future<Kept, Unit>(new Kept(leaf)));
        executor.RunUntilIdle();
        Assert.False(executor.Shutdown(TimeSpan.Zero, out var unfinished));
        Assert.Single(unfinished);
        leaf.LatestWaker.Wake();
        leaf.Open();
        Assert.Throws<ObjectDisposedException>(executor.RunUntilIdle);
    }

    [Fact]
    public void On_a_thread_pool_those_that_wait_are_let_go_and_those_that_run_are_named()
    {
        var executor = new ThreadPoolExecutor();
        using var free = new ManualResetEventSlim();
        using var isRunning = new ManualResetEventSlim();
        var stuck = executor.Spawn(new Future<Stuck, Unit>(default(Stuck)));
        var running = executor.Spawn(ThenExtensions.AfterYield(() => { isRunning.Set(); free.Wait(); return 0; }));
        var good = executor.Spawn(S("a", "pending", "yield done"));
        isRunning.Wait();
        Assert.True(SpinWait.SpinUntil(() => { lock (trace) return trace.Count > 0; }, 10_000));
        // Long enough for a busy pool to find a thread for the good one; the stuck one needs all of it.
        Assert.False(executor.Shutdown(TimeSpan.FromSeconds(5), out var unfinished));
        free.Set();
        Assert.True(good.IsCanceled);
        Assert.Equal(2, unfinished.Count);
        Assert.Contains("Stuck.CleanUp", unfinished.Single(task => task.Name == "Stuck").Place);
        Assert.Null(unfinished.Single(task => task.Name != "Stuck").Place);
        Assert.IsType<TimeoutException>(stuck.Exception);
        Assert.True(SpinWait.SpinUntil(() => running.IsCompleted, 10_000));
        Assert.True(executor.Shutdown(TimeSpan.Zero, out _));
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    /// <summary>Its clean-up never ends.</summary>
    private struct Stuck : IFuture<Unit>
    {
        private Future<NeverMachine<Unit>, Unit> never;

        public bool Poll(in PollContext cx, out Unit result) => never.Poll(in cx, out result);

        public bool PollCancel(in PollContext cx) => CleanUp(in cx);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool CleanUp(in PollContext cx) => never.Poll(in cx, out _);
    }

    private struct Busy : IFuture<Unit>
    {
        public readonly bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            return false;
        }

        public readonly bool PollCancel(in PollContext cx)
        {
            cx.Waker.Wake();
            return false;
        }
    }

    private struct Kept(Gate gate) : IFuture<Unit>
    {
        private Future<Gate.Machine, int> pass = gate.Pass();

        public bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            return pass.Poll(in cx, out _);
        }

        public bool PollCancel(in PollContext cx) => pass.Poll(in cx, out _);
    }
}
