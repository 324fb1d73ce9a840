using System.Runtime.CompilerServices;

namespace PollGen;

public sealed partial class LocalExecutor
{
    private readonly TaskHome origin;
    private TaskHome latestHome;
    private ExecutionContext? installed;
    private bool isOwned;

    TaskHome IExecutor.HomeOf(ExecutionContext context) => HomeOf(context);

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TaskHome HomeOfCaller()
    {
        ExecutionContext? context = ExecutionContext.Capture();
        TaskHome home = origin;
        return ReferenceEquals(home.Context, context) || context is null ? home : HomeOf(context);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EnterContext(ExecutionContext context)
    {
        if (ReferenceEquals(context, installed))
            return;
        ExecutionContext.Restore(context);
        installed = context;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LeaveContext(SpawnedTask task)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        if (!ReferenceEquals(context, installed))
            KeepContext(task, context ?? AmbientState.CaptureResumed());
    }

    private void KeepContext(SpawnedTask task, ExecutionContext context)
    {
        installed = context;
        if (!task.IsEnded)
            task.Home = task.Home.Failure is { } failure ? new TaskHome(this, context, failure) : HomeOf(context);
    }

    private void Own()
    {
        if (Interlocked.CompareExchange(ref isOwned, true, false))
            throw new InvalidOperationException("Another thread is using this executor. Its tasks may be woken and cancelled from any thread; all else is for the thread that runs it.");
    }

    private void Disown() => Volatile.Write(ref isOwned, false);

    /// <summary>One run: makes the calling thread the executor's, and puts everything back at its end.</summary>
    private readonly ref struct Turn
    {
        private readonly LocalExecutor executor;
        private readonly ExecutionContext outer;
        private readonly SynchronizationContext? synchronization;
        private readonly bool isFlowSuppressed;

        internal Turn(LocalExecutor executor)
        {
            if (CurrentExecutor.Value is not null)
                throw new InvalidOperationException("This thread is running an executor's tasks already. Spawn a task and await its handle instead.");
            executor.Own();
            if (executor.isDisposed)
            {
                executor.Disown();
                throw new ObjectDisposedException(nameof(LocalExecutor));
            }

            this.executor = executor;
            isFlowSuppressed = ExecutionContext.IsFlowSuppressed();
            outer = executor.installed = AmbientState.CaptureResumed();
            synchronization = SynchronizationContext.Current;
            if (synchronization is not null)
                SynchronizationContext.SetSynchronizationContext(null);
            CurrentExecutor.Value = executor;
            executor.runner = Thread.CurrentThread;
        }

        internal void Dispose()
        {
            executor.runner = null;
            CurrentExecutor.Value = null;
            executor.installed = AmbientState.CaptureResumed();
            executor.EnterContext(outer);
            executor.installed = null;
            if (isFlowSuppressed)
                ExecutionContext.SuppressFlow();
            if (synchronization is not null)
                SynchronizationContext.SetSynchronizationContext(synchronization);
            executor.Disown();
        }
    }
}
