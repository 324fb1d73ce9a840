namespace PollGen.Runtime.Tests;

public class JoinHandleTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void A_task_awaits_another()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "yield yield A"));
        var both = executor.Run(Future.Join(handle.AsFuture(), handle.AsFuture()));
        Assert.Equal(("A", "A"), both);
        Assert.True(handle.IsCompletedSuccessfully);
        Assert.Equal("A", executor.Run(new Future<JoinHandle<string>, string>(handle)));
    }

    [Fact]
    public void Giving_a_wait_up_leaves_the_task_and_the_other_waits()
    {
        using var executor = new LocalExecutor();
        var gate = new Gate();
        var handle = executor.Spawn(gate.Pass());
        executor.RunUntilIdle();
        var waiter = new CountingWakeable();
        var cx = new PollContext(new Waker(waiter));
        var (first, second) = (handle.AsFuture(), handle.AsFuture());
        Assert.False(first.Poll(cx, out _));
        Assert.False(first.Poll(cx, out _));
        Assert.False(second.Poll(cx, out _));
        Assert.True(first.PollCancel(cx));
        gate.Open(9);
        executor.RunUntilIdle();
        Assert.Equal(1, waiter.Count);
        Assert.True(second.Poll(cx, out int result));
        Assert.Equal(9, result);
        Assert.Throws<InvalidOperationException>(() => second.Poll(default, out _));
    }

    [Fact]
    public void Cancel_runs_the_clean_up_and_completes_as_cancelled()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "pending", "yield done"));
        executor.RunUntilIdle();
        handle.Cancel();
        Assert.False(handle.IsCompleted);
        Assert.ThrowsAny<OperationCanceledException>(() => executor.Run(handle.AsFuture()));
        Assert.True(handle.IsCanceled);
        Assert.Equal(["a:pending", "a~yield", "a~done"], trace);
        handle.Cancel();
    }

    [Fact]
    public void A_task_may_cancel_itself_or_another()
    {
        using var executor = new LocalExecutor();
        var handles = new List<JoinHandle<string>>();
        handles.Add(executor.Spawn(S("a", "pending")));
        handles.Add(executor.Spawn(ThenExtensions.AfterYield(() => { handles[0].Cancel(); return ""; })));
        var self = new SelfCancelling();
        self.Handle = executor.Spawn(new Future<SelfCancelling.Machine, Unit>(new SelfCancelling.Machine(self)));
        executor.RunUntilIdle();
        Assert.True(handles[0].IsCanceled);
        Assert.True(handles[1].IsCompletedSuccessfully);
        Assert.True(self.Handle.IsCanceled);
    }

    [Fact]
    public void Clean_up_that_throws_fails_the_cancelled_task()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "pending", "throw"));
        executor.RunUntilIdle();
        handle.Cancel();
        Assert.Equal("a clean-up", Assert.Throws<TestException>(() => executor.RunUntilComplete(handle)).Message);
        Assert.False(handle.IsCanceled);
    }

    [Fact]
    public async Task Async_code_awaits_it()
    {
        using var executor = new LocalExecutor();
        var gate = new Gate();
        var (ok, bad, stopped) = (executor.Spawn(gate.Pass()), executor.Spawn(S("b", "yield throw")), executor.Spawn(S("c", "pending")));
        var waits = (ok.AsTask(), ok.AsValueTask(), bad.AsTask(), Await(stopped));
        var thread = new Thread(executor.RunUntilIdle);
        gate.Open(4);
        stopped.Cancel();
        thread.Start();
        Assert.Equal(4, await waits.Item1);
        Assert.Equal(4, await waits.Item2);
        var e = await Assert.ThrowsAsync<TestException>(() => waits.Item3);
        Assert.Contains(nameof(Scripted), e.StackTrace);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits.Item4);
        thread.Join();
        Assert.Equal(4, await ok);
        Assert.True(ok.AsValueTask().IsCompletedSuccessfully);

        static async Task Await(JoinHandle<string> handle) => await handle;
    }

    [Fact]
    public void The_exception_keeps_its_stack_trace()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "throw"));
        var e = Assert.Throws<TestException>(() => executor.Run(handle.AsFuture()));
        Assert.Contains("Scripted.Poll", e.StackTrace);
    }

    [Fact]
    public void The_default_handle_says_so()
    {
        Assert.Throws<InvalidOperationException>(() => default(JoinHandle<int>).IsCompleted);
        Assert.Throws<InvalidOperationException>(() => default(JoinHandle<int>).Cancel());
    }

    [Fact]
    public void Is_bound_to_its_executor()
    {
        using var executor = new LocalExecutor();
        using var other = new LocalExecutor();
        Assert.Throws<ArgumentException>(() => other.RunUntilComplete(executor.Spawn(Future.Yield())));
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    private sealed class SelfCancelling
    {
        public JoinHandle<Unit> Handle;

        public struct Machine(SelfCancelling self) : IFuture<Unit>
        {
            public readonly bool Poll(in PollContext cx, out Unit result)
            {
                result = default;
                self.Handle.Cancel();
                return false;
            }

            public readonly bool PollCancel(in PollContext cx) => true;
        }
    }
}
