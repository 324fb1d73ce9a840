using System.Threading.Tasks.Sources;

namespace PollGen.Runtime.Tests;

public class TaskConversionTests
{
    [Fact]
    public void Complete_tasks_are_ready_at_once()
    {
        Assert.Equal(1, Future.BlockOn(Task.FromResult(1).AsFuture()));
        Assert.Equal(2, Future.BlockOn(new ValueTask<int>(2).AsFuture()));
        Future.BlockOn(Task.CompletedTask.AsFuture());
        Future.BlockOn(default(ValueTask).AsFuture());
    }

    [Fact]
    public void Pending_tasks_wake_their_owner()
    {
        Assert.Equal(1, Future.BlockOn(After(20, 1).AsFuture()));
        Assert.Equal(2, Future.BlockOn(new ValueTask<int>(After(20, 2)).AsFuture()));
        Future.BlockOn(((Task)After(20, 1)).AsFuture());
        Future.BlockOn(new ValueTask(After(20, 1)).AsFuture());
    }

    [Fact]
    public void Exceptions_come_unwrapped_with_their_stack_trace()
    {
        var e = Assert.Throws<TestException>(() => Future.BlockOn(FailAsync().AsFuture()));
        Assert.Contains(nameof(FailAsync), e.StackTrace);
        e = Assert.Throws<TestException>(() => Future.BlockOn(new ValueTask<int>(FailAsync()).AsFuture()));
        Assert.Contains(nameof(FailAsync), e.StackTrace);
        Assert.Throws<TaskCanceledException>(() => Future.BlockOn(Task.FromCanceled(new CancellationToken(true)).AsFuture()));
    }

    [Fact]
    public void A_poll_after_completion_throws()
    {
        var task = Task.FromResult(1).AsFuture();
        var valueTask = new ValueTask<int>(1).AsFuture();
        Assert.True(task.Poll(default, out _));
        Assert.True(valueTask.Poll(default, out _));
        Assert.Throws<InvalidOperationException>(() => task.Poll(default, out _));
        Assert.Throws<InvalidOperationException>(() => valueTask.Poll(default, out _));
    }

    [Fact]
    public void Only_the_latest_waker_is_woken()
    {
        var source = new TaskCompletionSource();
        var future = source.Task.AsFuture();
        var (first, second) = (new CountingWakeable(), new CountingWakeable());
        Assert.False(future.Poll(new PollContext(new Waker(first)), out _));
        Assert.False(future.Poll(new PollContext(new Waker(second)), out _));
        source.SetResult();
        // The callback may come from the thread pool.
        Assert.True(SpinWait.SpinUntil(() => second.Count == 1, 10_000));
        Assert.Equal((0, 1), (first.Count, second.Count));
        Assert.True(future.Poll(default, out _));
    }

    [Fact]
    public void A_detached_failure_goes_to_the_executor()
    {
        using var executor = new LocalExecutor();
        var seen = new List<Exception>();
        executor.UnhandledException += seen.Add;
        var source = new TaskCompletionSource<int>();
        var handle = executor.Spawn(source.Task.AsFuture());
        executor.RunUntilIdle();
        handle.Cancel();
        executor.RunUntilIdle();
        Assert.True(handle.IsCanceled);
        source.SetException(new TestException("late"));
        Assert.True(SpinWait.SpinUntil(() => { executor.RunUntilIdle(); return seen.Count > 0; }, 10_000));
        Assert.Equal("late", Assert.Single(seen).Message);
    }

    [Fact]
    public void A_detached_value_task_source_is_consumed_once()
    {
        var source = new Source();
        var future = new ValueTask<int>(source, 0).AsFuture();
        Assert.False(future.Poll(default, out _));
        Assert.True(future.PollCancel(default));
        Assert.Equal(0, source.Results);
        source.Core.SetResult(1);
        Assert.True(SpinWait.SpinUntil(() => source.Results == 1, 10_000));
    }

    private static async Task<int> After(int milliseconds, int value)
    {
        await Task.Delay(milliseconds);
        return value;
    }

    private static async Task<int> FailAsync()
    {
        await Task.Delay(5);
        throw new TestException("failed");
    }

    private sealed class Source : IValueTaskSource<int>
    {
        public ManualResetValueTaskSourceCore<int> Core;

        public int Results { get; private set; }

        public int GetResult(short token)
        {
            Results++;
            return Core.GetResult(token);
        }

        public ValueTaskSourceStatus GetStatus(short token) => Core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            Core.OnCompleted(continuation, state, token, flags);
    }
}
