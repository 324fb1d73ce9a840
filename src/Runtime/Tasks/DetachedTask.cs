using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A task that nobody waits for; its exception goes to the executor.</summary>
internal sealed class DetachedTask<TMachine, T>(TaskHome home, [Moved] in Future<TMachine, T> future) : SpawnedTask(home)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future = future;

    private protected override Type Machine => typeof(TMachine);

    // Whoever lets it go reports it.
    internal override void LetGo(Exception failure) => End(null);

    internal override void Advance(in PollContext cx)
    {
        if (!future.Poll(in cx, out _))
            return;
        Local.Phase = TaskPhase.Ended;
        Clear();
    }

    private protected override bool CancelFuture(in PollContext cx) => future.PollCancel(in cx);

    private protected override void Abandon(ExceptionDispatchInfo? failure)
    {
        Clear();
        if (failure is not null)
            Home.Executor.ReportHere(failure.SourceException);
    }

    // A late waker keeps the task, and must not keep what the future has held.
    private void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TMachine>())
            future = default;
    }
}

internal static class DetachedTask
{
    /// <summary>Makes the kind of task that the result needs.</summary>
    internal static SpawnedTask Make<TMachine, T>(TaskHome home, [Moved] in Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> =>
        HeldResult.MayBeDisposable<T>() ? new DisposingTask<TMachine, T>(home, in future) : new DetachedTask<TMachine, T>(home, in future);
}
