namespace PollGen.Runtime.Tests;

public class TaskGroupTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Leaving_waits_for_the_children()
    {
        using var executor = new LocalExecutor();
        JoinHandle<string> child = default;
        string result = executor.Run(TaskGroup.Run(group =>
        {
            child = group.Spawn(S("c", "yield yield yield C"));
            return S("body", "yield B");
        }));
        Assert.Equal("B", result);
        Assert.True(child.IsCompletedSuccessfully);
        Assert.Equal("c:C", trace[^1]);
    }

    [Fact]
    public void In_direct_execution_they_take_turns_on_the_thread_that_waits()
    {
        string result = Future.BlockOn(TaskGroup.Run(this, static (group, test) =>
        {
            var one = group.Spawn(test.S("one", "yield 1"));
            var two = group.Spawn(test.S("two", "yield yield 2"));
            return Future.Join(one.AsFuture(), two.AsFuture()).Then(both => both.Item1 + both.Item2);
        }));
        Assert.Equal("12", result);
    }

    [Fact]
    public void In_direct_execution_a_child_is_woken_from_another_thread()
    {
        var gate = new Gate();
        var thread = new Thread(() =>
        {
            while (gate.Polls == 0)
                Thread.Yield();
            gate.Open(9);
        });
        thread.Start();
        Assert.Equal(9, Future.BlockOn(TaskGroup.Run(group => group.Spawn(gate.Pass()).AsFuture())));
        thread.Join();
        Assert.InRange(gate.Polls, 1, 3);
    }

    [Fact]
    public void A_child_that_keeps_waking_itself_does_not_starve_the_body_in_direct_execution()
    {
        bool isStopped = false;
        Future.BlockOn(TaskGroup.Run(group =>
        {
            group.Spawn(new Future<Spinner, Unit>(new Spinner(() => isStopped)));
            return S("body", "yield yield B").Then(_ => isStopped = true);
        }));
    }

    [Fact]
    public void A_child_that_fails_cancels_the_body_and_the_others_and_wins()
    {
        using var executor = new LocalExecutor();
        var e = Assert.Throws<TestException>(() => executor.Run(TaskGroup.Run(group =>
        {
            group.Spawn(S("a", "pending", "yield done"));
            group.Spawn(S("b", "yield throw", "yield done"));
            group.Spawn(S("c", "pending", "throw"));
            return S("body", "pending", "yield throw");
        })));
        Assert.Equal("b", e.Message);
        Assert.Equal(["body clean-up", "c clean-up"], e.Suppressed.Select(other => other.Message).Order());
        Assert.Contains("a~done", trace);
        Assert.Contains("b~done", trace);
    }

    [Fact]
    public void A_body_that_fails_cancels_the_children_first()
    {
        using var executor = new LocalExecutor();
        JoinHandle<string> child = default;
        var e = Assert.Throws<TestException>(() => executor.Run(TaskGroup.Run(group =>
        {
            child = group.Spawn(S("c", "pending", "yield yield done"));
            return S("body", "yield throw");
        })));
        Assert.Equal("body", e.Message);
        Assert.True(child.IsCanceled);
        Assert.Empty(e.Suppressed);
    }

    [Fact]
    public void A_child_that_fails_after_the_body_has_ended_still_fails_the_group_and_the_result_is_disposed()
    {
        using var executor = new LocalExecutor();
        var resource = new Resource();
        Assert.Equal("c", Assert.Throws<TestException>(() => executor.Run(TaskGroup.Run(group =>
        {
            group.Spawn(S("c", "yield yield yield throw"));
            group.Spawn(S("d", "pending"));
            return Future.Ready(resource);
        }))).Message);
        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void Cancelling_cancels_body_and_children_and_waits()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(TaskGroup.Run(group =>
        {
            group.Spawn(S("c", "pending", "yield yield done"));
            return S("body", "pending", "yield done");
        }));
        executor.RunUntilIdle();
        var end = executor.Run(handle.Stop());
        Assert.True(end.IsCanceled);
        Assert.Equal("c~done", trace[^1]);
        Assert.Contains("body~done", trace);
    }

    [Fact]
    public void Cancelling_throws_what_the_clean_up_throws()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(TaskGroup.Run(group =>
        {
            group.Spawn(S("c", "pending", "yield throw"));
            return S("body", "pending");
        }));
        executor.RunUntilIdle();
        Assert.Equal("c clean-up", executor.Run(handle.Stop()).Exception!.Message);
    }

    [Fact]
    public void Cancelled_before_it_starts_it_does_nothing()
    {
        var future = TaskGroup.Run(group => S("body", "B"));
        Assert.True(future.PollCancel(default));
        Assert.Empty(trace);
    }

    [Fact]
    public void A_cancelled_child_is_no_failure_and_children_can_be_cancelled_together()
    {
        using var executor = new LocalExecutor();
        string result = executor.Run(TaskGroup.Run(group =>
        {
            group.Spawn(S("a", "pending", "yield done")).Cancel();
            group.Spawn(S("b", "pending"));
            return S("body", "yield B").Then(value =>
            {
                group.Cancel();
                Assert.True(executor.Spawn(Future.Yield()).Task is not null);
                group.Spawn(S("late", "L"));
                return value;
            });
        }));
        Assert.Equal("B", result);
        Assert.DoesNotContain("late:L", trace);
        Assert.Contains("b~done", trace);
    }

    [Fact]
    public void A_scope_that_was_left_takes_no_children()
    {
        using var executor = new LocalExecutor();
        TaskGroup? left = null;
        executor.Run(TaskGroup.Run(group =>
        {
            left = group;
            return Future.Ready(1);
        }));
        Assert.Equal(0, left!.Count);
        Assert.Contains("left", Assert.Throws<InvalidOperationException>(() => left.Spawn(Future.Ready(1))).Message);
    }

    [Fact]
    public void A_child_spawns_children()
    {
        using var executor = new ThreadPoolExecutor();
        int count = 0;
        executor.Run(TaskGroup.Run(group =>
        {
            Grow(group, 6);
            return Future.Ready(0);
        }));
        Assert.Equal(63, count);

        void Grow(TaskGroup group, int depth) => group.Spawn(Future.Yield().Then(_ =>
        {
            Interlocked.Increment(ref count);
            if (depth > 1)
            {
                Grow(group, depth - 1);
                Grow(group, depth - 1);
            }

            return 0;
        }));
    }

    [Fact]
    public void On_a_thread_pool_many_fail_at_once_and_all_are_accounted_for()
    {
        using var executor = new ThreadPoolExecutor();
        for (int round = 0; round < 50; round++)
        {
            int living = 0;
            var e = Assert.Throws<TestException>(() => executor.Run(TaskGroup.Run(group =>
            {
                for (int i = 0; i < 40; i++)
                {
                    Interlocked.Increment(ref living);
                    group.Spawn(new Future<Counted, Unit>(new Counted(() => Interlocked.Decrement(ref living), i % 4 == 3)));
                }

                return Future.Never();
            })));
            Assert.Equal(0, Volatile.Read(ref living));
            Assert.InRange(e.Suppressed.Count, 0, 9);
        }
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    private struct Spinner(Func<bool> isStopped) : IFuture<Unit>
    {
        public readonly bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            cx.Waker.Wake();
            return isStopped();
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    /// <summary>Waits, or fails at its second poll; tells when it is over, however that comes.</summary>
    private struct Counted(Action over, bool fails) : IFuture<Unit>
    {
        private int polls;
        private bool isOver;

        public bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            if (polls++ == 0)
                cx.Waker.Wake();
            else if (fails)
                throw new TestException("counted");
            return false;
        }

        public bool PollCancel(in PollContext cx)
        {
            if (!isOver)
            {
                isOver = true;
                over();
            }

            return true;
        }
    }
}
