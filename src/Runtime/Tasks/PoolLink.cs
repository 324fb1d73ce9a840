namespace PollGen;

/// <summary>Where a task of a <see cref="ThreadPoolExecutor"/> stands between the threads that wake it and the one that polls it, in one word.</summary>
/// <remarks>
/// <code>
///              wake: Scheduled + Woken                 turn: − Woken
///   resting ───────────────────────────▶ scheduled ───────────────────▶ polled ──not woken meanwhile──▶ resting
///                                            ▲                             │
///                                            └──────woken meanwhile────────┘
/// </code>
/// Scheduled is held by one thread at a time: so the task is polled by one thread at a time, and what the last one wrote is seen by the
/// next. Every change is an interlocked operation, and a waker writes its news before it. So a wake that finds Woken set comes before the turn
/// that clears it, and that turn polls after.
/// </remarks>
internal struct PoolLink
{
    private const uint Scheduled = 1;
    private const uint Woken = 2;
    private const uint CancelAsked = 4;
    private const uint Closed = 8;

    private uint word;

    /// <summary>Whether the task has ended.</summary>
    internal readonly bool IsClosed => (Volatile.Read(in word) & Closed) != 0;

    /// <summary>From any thread.</summary>
    /// <returns>Whether the caller has to schedule the task.</returns>
    internal bool Wake() => (Interlocked.Or(ref word, Scheduled | Woken) & (Scheduled | Closed)) == 0;

    /// <inheritdoc cref="Wake"/>
    internal bool AskToCancel() => (Interlocked.Or(ref word, Scheduled | Woken | CancelAsked) & (Scheduled | Closed)) == 0;

    /// <summary>Begins a turn. Only for the thread that was scheduled.</summary>
    /// <returns>Whether a cancellation was asked for.</returns>
    internal bool StartTurn() => (Interlocked.And(ref word, ~(Woken | CancelAsked)) & CancelAsked) != 0;

    /// <summary>Ends a turn.</summary>
    /// <returns>False when the task was woken meanwhile: then it stays scheduled, and the caller has to see to it.</returns>
    internal bool TryRest()
    {
        uint seen = Volatile.Read(ref word);
        while ((seen & Woken) == 0)
        {
            uint before = Interlocked.CompareExchange(ref word, seen & ~Scheduled, seen);
            if (before == seen)
                return true;
            seen = before;
        }

        return false;
    }

    /// <summary>Takes a resting task away from the wakers, for good.</summary>
    /// <returns>False when it is scheduled or polled at the moment, or closed.</returns>
    internal bool TryClaim() => (Interlocked.Or(ref word, Scheduled) & (Scheduled | Closed)) == 0;

    /// <summary>The task has ended: wakes do nothing any more. In its turn.</summary>
    internal void Close() => Interlocked.Or(ref word, Closed);
}
