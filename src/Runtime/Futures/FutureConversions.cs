namespace PollGen;

/// <summary>Makes futures of C#'s tasks. May be called from any thread.</summary>
/// <remarks>
/// <para>A task that is complete allocates nothing. A pending one costs one small object and its delegate for the wait. The
/// callback runs on whatever thread completes the task, never through a <see cref="SynchronizationContext"/>.</para>
/// <para>Exceptions are those of the task, not wrapped, with their stack trace. Cancelling the future detaches it: the task runs
/// on, and if it fails later its exception goes to the handler of the executor which polled the future. Without an
/// executor it is an unobserved exception (<see cref="TaskScheduler.UnobservedTaskException"/>).</para>
/// </remarks>
public static partial class FutureConversions
{
    /// <summary>Waits for a task.</summary>
    /// <param name="task">The task.</param>
    /// <returns>The future. Cancelling it loses nothing: the task still has its result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    public static Future<TaskMachine, Unit> AsFuture(this Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new(new TaskMachine(task));
    }

    /// <inheritdoc cref="AsFuture(Task)"/>
    /// <typeparam name="T">The result.</typeparam>
    public static Future<TaskMachine<T>, T> AsFuture<T>(this Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new(new TaskMachine<T>(task));
    }

    /// <summary>Waits for a task.</summary>
    /// <param name="task">The task; the future consumes it, so it must not be awaited elsewhere.</param>
    /// <returns>The future. Cancelling it loses the result.</returns>
    public static Future<ValueTaskMachine, Unit> AsFuture(this ValueTask task) => new(new ValueTaskMachine(task));

    /// <inheritdoc cref="AsFuture(ValueTask)"/>
    /// <typeparam name="T">The result.</typeparam>
    public static Future<ValueTaskMachine<T>, T> AsFuture<T>(this ValueTask<T> task) => new(new ValueTaskMachine<T>(task));
}
