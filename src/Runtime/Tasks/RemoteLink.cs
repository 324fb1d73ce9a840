namespace PollGen;

/// <summary>A task's place in the stack of tasks woken by threads other than the executor's, in one word.</summary>
/// <remarks>
/// <code>
///                  TryClaim (any thread)                   Release (executor, when it takes the stack)
///   free, own slot ─────────────────────▶ claimed, successor ─────────────────────▶ free, own slot
///        │ TryClose (executor, task ended)
///        ▼
///      closed: wakes do nothing, the slot may be given to another task
/// </code>
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

    private uint word;

    internal void Assign(int slot) => Volatile.Write(ref word, (uint)slot);

    /// <summary>Takes the right to push the task; whoever fails knows that a poll is coming, or that the task has ended.</summary>
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
                    slot = LocalLink.SlotLimit;
                    return false;
                }
            }

            uint before = Interlocked.CompareExchange(ref word, Claimed, seen);
            if (before == seen)
            {
                slot = (int)seen;
                return true;
            }

            seen = before;
        }
    }

    /// <summary>Sets the successor in the stack. Only for who has claimed the task, or has taken the stack.</summary>
    internal void Follow(int successor) => word = Claimed | (uint)successor;

    /// <summary>The successor in a stack that was taken.</summary>
    internal readonly int Successor => (int)(word & LocalLink.SlotLimit);

    /// <summary>Lets the task be claimed again. Before its poll.</summary>
    internal void Release(int ownSlot) => Interlocked.Exchange(ref word, (uint)ownSlot);

    /// <summary>Whether <see cref="TryClose"/> has succeeded. From any thread.</summary>
    internal bool IsClosed => Volatile.Read(ref word) == Closed;

    /// <summary>Shuts wakers out for good, unless one has just claimed the task: then it will come by the stack once more. A full fence.</summary>
    internal bool TryClose(int ownSlot) => Interlocked.CompareExchange(ref word, Closed, (uint)ownSlot) == (uint)ownSlot;
}
