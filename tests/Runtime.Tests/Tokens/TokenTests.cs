namespace PollGen.Runtime.Tests;

public class TokenTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void A_token_cancels_a_future_and_the_exception_comes_after_the_clean_up()
    {
        using var source = new CancellationTokenSource();
        var future = S("a", "pending pending", "pending done").CancelledBy(source.Token);
        var waiter = new CountingWakeable();
        var cx = new PollContext(new Waker(waiter));
        Assert.False(future.Poll(cx, out _));
        source.Cancel();
        Assert.Equal(1, waiter.Count);
        Assert.False(future.Poll(cx, out _));
        Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => future.Poll(default, out _)).CancellationToken);
        Assert.Equal(["a:pending", "a:pending", "a~pending", "a~done"], trace);
        Assert.Throws<InvalidOperationException>(() => future.Poll(default, out _));
        Assert.True(future.PollCancel(default));
    }

    [Fact]
    public void A_token_signalled_before_the_first_poll_lets_nothing_run()
    {
        var future = S("a", "A").CancelledBy(new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => Future.BlockOn(future));
        Assert.Empty(trace);
    }

    [Fact]
    public void A_future_that_ends_first_leaves_no_registration()
    {
        using var source = new CancellationTokenSource();
        var waiter = new CountingWakeable();
        var cx = new PollContext(new Waker(waiter));
        var ready = S("a", "pending A").CancelledBy(source.Token);
        Assert.False(ready.Poll(cx, out _));
        Assert.True(ready.Poll(cx, out _));
        var cancelled = S("b", "pending").CancelledBy(source.Token);
        Assert.False(cancelled.Poll(cx, out _));
        Assert.True(cancelled.PollCancel(cx));
        var failing = S("c", "pending throw").CancelledBy(source.Token);
        Assert.False(failing.Poll(cx, out _));
        Assert.Throws<TestException>(() => failing.Poll(default, out _));
        Assert.True(failing.PollCancel(cx));
        source.Cancel();
        Assert.Equal(0, waiter.Count);
    }

    [Fact]
    public void The_token_may_be_signalled_on_another_thread_at_any_moment()
    {
        using var executor = new LocalExecutor();
        for (int round = 0; round < 200; round++)
        {
            using var source = new CancellationTokenSource();
            var thread = new Thread(source.Cancel);
            var handle = executor.Spawn(Future.Never<int>().CancelledBy(source.Token));
            thread.Start();
            Assert.Throws<OperationCanceledException>(() => executor.RunUntilComplete(handle));
            thread.Join();
        }
    }

    [Fact]
    public async Task Async_code_sees_a_cancelled_task()
    {
        using var executor = new ThreadPoolExecutor();
        using var source = new CancellationTokenSource();
        var task = executor.Spawn(Future.Never().CancelledBy(source.Token)).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.True(task.IsCanceled);
    }

    [Fact]
    public void A_call_gives_its_result()
    {
        Assert.Equal(5, Future.BlockOn(Future.FromTask(async token => { await Task.Yield(); return 5; })));
        Future.BlockOn(Future.FromTask(async token => await Task.Yield()));
        Assert.Equal(6, Future.BlockOn(Future.FromTask(token => new ValueTask<int>(6))));
        Future.BlockOn(Future.FromTask(token => default(ValueTask)));
        Assert.Throws<TestException>(() => Future.BlockOn(Future.FromTask<int>(token => throw new TestException("call"))));
        Assert.Throws<TestException>(() => Future.BlockOn(Future.FromTask(async token => { await Task.Yield(); throw new TestException("late"); })));
    }

    [Fact]
    public void Cancelled_it_signals_the_token_and_waits_for_the_end_of_the_call()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isOver = false;
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(Future.FromTask(async token =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                await end.Task;
                Volatile.Write(ref isOver, true);
            }
        }));
        executor.RunUntilIdle();
        handle.Cancel();
        executor.RunUntilIdle();
        Assert.False(handle.IsCompleted);
        end.SetResult();
        Assert.ThrowsAny<OperationCanceledException>(() => executor.RunUntilComplete(handle));
        Assert.True(handle.IsCanceled);
        Assert.True(Volatile.Read(ref isOver));
    }

    [Fact]
    public void A_call_that_fails_while_it_is_cancelled_fails_the_clean_up()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(Future.FromTask<int>(async token =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                throw new TestException("instead");
            }

            return 1;
        }));
        executor.RunUntilIdle();
        handle.Cancel();
        Assert.Equal("instead", Assert.Throws<TestException>(() => executor.RunUntilComplete(handle)).Message);
    }

    [Fact]
    public void A_result_that_comes_nevertheless_is_disposed()
    {
        var resource = new Resource();
        var source = new TaskCompletionSource<Resource>();
        var future = Future.FromTask(token => source.Task);
        Assert.False(future.Poll(default, out _));
        Assert.False(future.PollCancel(default));
        source.SetResult(resource);
        Assert.True(SpinWait.SpinUntil(() => future.PollCancel(default), 10_000));
        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void A_coroutine_with_a_token_has_it_signalled_before_its_clean_up()
    {
        CancellationToken given = default;
        var future = Future.WithToken(token =>
        {
            given = token;
            token.Register(() => trace.Add("signalled"));
            return S("a", "pending", "pending done");
        });
        Assert.True(future.PollCancel(default));
        Assert.False(future.Poll(default, out _));
        Assert.False(given.IsCancellationRequested);
        Assert.False(future.PollCancel(default));
        Assert.True(future.PollCancel(default));
        Assert.Equal(["a:pending", "signalled", "a~pending", "a~done"], trace);
    }

    [Fact]
    public void A_callback_that_throws_is_thrown_at_the_end()
    {
        var future = Future.WithToken(token =>
        {
            token.Register(() => throw new TestException("callback"));
            return S("a", "pending", "pending done");
        });
        Assert.False(future.Poll(default, out _));
        Assert.False(future.PollCancel(default));
        Assert.Throws<AggregateException>(() => future.PollCancel(default));
        Assert.Equal("a~done", trace[^1]);
    }

    [Fact]
    public void A_task_without_a_token_is_detached_and_its_exception_goes_to_the_handler()
    {
        using var executor = new LocalExecutor();
        var seen = new List<string>();
        executor.UnhandledException += e => seen.Add(e.Message);
        var source = new TaskCompletionSource();
        var handle = executor.Spawn(source.Task.AsFuture());
        executor.RunUntilIdle();
        handle.Cancel();
        executor.RunUntilIdle();
        Assert.True(handle.IsCanceled);
        source.SetException(new TestException("late"));
        Assert.True(SpinWait.SpinUntil(() => { executor.RunUntilIdle(); return seen.Count > 0; }, 10_000));
        Assert.Equal(["late"], seen);
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
