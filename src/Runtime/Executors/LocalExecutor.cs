namespace PollGen;

/// <summary>Runs tasks on one thread, in the order in which they were spawned and woken: the same input gives the same trace.</summary>
/// <remarks>
/// <para>It has no thread of its own: it runs while <see cref="Run"/>, <see cref="RunUntilIdle"/>,
/// <see cref="RunUntilComplete"/> or <see cref="Dispose"/> does, on the thread that calls it. That may be another thread each time,
/// but one at a time; only wakes, <see cref="JoinHandle{T}"/> and <see cref="UnhandledException"/> may be used from other
/// threads meanwhile. Everything else throws <see cref="InvalidOperationException"/> then.</para>
/// <para>A task is one object: 32 bytes and the future, 8 more when it has a handle, and 8 bytes in the executor's table. A result takes the
/// room of the future, unless it or the future holds references. Waking and polling allocate nothing. The executor itself takes some 4 kilobytes for
/// its queue, and 8 more from the first task on.</para>
/// <para>Tasks run without a <see cref="SynchronizationContext"/>. A task sees the <c>AsyncLocal</c> values of whoever spawned it;
/// those that it sets stay its own.</para>
/// </remarks>
public sealed partial class LocalExecutor : IDisposable, IExecutor
{
    private readonly TaskTable tasks = new();
    private readonly ExecutorInbox inbox;
    private uint luck = Fairness.Seed;

    /// <summary>Makes an executor. Its thread is whichever runs it.</summary>
    /// <param name="timeProvider">The clock of its tasks' delays; the system's when null.</param>
    public LocalExecutor(TimeProvider? timeProvider = null)
    {
        TimeProvider = timeProvider ?? TimeProvider.System;
        inbox = new ExecutorInbox(this);
        origin = latestHome = new TaskHome(this, AmbientState.Capture());
    }

    /// <summary>
    /// Takes the exceptions of detached tasks, of tasks whose handle was dropped, and of C# tasks which fail after the coroutine that awaited them was
    /// cancelled.
    /// Raised on the executor's thread.
    /// </summary>
    /// <remarks>
    /// When nobody handles the event the exception is not lost: it leaves <see cref="Run"/> (which first cancels the
    /// future that it was given, and polls its clean-up to the end), <see cref="RunUntilIdle"/>, <see cref="RunUntilComplete"/>
    /// or <see cref="Dispose"/>, several as an <see cref="AggregateException"/>. The executor stays usable. The same happens with
    /// an exception that a handler throws.
    /// </remarks>
    public event Action<Exception>? UnhandledException;

    /// <summary>The clock of the tasks' delays.</summary>
    public TimeProvider TimeProvider { get; }

    ref uint IExecutor.Luck => ref luck;

    /// <summary>Starts a task: it is polled when the executor runs, after those that are queued already.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves into the task and stays in place.</param>
    /// <returns>The handle. Dropping it does not stop the task.</returns>
    /// <exception cref="InvalidOperationException">The executor runs on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    public JoinHandle<T> Spawn<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => new(Start(in future));

    /// <summary>Starts a task that nobody waits for. Its exception goes to <see cref="UnhandledException"/>; its result is disposed if it is disposable.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves into the task and stays in place.</param>
    /// <exception cref="InvalidOperationException">The executor runs on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    public void SpawnDetached<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => Start(DetachedTask.Make(HomeOfCaller(), in future));

    /// <summary>Runs tasks until the given future is done; sleeps while there is nothing to do.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before. It runs as a task, behind those that are queued already.</param>
    /// <returns>Its result. The other tasks stay as they are, and go on with the next run.</returns>
    /// <exception cref="InvalidOperationException">The executor runs already, or this thread is running another one.</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    /// <remarks>An exception of the future leaves with its stack trace. See also <see cref="UnhandledException"/>.</remarks>
    public T Run<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        using var turn = new Turn(this);
        HandleTask<T> root = Start(in future);
        RunUntil(root, stopOnUnhandled: true);
        if (!root.IsEnded)
        {
            Cancel(root);
            RunUntil(root, stopOnUnhandled: false);
        }

        if (unhandled is not null && root.TakeFailure() is { } failure)
            unhandled.Add(failure.SourceException);
        ThrowUnhandled();
        return root.GetResult();
    }

    /// <summary>Runs tasks until the given one has ended; sleeps while there is nothing to do.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="handle">A task of this executor.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="ArgumentException">The task is another executor's.</exception>
    /// <exception cref="InvalidOperationException">The executor runs already, or this thread is running another one.</exception>
    /// <exception cref="OperationCanceledException">The task was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    public T RunUntilComplete<T>(JoinHandle<T> handle)
    {
        HandleTask<T> task = handle.Task;
        if (!ReferenceEquals(task.Home.Executor, this))
            throw new ArgumentException("The task was spawned on another executor.", nameof(handle));
        using var turn = new Turn(this);
        RunUntil(task, stopOnUnhandled: true);
        ThrowUnhandled();
        return task.GetResult();
    }

    /// <summary>Runs tasks until all are waiting for something. Does not sleep, and does not return while a task keeps waking itself.</summary>
    /// <exception cref="InvalidOperationException">The executor runs already, or this thread is running another one.</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    public void RunUntilIdle()
    {
        using var turn = new Turn(this);
        RunUntil(null, stopOnUnhandled: true);
        ThrowUnhandled();
    }
}
