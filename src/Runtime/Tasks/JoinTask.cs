namespace PollGen;

/// <summary>Completes a <see cref="Task{TResult}"/> with the outcome of a spawned task.</summary>
internal sealed class JoinTask<T> : TaskCompletionSource<T>, IWakeable
{
    private readonly HandleTask<T> task;

    private JoinTask(HandleTask<T> task)
        : base(TaskCreationOptions.RunContinuationsAsynchronously) => this.task = task;

    public void Wake()
    {
        // As an async method does: the exception of a cancellation is one.
        if (task.TakeFailure() is { } failure)
            _ = failure.SourceException is OperationCanceledException cancelled ? TrySetCanceled(cancelled.CancellationToken) : TrySetException(failure.SourceException);
        else if (task.IsCanceled)
            TrySetCanceled();
        else
            TrySetResult(task.GetResult());
    }

    internal static Task<T> Start(HandleTask<T> task)
    {
        var source = new JoinTask<T>(task);
        if (!task.TryWait(null, source))
            source.Wake();
        return source.Task;
    }
}
