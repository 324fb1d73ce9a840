namespace PollGen.Runtime.Tests;

public class LocalExecutorTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Runs_tasks_in_the_order_of_spawning_and_waking()
    {
        using var executor = new LocalExecutor();
        executor.SpawnDetached(S("a", "yield yield A"));
        executor.SpawnDetached(S("b", "B"));
        executor.SpawnDetached(S("c", "yield C"));
        Assert.Empty(trace);
        Assert.Equal("R", executor.Run(S("r", "yield R")));
        Assert.Equal(["a:yield", "b:B", "c:yield", "r:yield", "a:yield", "c:C", "r:R"], trace);
        executor.RunUntilIdle();
        Assert.Equal("a:A", trace[^1]);
    }

    [Fact]
    public void Wakes_from_outside_keep_their_order()
    {
        using var executor = new LocalExecutor();
        var gates = Enumerable.Range(0, 5).Select(_ => new Gate()).ToArray();
        for (int i = 0; i < gates.Length; i++)
        {
            int n = i;
            executor.SpawnDetached(gates[i].Pass().Then(v => { trace.Add($"{n}:{v}"); return v; }));
        }

        executor.RunUntilIdle();
        foreach (int i in new[] { 3, 1, 4, 0, 2 })
        {
            gates[i].Open(i * 10);
            gates[i].LatestWaker.Wake();
        }

        executor.RunUntilIdle();
        Assert.Equal(["3:30", "1:10", "4:40", "0:0", "2:20"], trace);
        Assert.All(gates, g => Assert.Equal(2, g.Polls));
    }

    [Fact]
    public void Wakes_are_coalesced_and_harmless_after_completion()
    {
        using var executor = new LocalExecutor();
        var gate = new Gate();
        var handle = executor.Spawn(gate.Pass());
        executor.RunUntilIdle();
        Waker waker = gate.LatestWaker;
        for (int i = 0; i < 10; i++)
            waker.Wake();
        executor.RunUntilIdle();
        Assert.Equal(2, gate.Polls);
        gate.Open(3);
        executor.RunUntilIdle();
        Assert.Equal(3, gate.Polls);
        for (int i = 0; i < 10; i++)
        {
            waker.Wake();
            executor.SpawnDetached(S("x", "yield X"));   // the slot is used again; the old waker must not reach it
            executor.RunUntilIdle();
        }

        Assert.Equal(20, trace.Count);
        Assert.Equal(3, executor.RunUntilComplete(handle));
    }

    [Fact]
    public void A_task_that_throws_is_cleaned_up_before_it_completes()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "yield throw", "yield pending"));
        executor.RunUntilIdle();
        Assert.False(handle.IsCompleted);
        Assert.Equal(["a:yield", "a:throw", "a~yield", "a~pending"], trace);
        handle.Cancel();            // it is ending already
        executor.RunUntilIdle();
        Assert.False(handle.IsCompleted);
        handle.Task.Wake();
        executor.RunUntilIdle();
        Assert.Equal("a", Assert.IsType<TestException>(handle.Exception).Message);
    }

    [Fact]
    public void An_exception_of_the_clean_up_replaces_the_tasks_own()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "throw", "yield throw"));
        Assert.Equal("a clean-up", Assert.Throws<TestException>(() => executor.RunUntilComplete(handle)).Message);
    }

    [Fact]
    public void Detached_exceptions_go_to_the_handler()
    {
        using var executor = new LocalExecutor();
        var seen = new List<string>();
        executor.UnhandledException += e => seen.Add(e.Message);
        executor.SpawnDetached(S("a", "throw"));
        executor.SpawnDetached(S("b", "B"));
        executor.RunUntilIdle();
        Assert.Equal(["a"], seen);
        Assert.Equal(["a:throw", "a~done", "b:B"], trace);
    }

    [Fact]
    public void The_result_of_a_detached_task_is_disposed()
    {
        using var executor = new LocalExecutor();
        var (quick, slow, failing) = (new Resource(), new SlowResource(), new SlowResource());
        var seen = new List<string>();
        executor.UnhandledException += e => seen.Add(e.Message);
        executor.SpawnDetached(Future.Ready((quick, 1)));
        executor.SpawnDetached(Future.Ready<object>(slow));
        executor.SpawnDetached(Future.Ready(failing));
        executor.RunUntilIdle();
        Assert.Equal((1, 1, 1), (quick.Disposals, slow.Disposals, failing.Disposals));
        slow.LetGo();
        failing.Fail();
        Assert.True(SpinWait.SpinUntil(() => { executor.RunUntilIdle(); return seen.Count > 0; }, 10_000));
        Assert.Equal(["disposal"], seen);
    }

    [Fact]
    public void Without_a_handler_they_leave_the_run_which_gives_its_future_up_first()
    {
        using var executor = new LocalExecutor();
        executor.SpawnDetached(S("a", "throw"));
        executor.SpawnDetached(S("b", "yield yield yield B"));
        Assert.Equal("a", Assert.Throws<TestException>(() => executor.Run(S("r", "pending", "yield done"))).Message);
        executor.RunUntilIdle();
        Assert.Equal("b:B", trace[^1]);
        // The root was queued but not yet polled when it was given up: it has nothing to clean up.
        Assert.DoesNotContain(trace, t => t.StartsWith('r'));
    }

    [Fact]
    public void Dispose_cancels_what_remains_and_waits_for_the_clean_up()
    {
        var gate = new Gate();
        var executor = new LocalExecutor();
        var started = executor.Spawn(S("a", "pending", "yield yield done"));
        var detached = executor.Spawn(gate.Pass());
        executor.RunUntilIdle();
        var unstarted = executor.Spawn(S("c", "C"));
        executor.Dispose();
        executor.Dispose();
        Assert.Equal(["a:pending", "a~yield", "a~yield", "a~done"], trace);
        Assert.True(started.IsCanceled && unstarted.IsCanceled && detached.IsCanceled);
        Assert.Equal(1, gate.Cancels);
        Assert.Throws<ObjectDisposedException>(() => executor.SpawnDetached(S("d", "D")));
        Assert.Throws<ObjectDisposedException>(executor.RunUntilIdle);
        gate.Open();
    }

    [Fact]
    public void Dispose_sleeps_while_clean_up_waits_for_another_thread()
    {
        var executor = new LocalExecutor();
        var slow = new SlowCleanUp();
        var handle = executor.Spawn(new Future<SlowCleanUp.Machine, Unit>(new SlowCleanUp.Machine(slow)));
        executor.RunUntilIdle();
        executor.Dispose();
        Assert.True(handle.IsCanceled);
        Assert.True(slow.IsDone);
    }

    [Fact]
    public void Is_run_by_one_thread_at_a_time()
    {
        using var executor = new LocalExecutor();
        var (entered, gate) = (new ManualResetEventSlim(), new Gate());
        var thread = new Thread(() => executor.Run(Future.Join(gate.Pass(), ThenExtensions.AfterYield(() => { entered.Set(); return 0; }))));
        thread.Start();
        entered.Wait();
        Assert.Throws<InvalidOperationException>(() => executor.SpawnDetached(Future.Yield()));
        Assert.Throws<InvalidOperationException>(executor.RunUntilIdle);
        Assert.Throws<InvalidOperationException>(executor.Dispose);
        gate.Open();
        thread.Join();
        executor.RunUntilIdle();
    }

    [Fact]
    public void Does_not_run_within_a_task()
    {
        using var executor = new LocalExecutor();
        using var other = new LocalExecutor();
        executor.Run(ThenExtensions.AfterYield(() =>
        {
            Assert.Throws<InvalidOperationException>(executor.RunUntilIdle);
            Assert.Throws<InvalidOperationException>(other.RunUntilIdle);
            other.SpawnDetached(S("o", "O"));
            return 0;
        }));
        other.RunUntilIdle();
        Assert.Equal(["o:O"], trace);
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    private sealed class SlowCleanUp
    {
        public bool IsDone;

        public struct Machine(SlowCleanUp slow) : IFuture<Unit>
        {
            private bool isAsked;

            public bool Poll(in PollContext cx, out Unit result)
            {
                result = default;
                return false;
            }

            public bool PollCancel(in PollContext cx)
            {
                if (!isAsked)
                {
                    isAsked = true;
                    var (waker, target) = (cx.Waker, slow);
                    new Thread(() =>
                    {
                        Thread.Sleep(50);
                        Volatile.Write(ref target.IsDone, true);
                        waker.Wake();
                    }).Start();
                }

                return Volatile.Read(ref slow.IsDone);
            }
        }
    }
}
