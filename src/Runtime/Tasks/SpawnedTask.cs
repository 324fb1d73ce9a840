using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A task: one object that is header, queue link, waker, future and outcome.</summary>
/// <remarks>
/// <code>
///           1                2                  3
///   spawned ──▶ queued ◀──────────── idle       ended ──▶ retired
///                 │      wake          ▲          ▲   6
///                 │ 2                  │ 4        │ 5
///                 └──▶ polled ─────────┴──────────┘
/// </code>
/// <list type="number">
/// <item><see cref="LocalExecutor.Spawn"/> queues it.</item>
/// <item>The executor takes it from the queue, which makes it wakeable again, and calls <see cref="Advance"/>. A wake during
/// the poll just queues it again: there is no "woken while polled".</item>
/// <item><see cref="Wake"/>: on the executor's thread by <see cref="LocalLink.TryQueue"/>, on others by
/// <see cref="RemoteLink.TryClaim"/> and the executor's stack. A task can be in both; it is polled once if one comes in time.</item>
/// <item>The future is pending (its <see cref="TaskPhase"/> says which of its methods comes next). The first time that it is not queued then,
/// it gets a slot in the <see cref="TaskTable"/>, which keeps it until it has ended: a task that never waits needs none.</item>
/// <item>The future is ready (<see cref="Advance"/>), or has thrown or was cancelled and its clean-up is over (<see cref="End"/>):
/// the outcome is set, and who waits for it is woken.</item>
/// <item>Once it is in neither queue nor stack its wakers are shut out and its slot, if it has one, is free. A waker that some timer still holds
/// then keeps this object in memory, and nothing else.</item>
/// </list>
/// Living ──handle.Cancel, Dispose──▶ CancelAsked ──turn──▶ Cleaning ──▶ Ended; Living ──throws──▶ Cleaning ──▶ Ended; Living ──▶ Ended.
/// </remarks>
internal abstract class SpawnedTask(TaskHome home) : IWakeable, IThreadPoolWorkItem
{
    private WakeLink link;

    /// <summary>Replaced on the executor's thread only; <see cref="TaskHome.Executor"/> is always the same.</summary>
    internal TaskHome Home = home;
    internal LocalLink Local;

    /// <summary>Used by a <see cref="LocalExecutor"/>.</summary>
    internal ref RemoteLink Remote => ref link.Remote;

    /// <summary>Used by a <see cref="ThreadPoolExecutor"/>.</summary>
    internal ref PoolLink Pool => ref link.Pool;

    /// <summary>The coroutine, for reports.</summary>
    internal string Name => UnfinishedTask.NameOf(Machine);

    internal bool IsEnded => Local.Phase == TaskPhase.Ended;

    private protected abstract Type Machine { get; }

    public void Wake()
    {
        // The common kind without the interface.
        if (Home.Executor is LocalExecutor local)
            local.Wake(this);
        else
            Home.Executor.Wake(this);
    }

    void IThreadPoolWorkItem.Execute() => ((ThreadPoolExecutor)Home.Executor).Run(this);

    /// <summary>One turn: polls the future, or its clean-up. Throws nothing.</summary>
    /// <param name="executor">The <see cref="LocalExecutor"/> whose turn this is; null elsewhere.</param>
    internal void Step(LocalExecutor? executor)
    {
        var cx = new PollContext(this, executor);
        if (Local.Phase != TaskPhase.Living)
        {
            CleanUp(in cx, Home.Failure);
            return;
        }

        ExceptionDispatchInfo failure;
        try
        {
            Advance(in cx);
            return;
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        CleanUp(in cx, failure);
    }

    /// <summary>Goes on with a task whose <see cref="Advance"/> has thrown.</summary>
    internal void Fail(ExceptionDispatchInfo failure, LocalExecutor executor)
    {
        var cx = new PollContext(this, executor);
        CleanUp(in cx, failure);
    }

    /// <summary>Ends the task although its clean-up has not: it is never polled again.</summary>
    internal virtual void LetGo(Exception failure) => End(ExceptionDispatchInfo.Capture(failure));

    /// <summary>Polls the future. When it is ready, keeps its result, ends the task and publishes the outcome: one virtual call for all.</summary>
    internal abstract void Advance(in PollContext cx);

    private protected abstract bool CancelFuture(in PollContext cx);

    /// <summary>Lets go of a future that has given no result, and publishes the outcome: a failure or, without one, the cancellation.</summary>
    private protected abstract void Abandon(ExceptionDispatchInfo? failure);

    private protected void End(ExceptionDispatchInfo? failure)
    {
        Local.Phase = TaskPhase.Ended;
        if (Home.Failure is not null)
            Home = Home.Executor.HomeOf(Home.Context);
        Abandon(failure);
    }

    private void CleanUp(in PollContext cx, ExceptionDispatchInfo? failure)
    {
        Local.Phase = TaskPhase.Cleaning;
        try
        {
            if (!CancelFuture(in cx))
            {
                if (!ReferenceEquals(failure, Home.Failure))
                    Home = new TaskHome(Home.Executor, Home.Context, failure);
                return;
            }
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        End(failure);
    }
}
