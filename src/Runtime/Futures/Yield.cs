namespace PollGen;

public static partial class Future
{
    /// <summary>Lets others run: pending once, and woken at once.</summary>
    /// <returns>The future. On an executor its task goes to the end of the queue. Cancelling it loses nothing.</returns>
    public static Future<YieldMachine, Unit> Yield() => new(default);
}

/// <summary>The machine of <see cref="Future.Yield"/>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
[CancelSafe]
public struct YieldMachine : IFuture<Unit>
{
    private State state;

    private enum State : byte
    {
        NotStarted,
        Yielded,
        Complete,
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        switch (state)
        {
            case State.NotStarted:
                state = State.Yielded;
                cx.WakeNow();
                return false;
            case State.Yielded:
                state = State.Complete;
                return true;
            default:
                throw CompilerServices.Machine.NotSuspended("Future.Yield");
        }
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (state == State.Yielded)
            state = State.Complete;
        return true;
    }
}
