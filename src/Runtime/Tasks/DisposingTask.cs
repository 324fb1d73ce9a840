using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A detached task with a result that may have to be disposed, since nobody will take it.</summary>
internal sealed class DisposingTask<TMachine, T>(TaskHome home, [Moved] in Future<TMachine, T> future) : SpawnedTask(home)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future = future;
    private ChildrenState state;
    private bool isDisposing;

    private protected override Type Machine => typeof(TMachine);

    // Whoever lets it go reports it.
    internal override void LetGo(Exception failure) => End(null);

    internal override void Advance(in PollContext cx)
    {
        if (!isDisposing)
        {
            if (!future.Poll(in cx, out T result))
                return;
            isDisposing = true;
            state.SetOver(0);
            HeldResult.Dispose(result, ref state);
        }

        if (!PollDisposal(in cx))
            return;
        Local.Phase = TaskPhase.Ended;
        future = default;
    }

    // A disposal that has begun is clean-up: it goes on.
    private protected override bool CancelFuture(in PollContext cx) => isDisposing ? !state.IsOpen || PollDisposal(in cx) : future.PollCancel(in cx);

    private protected override void Abandon(ExceptionDispatchInfo? failure)
    {
        future = default;
        if (failure is not null)
            Home.Executor.ReportHere(failure.SourceException);
    }

    private bool PollDisposal(in PollContext cx)
    {
        Unit nothing = default;
        return state.EndSelect(1, ref nothing, in cx);
    }
}
