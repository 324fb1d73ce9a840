using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>
/// Runs tasks on the threads of .NET's pool. Each task is polled by one thread at a time, not always the same; different tasks run at the same time.
/// </summary>
/// <remarks>
/// <para>All members may be used from any thread. Wakes are coalesced: a task that is woken several times before its turn is polled once; one that
/// is woken during its turn gets another, behind those that wait already.</para>
/// <para>A task is one object; waking and polling allocate nothing. It runs without a <see cref="SynchronizationContext"/>, sees the <c>AsyncLocal</c>
/// values of whoever spawned it, and keeps those that it sets to itself. A task that blocks its thread keeps a thread of the pool busy.</para>
/// </remarks>
public sealed partial class ThreadPoolExecutor : IDisposable, IExecutor
{
    private readonly TaskHome origin;
    private TaskHome latestHome;

    /// <summary>Makes an executor. It has no threads of its own.</summary>
    /// <param name="timeProvider">The clock of its tasks' delays; the system's when null.</param>
    public ThreadPoolExecutor(TimeProvider? timeProvider = null)
    {
        TimeProvider = timeProvider ?? TimeProvider.System;
        origin = latestHome = new TaskHome(this, AmbientState.Capture());
    }

    /// <summary>
    /// Takes the exceptions of detached tasks, of tasks whose handle was dropped, and of C# tasks which fail after the coroutine that awaited them was
    /// cancelled. Raised on whatever thread they come to light.
    /// </summary>
    /// <remarks>When nobody handles the event the exceptions leave <see cref="Dispose"/>, several as an <see cref="AggregateException"/>.</remarks>
    public event Action<Exception>? UnhandledException;

    /// <summary>The clock of the tasks' delays.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Starts a task: it is polled as soon as a thread of the pool is free.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves into the task and stays in place.</param>
    /// <returns>The handle. Dropping it does not stop the task.</returns>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    public JoinHandle<T> Spawn<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        TaskHome home = HomeOfCaller();
        HandleTask<T> task = HandleTask<T>.Of(home, in future);
        Start(task);
        return new JoinHandle<T>(task);
    }

    /// <summary>Starts a task that nobody waits for. Its exception goes to <see cref="UnhandledException"/>; its result is disposed if it is disposable.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves into the task and stays in place.</param>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    public void SpawnDetached<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => Start(DetachedTask.Make(HomeOfCaller(), in future));

    /// <summary>Runs a future as a task and parks the calling thread until it has ended.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">The thread runs an executor's tasks: parking it could stop them all.</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    /// <remarks>An exception of the future leaves with its stack trace. When the waiting thread is interrupted, the task is cancelled, and not waited for.</remarks>
    public T Run<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        CheckMayPark();
        JoinHandle<T> handle = Spawn(future);
        try
        {
            return Future.BlockOn(handle.AsFuture());
        }
        catch (ThreadInterruptedException)
        {
            handle.Cancel();
            throw;
        }
    }

    private static void CheckMayPark()
    {
        if (CurrentExecutor.Value is not null)
            throw new InvalidOperationException("This thread is running an executor's tasks: parking it could stop them all. Spawn a task and await its handle instead.");
    }
}
