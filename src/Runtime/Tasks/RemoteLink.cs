namespace PollGen;

/// <summary>A task's place in the stack of tasks woken by threads other than the executor's, in one word.</summary>
/// <remarks>
/// <code>
///                  TryClaim (any thread)                   Release (executor, when it takes the stack)
///   free, own slot ─────────────────────▶ claimed, successor ─────────────────────▶ free, own slot
///    ▲    │ TryClose (executor, task ended)
///    │    ▼
///    │  closed: wakes do nothing, the slot may be given to another task
///    │    ▲ TryClose                                           TryClose
///    │    ├─────────────────────────────────────────┐
///    │    │             TryClaim (any thread)       │
///    │  free, no slot ─────────────────────▶ claimed, in no stack
///    │    │ TryAssign                               │ TryAssign, which says so
///    └────┴─────────────────────────────────────────┘
/// </code>
/// A task without a slot is queued, or it is being polled. So who claims it has nothing to push: the turn to come is enough, or the executor finds the
/// claim after the turn that goes on, when it gives the task a slot, and queues it again.
/// Why no wake is lost: a waker writes its news, then claims, and every way through <see cref="TryClaim"/> has a full fence
/// before the read that decides. The executor releases with an exchange, then polls. So a waker that finds the task claimed has
/// written before the poll that the claim leads to.
/// Why no slot is confused: a slot goes to another task only after <see cref="TryClose"/>, which fails while the task is claimed;
/// a closed task's wakers never see a slot.
/// </remarks>
internal struct RemoteLink
{
    private const uint Claimed = 1u << 31;
    private const uint Closed = uint.MaxValue;
    private const uint NoSlot = LocalLink.NoSlot;

    private uint word;

    /// <summary>Of a new task, that nobody else has yet.</summary>
    internal void Init(int slot = LocalLink.NoSlot) => word = (uint)slot;

    /// <summary>Gives the task a slot.</summary>
    /// <returns>False when it was claimed before: it is free again, and a poll must follow.</returns>
    internal bool TryAssign(int slot)
    {
        if (Interlocked.CompareExchange(ref word, (uint)slot, NoSlot) == NoSlot)
            return true;
        Release(slot);
        return false;
    }

    /// <summary>Takes the right to push the task; whoever fails knows that a poll is coming, or that the task has ended.</summary>
    /// <returns>False, too, where there is nothing to push, since the task has no slot: the claim is found.</returns>
    internal bool TryClaim(out int slot)
    {
        uint seen = Volatile.Read(ref word);
        while (true)
        {
            if ((seen & Claimed) != 0)
            {
                Interlocked.MemoryBarrier();
                seen = Volatile.Read(ref word);
                if ((seen & Claimed) != 0)
                {
                    slot = LocalLink.NoSlot;
                    return false;
                }
            }

            uint before = Interlocked.CompareExchange(ref word, Claimed, seen);
            if (before == seen)
            {
                slot = (int)seen;
                return seen != NoSlot;
            }

            seen = before;
        }
    }

    /// <summary>Sets the successor in the stack. Only for who has claimed the task, or has taken the stack.</summary>
    internal void Follow(int successor) => word = Claimed | (uint)successor;

    /// <summary>The successor in a stack that was taken.</summary>
    internal readonly int Successor => (int)(word & LocalLink.NoSlot);

    /// <summary>Lets the task be claimed again. Before its poll.</summary>
    internal void Release(int ownSlot) => Interlocked.Exchange(ref word, (uint)ownSlot);

    /// <summary>The same with a task without a slot, which is seldom claimed.</summary>
    internal void ReleaseWithoutSlot()
    {
        if (Volatile.Read(ref word) == Claimed)
            Interlocked.Exchange(ref word, NoSlot);
    }

    /// <summary>Whether <see cref="TryClose"/> has succeeded. From any thread.</summary>
    internal bool IsClosed => Volatile.Read(ref word) == Closed;

    /// <summary>Shuts wakers out for good, unless one has just claimed the task: then it will come by the stack once more. A full fence.</summary>
    internal bool TryClose(int ownSlot)
    {
        if (Interlocked.CompareExchange(ref word, Closed, (uint)ownSlot) == (uint)ownSlot)
            return true;
        // Without a slot it is in no stack, claimed or not.
        if (ownSlot != LocalLink.NoSlot)
            return false;
        Interlocked.Exchange(ref word, Closed);
        return true;
    }
}
