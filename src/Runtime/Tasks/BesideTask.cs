using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A task that keeps its result beside its future.</summary>
internal sealed class BesideTask<TMachine, T>(TaskHome home, [Moved] in Future<TMachine, T> future) : HandleTask<T>(home)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future = future;
    private T result = default!;

    private protected override T Result => result;

    private protected override Type Machine => typeof(TMachine);

    internal override void Advance(in PollContext cx)
    {
        if (!future.Poll(in cx, out T ready))
            return;
        result = ready;
        future = default;
        Succeed();
    }

    private protected override bool CancelFuture(in PollContext cx) => future.PollCancel(in cx);

    private protected override void Abandon(ExceptionDispatchInfo? failure)
    {
        future = default;
        Publish(failure);
    }
}
