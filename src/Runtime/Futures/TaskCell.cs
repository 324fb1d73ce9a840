using PollGen.CompilerServices;

namespace PollGen;

/// <summary>
/// The cell of an awaited <see cref="Task"/>. When the wait is given up, the executor that polled it is told of the task's
/// exception; without an executor it becomes an unobserved one (<see cref="TaskScheduler.UnobservedTaskException"/>).
/// </summary>
internal sealed class TaskCell(Task task) : AwaiterCell
{
    private readonly IExecutor? executor = CurrentExecutor.Value;

    private protected override void OnAbandoned()
    {
        if (task.IsFaulted)
            Abandoned.Report(executor, task.Exception!.InnerException!);
    }
}

/// <summary>
/// The cell of an awaited <see cref="ValueTask"/> that no task backs. Its source may be pooled and waits for its result to
/// be fetched, once: when the wait is given up this is done here.
/// </summary>
internal sealed class ValueTaskCell(ValueTask task) : AwaiterCell
{
    private readonly IExecutor? executor = CurrentExecutor.Value;

    private protected override void OnAbandoned()
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            Abandoned.Report(executor, e);
        }
    }
}

/// <inheritdoc cref="ValueTaskCell"/>
internal sealed class ValueTaskCell<T>(ValueTask<T> task) : AwaiterCell
{
    private readonly IExecutor? executor = CurrentExecutor.Value;

    private protected override void OnAbandoned()
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            Abandoned.Report(executor, e);
        }
    }
}

internal static class Abandoned
{
    internal static void Report(IExecutor? executor, Exception exception)
    {
        // A faulted task that nobody looks at raises TaskScheduler.UnobservedTaskException when it is collected.
        if (executor is null || !executor.TryReport(exception))
            _ = Task.FromException(exception);
    }
}
