using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

public sealed partial class LocalExecutor
{
    private List<Exception>? unhandled;
    private bool isDisposed;

    // Who runs this. Written by that thread only: it is compared with the reader, who finds itself or some other.
    private Thread? runner;

    private bool IsRunHere
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Thread.CurrentThread, runner);
    }

    /// <summary>Wakes a task of this executor. From any thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Wake(SpawnedTask task)
    {
        if (IsRunHere)
            Enqueue(task);
        else
            inbox.Wake(task);
    }

    /// <summary>Asks for a task to be cancelled. From any thread.</summary>
    internal void Cancel(SpawnedTask task)
    {
        if (!IsRunHere)
        {
            inbox.Post(new ExecutorRequest(cancel: task, report: null));
        }
        else if (task.Local.Phase == TaskPhase.Living)
        {
            task.Local.Phase = TaskPhase.CancelAsked;
            Enqueue(task);
        }
    }

    void IExecutor.Wake(SpawnedTask task) => Wake(task);

    void IExecutor.Cancel(SpawnedTask task) => Cancel(task);

    void IExecutor.ReportHere(Exception exception) => ReportHere(exception);

    JoinHandle<T> IExecutor.SpawnChild<TMachine, T>(Future<TMachine, T> future) => Spawn(future);

    void IExecutor.SpawnCleanUp<TMachine>(Future<TMachine, Unit> future) =>
        Start(new DetachedTask<TMachine, Unit>(HomeOfCaller(), in future), isCleanUp: true);

    /// <summary>Gives the tasks that are queued a turn each, within a poll of the future that owns this executor.</summary>
    /// <param name="outer">Wakes who polls that future: when there is more to do, or more comes.</param>
    internal void Pump(Waker outer)
    {
        inbox.Outer = outer;
        using var turn = new Turn(this);
        ReadNews();
        for (int turns = QueueLength; turns > 0; turns--)
            RunOneTurn();
        if (QueueLength > 0)
            outer.Wake();
    }

    bool IExecutor.TryReport(Exception exception)
    {
        if (Volatile.Read(ref isDisposed))
            return false;
        if (IsRunHere)
            ReportHere(exception);
        else
            inbox.Post(new ExecutorRequest(cancel: null, report: exception));
        return true;
    }

    /// <summary>Hands an exception to the event, or keeps it for the end of the run. Executor's thread; throws nothing.</summary>
    internal void ReportHere(Exception exception)
    {
        try
        {
            if (UnhandledException is { } handler)
            {
                handler(exception);
                return;
            }
        }
        catch (Exception e)
        {
            exception = e;
        }

        (unhandled ??= []).Add(exception);
        Interrupt();
    }

    private void ThrowUnhandled()
    {
        if (unhandled is not { } exceptions)
            return;
        unhandled = null;
        if (exceptions.Count > 1)
            throw new AggregateException("Several tasks have failed, and nobody handles LocalExecutor.UnhandledException.", exceptions);
        ExceptionDispatchInfo.Throw(exceptions[0]);
    }

    private HandleTask<T> Start<TMachine, T>([Moved] in Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        TaskHome home = HomeOfCaller();
        HandleTask<T> task = HandleTask<T>.Of(home, in future);
        Start(task);
        return task;
    }

    private void Start(SpawnedTask task, bool isCleanUp = false)
    {
        if (IsRunHere)
        {
            Admit(task, isCleanUp);
            return;
        }

        Own();
        try
        {
            Admit(task, mayComeLate: false);
        }
        finally
        {
            Disown();
        }
    }

    private void Admit(SpawnedTask task, bool mayComeLate)
    {
        ObjectDisposedException.ThrowIf(isDisposed && !mayComeLate, this);
        if (room == 0)
            room = tasks.Grow();
        room--;
        task.Local.Init();
        task.Remote.Init();
        if (!ring.TryAdd(task))
            AdmitBeyondRing(task);
    }

    /// <summary>Takes what other threads have left.</summary>
    private void ReadNews()
    {
        // Before the news are read, with a full fence: what comes later interrupts again.
        if (Volatile.Read(ref isInterrupted))
            Interlocked.Exchange(ref isInterrupted, false);
        if (!inbox.IsEmpty)
            ReadInbox();
    }

    private void ReadInbox()
    {
        for (ExecutorRequest? request = inbox.TakeRequests(); request is not null; request = request.Next)
        {
            if (request.Cancel is { } task)
                Cancel(task);
            else
                ReportHere(request.Report!);
        }

        int slot = inbox.TakeWoken(tasks);
        while (slot != LocalLink.NoSlot)
        {
            SpawnedTask task = tasks[slot];
            int next = task.Remote.Successor;
            task.Remote.Release(slot);
            if (task.IsEnded)
                Retire(task, slot);
            else
                Enqueue(task);
            slot = next;
        }
    }

    /// <summary>Shuts out the wakers of an ended task and frees its slot, unless it is still in the queue or the inbox: then this is tried again there.</summary>
    private void Retire(SpawnedTask task, int slot)
    {
        if (task.Local.IsQueued || !(task.Remote.IsClosed || task.Remote.TryClose(slot)))
            return;
        room++;
        if (slot != LocalLink.NoSlot)
            tasks.Remove(slot);
    }
}
