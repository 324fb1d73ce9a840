using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

public sealed partial class LocalExecutor
{
    // The run queue: a chain of slots through the tasks' local links. Executor's thread only.
    private int first = LocalLink.SlotLimit;
    private int last;

    private List<Exception>? unhandled;
    private bool isDisposed;

    private bool IsRunHere
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(CurrentExecutor.Value, this);
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
        if (!inbox.IsEmpty)
            ReadInbox();
        for (int turns = tasks.Count; turns > 0 && first != LocalLink.SlotLimit; turns--)
            Poll(first);
        if (first != LocalLink.SlotLimit)
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
        int slot = tasks.Add(task);
        task.Local.Init();
        task.Remote.Assign(slot);
        Append(slot);
    }

    private void Enqueue(SpawnedTask task)
    {
        if (task.Local.TryQueue(out int slot))
            Append(slot);
    }

    private void Append(int slot)
    {
        if (first == LocalLink.SlotLimit)
            first = slot;
        else
            tasks[last].Local.Follow(slot);
        last = slot;
    }

    private void RunUntil(SpawnedTask? goal, bool stopOnUnhandled)
    {
        while (goal is null || !goal.IsEnded)
        {
            if (!inbox.IsEmpty)
                ReadInbox();
            if (stopOnUnhandled && unhandled is not null)
                return;
            int slot = first;
            if (slot != LocalLink.SlotLimit)
                Poll(slot);
            else if (goal is null)
                return;
            else
                inbox.Park();
        }
    }

    private void Poll(int slot)
    {
        SpawnedTask task = tasks[slot];
        first = task.Local.Dequeue(slot);

        // From here on the task may be woken again. One that ended while it was queued only has to be retired.
        if (!task.IsEnded)
        {
            EnterContext(task.Home.Context);
            task.Step(slot);
            LeaveContext(task);
        }

        if (task.IsEnded)
            Retire(task, slot);
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
        while (slot != LocalLink.SlotLimit)
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

    /// <summary>Frees the slot of an ended task, unless the slot is still in the queue or the inbox: then this is tried again there.</summary>
    private void Retire(SpawnedTask task, int slot)
    {
        if (!task.Local.IsQueued && (task.Remote.IsClosed || task.Remote.TryClose(slot)))
            tasks.Remove(slot);
    }
}
