using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>
/// A spawned task, seen by those who want its result, its exception or its cancellation. Awaited in coroutines and in
/// <c>async</c> code, any number of times; a task whose handle is dropped goes on.
/// </summary>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>
/// <para>A small value. Copies see the same task, and all members except those of <see cref="IFuture{T}"/> may be used from any
/// thread. As a future, a copy is polled by one owner at a time like any other: hand out copies, or <see cref="AsFuture"/>.</para>
/// <para>A handle that is dropped detaches the task: it goes on. An exception that nobody has taken by any handle goes to the executor's
/// handler when the garbage collector finds the task.</para>
/// </remarks>
[CancelSafe]
[Copyable]
public struct JoinHandle<T> : IFuture<T>
{
    private static readonly object Consumed = new();

    private readonly HandleTask<T>? task;

    // As a future: null, who waits (one entry of the task's waiters), or Consumed.
    private object? waiting;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal JoinHandle(HandleTask<T> task) => this.task = task;

    /// <summary>Whether the task has ended, in whatever way.</summary>
    public readonly bool IsCompleted => Task.IsCompleted;

    /// <summary>Whether the task has ended with a result.</summary>
    public readonly bool IsCompletedSuccessfully => Task.IsSuccessful;

    /// <summary>Whether the task has ended by <see cref="Cancel"/> or because its executor was disposed.</summary>
    public readonly bool IsCanceled => Task.IsCanceled;

    /// <summary>The exception with which the task has ended, else null.</summary>
    public readonly Exception? Exception => Task.TakeFailure()?.SourceException;

    internal readonly HandleTask<T> Task => task ?? throw new InvalidOperationException("default(JoinHandle<T>) stands for no task. Use what Spawn returns.");

    /// <summary>
    /// Asks the executor to give the task up: its clean-up is polled to the end at its next turn, then it completes as cancelled
    /// (or with the exception that the clean-up throws). Returns at once.
    /// </summary>
    /// <remarks>Does nothing when the task has ended, and cannot undo an end that comes first. A task may cancel itself: it runs to its next suspension.</remarks>
    public readonly void Cancel() => Task.Cancel();

    /// <summary>Waits until the task has ended, and tells how: with a result, by an exception, or cancelled. Does not throw.</summary>
    /// <returns>The future. Cancelling it detaches it; the task goes on.</returns>
    public readonly Future<TaskEndMachine<T>, Settled<T>> Ended() => new(new TaskEndMachine<T>(new JoinHandle<T>(Task), cancels: false));

    /// <summary>Cancels the task and waits until it has ended, its clean-up included; tells how, as <see cref="Ended"/> does.</summary>
    /// <returns>The future. It asks for the cancellation at its first poll.</returns>
    /// <example>
    /// <code>
    /// var end = co.Await(handle.Stop());
    /// if (end.Exception is { } failure)
    ///     log.Write(failure);
    /// </code>
    /// </example>
    public readonly Future<TaskEndMachine<T>, Settled<T>> Stop() => new(new TaskEndMachine<T>(new JoinHandle<T>(Task), cancels: true));

    /// <summary>A future that waits for the task.</summary>
    /// <returns>The future. Cancelling it detaches it; the task goes on.</returns>
    public readonly Future<JoinHandle<T>, T> AsFuture() => new(new JoinHandle<T>(Task));

    /// <summary>The task as a <see cref="Task{TResult}"/>, completed when it ends.</summary>
    /// <returns>A new object. Continuations run on the thread pool or where the awaiting code captures its context, never on the executor.</returns>
    public readonly Task<T> AsTask() => JoinTask<T>.Start(Task);

    /// <summary>The same as <see cref="AsTask"/>, without an object when the task has succeeded already.</summary>
    /// <returns>To be awaited once.</returns>
    public readonly ValueTask<T> AsValueTask() => Task.TryGetResult(out T result) ? new ValueTask<T>(result) : new ValueTask<T>(AsTask());

    /// <summary>Makes the handle awaitable in <c>async</c> code: <c>await handle</c>.</summary>
    /// <returns>The awaiter of <see cref="AsTask"/>.</returns>
    public readonly TaskAwaiter<T> GetAwaiter() => AsTask().GetAwaiter();

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The task was cancelled.</exception>
    public bool Poll(in PollContext cx, out T result)
    {
        if (!PollEnd(in cx))
        {
            Unsafe.SkipInit(out result);
            return false;
        }

        result = Task.GetResult();
        return true;
    }

    internal bool PollEnd(in PollContext cx)
    {
        if (ReferenceEquals(waiting, Consumed))
            throw CompilerServices.Machine.NotSuspended("JoinHandle");
        IWakeable? target = cx.Waker.Target;
        if (Task.TryWait((IWakeable?)waiting, target))
        {
            waiting = target;
            return false;
        }

        waiting = Consumed;
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Detaches this future from the task, which goes on. See <see cref="Cancel"/> to stop the task.</remarks>
    public bool PollCancel(in PollContext cx)
    {
        if (waiting is IWakeable target)
        {
            Task.TryWait(target, null);
            waiting = null;
        }

        return true;
    }
}
