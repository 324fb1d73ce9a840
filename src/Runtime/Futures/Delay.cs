namespace PollGen;

public static partial class Future
{
    /// <summary>Waits for a time, which begins with the first poll.</summary>
    /// <param name="duration">How long; zero is ready at once, <see cref="Timeout.InfiniteTimeSpan"/> never comes.</param>
    /// <returns>The future. It is never ready early. Cancelling it leaves nothing behind.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative time other than <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <remarks>
    /// Measured by the clock of the executor that polls it first, or the system's where there is none. All delays of a clock share
    /// one timer; each owns a small object while it waits, which is used again.
    /// </remarks>
    public static Future<DelayMachine, Unit> Delay(TimeSpan duration) => new(new DelayMachine(duration, null));

    /// <inheritdoc cref="Delay(TimeSpan)"/>
    /// <param name="duration">How long; zero is ready at once, <see cref="Timeout.InfiniteTimeSpan"/> never comes.</param>
    /// <param name="timeProvider">The clock. Its timestamps and its timers must agree.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is null.</exception>
    public static Future<DelayMachine, Unit> Delay(TimeSpan duration, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return new(new DelayMachine(duration, timeProvider));
    }
}

/// <summary>The machine of <c>Future.Delay</c>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
[CancelSafe]
public struct DelayMachine : IFuture<Unit>
{
    private const int NotStarted = 0;
    private const int Waiting = 1;
    private const int Complete = 2;

    // Before the first poll the clock or null; then the DelayNode, or null for a time that never comes.
    private object? clockOrNode;
    private readonly TimeSpan duration;
    private int ticket;
    private int state;

    internal DelayMachine(TimeSpan duration, TimeProvider? timeProvider)
    {
        if (duration < TimeSpan.Zero && duration != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "A delay cannot be negative.");
        this.duration = duration;
        clockOrNode = timeProvider;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        switch (state)
        {
            case NotStarted:
                return Start(in cx);
            case Waiting when clockOrNode is DelayNode node:
                // Only this machine writes the node's waker while the ticket is ours.
                if (Volatile.Read(ref node.HasFired) || (!node.Waker.WillWake(cx.Waker) && !node.Queue.TryReplaceWaker(node, ticket, cx.Waker)))
                {
                    End();
                    return true;
                }

                return false;
            case Waiting:
                // Not kept, but taken: who looks for the place where a task waits finds this one.
                _ = cx.Waker;
                return false;
            default:
                throw CompilerServices.Machine.NotSuspended("Future.Delay");
        }
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (state == Waiting)
            End();
        return true;
    }

    private bool Start(in PollContext cx)
    {
        var clock = (TimeProvider?)clockOrNode;
        clockOrNode = null;
        if (duration == TimeSpan.Zero)
        {
            state = Complete;
            return true;
        }

        state = Waiting;
        if (duration > TimeSpan.Zero)
            clockOrNode = TimerQueue.Of(clock ?? CurrentExecutor.Value?.TimeProvider ?? TimeProvider.System).Arm(duration, cx.Waker, out ticket);
        return false;
    }

    private void End()
    {
        state = Complete;
        if (clockOrNode is DelayNode node)
            node.Queue.Release(node, ticket);
        clockOrNode = null;
    }
}
