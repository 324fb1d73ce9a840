using System.Runtime.ExceptionServices;

namespace PollGen;

public sealed partial class ThreadPoolExecutor
{
    // Guards the table, the mark of disposal and what nobody has handled.
    private readonly Lock gate = new();
    private readonly TaskTable tasks = new();
    private readonly Parker disposer = new();
    private List<Exception>? unhandled;
    private bool isDisposed;
    private uint luck = Fairness.Seed;

    // Written by several threads at once, which loses draws and nothing else.
    ref uint IExecutor.Luck => ref luck;

    void IExecutor.Wake(SpawnedTask task)
    {
        if (task.Pool.Wake())
            Schedule(task);
    }

    void IExecutor.Cancel(SpawnedTask task)
    {
        if (task.Pool.AskToCancel())
            Schedule(task);
    }

    JoinHandle<T> IExecutor.SpawnChild<TMachine, T>(Future<TMachine, T> future) => Spawn(future);

    void IExecutor.SpawnCleanUp<TMachine>(Future<TMachine, Unit> future) =>
        Start(new DetachedTask<TMachine, Unit>(HomeOfCaller(), in future), isCleanUp: true);

    bool IExecutor.TryReport(Exception exception)
    {
        lock (gate)
        {
            if (isDisposed && tasks.Count == 0)
                return false;
        }

        Report(exception);
        return true;
    }

    void IExecutor.ReportHere(Exception exception) => Report(exception);

    /// <summary>The shared home of tasks with this ambient state.</summary>
    TaskHome IExecutor.HomeOf(ExecutionContext context) => HomeOf(context);

    /// <summary>One turn of a task, on a thread of the pool.</summary>
    internal void Run(SpawnedTask task)
    {
        ExecutionContext outer = AmbientState.CaptureResumed();
        CurrentExecutor.Value = this;
        ExecutionContext context = task.Home.Context;
        if (!ReferenceEquals(context, outer))
            ExecutionContext.Restore(context);
        if (task.Pool.StartTurn() && task.Local.Phase == TaskPhase.Living)
            task.Local.Phase = TaskPhase.CancelAsked;
        task.Step(null);
        ExecutionContext left = AmbientState.CaptureResumed();
        if (!ReferenceEquals(left, context) && !task.IsEnded)
            task.Home = task.Home.Failure is { } failure ? new TaskHome(this, left, failure) : HomeOf(left);
        if (!ReferenceEquals(left, outer))
            ExecutionContext.Restore(outer);
        CurrentExecutor.Value = null;
        if (task.IsEnded)
            Retire(task);
        else if (!task.Pool.TryRest())
            Schedule(task);
    }

    // To the common queue: one that wakes itself lets the others have their turn.
    private static void Schedule(SpawnedTask task) => ThreadPool.UnsafeQueueUserWorkItem(task, preferLocal: false);

    private void Start(SpawnedTask task, bool isCleanUp = false)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed && !(isCleanUp && tasks.Count > 0), this);
            task.Local.Init(tasks.Add(task));
        }

        if (task.Pool.Wake())
            Schedule(task);
    }

    private void Retire(SpawnedTask task)
    {
        task.Pool.Close();
        lock (gate)
        {
            tasks.Remove(task.Local.Slot);
            if (!isDisposed || tasks.Count > 0)
                return;
        }

        disposer.Wake();
    }

    private TaskHome HomeOf(ExecutionContext context)
    {
        if (ReferenceEquals(origin.Context, context))
            return origin;
        TaskHome home = Volatile.Read(ref latestHome);
        if (!ReferenceEquals(home.Context, context))
            Volatile.Write(ref latestHome, home = new TaskHome(this, context));
        return home;
    }

    // A caller who has suppressed the flow of its values gives tasks those of the executor's maker.
    private TaskHome HomeOfCaller() => ExecutionContext.Capture() is { } context ? HomeOf(context) : origin;

    private void Report(Exception exception)
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

        lock (gate)
            (unhandled ??= []).Add(exception);
    }

    private void ThrowUnhandled()
    {
        List<Exception>? exceptions;
        lock (gate)
        {
            exceptions = unhandled;
            unhandled = null;
        }

        if (exceptions is null)
            return;
        if (exceptions.Count > 1)
            throw new AggregateException("Several tasks have failed, and nobody handles ThreadPoolExecutor.UnhandledException.", exceptions);
        ExceptionDispatchInfo.Throw(exceptions[0]);
    }
}
