using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A task that nobody waits for; its exception goes to the executor.</summary>
internal sealed class DetachedTask<TMachine, T>(TaskHome home, in Future<TMachine, T> future) : SpawnedTask(home)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future = future;

    private protected override Type Machine => typeof(TMachine);

    // Whoever lets it go reports it.
    internal override void LetGo(Exception failure) => End(null, isCancelled: true);

    private protected override bool PollFuture(in PollContext cx) => future.Poll(in cx, out _);

    private protected override bool CancelFuture(in PollContext cx) => future.PollCancel(in cx);

    private protected override void Complete(ExceptionDispatchInfo? failure, bool isCancelled)
    {
        future = default;
        if (failure is not null)
            Home.Executor.ReportHere(failure.SourceException);
    }
}
