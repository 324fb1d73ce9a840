namespace PollGen;

/// <summary>Where a task stands in its life.</summary>
internal enum TaskPhase
{
    /// <summary>Its future is to be polled.</summary>
    Living,

    /// <summary>Its next turn begins to cancel the future.</summary>
    CancelAsked,

    /// <summary>The clean-up of its future is being polled.</summary>
    Cleaning,

    /// <summary>It has its outcome and is never polled again.</summary>
    Ended,
}

/// <summary>
/// A task's place in the executor's run queue, and its phase, in one word that only the executor's own thread touches: no
/// interlocked operation is needed.
/// </summary>
/// <remarks>
/// Tasks name each other by their slot in the <see cref="TaskTable"/>. While a task is queued the word holds its successor's
/// slot, else its own: who takes a task from the queue knows its slot, having come by it, and puts it back.
/// </remarks>
internal struct LocalLink
{
    private const uint SlotMask = SlotLimit;
    private const uint Queued = 1u << 27;
    private const int PhaseShift = 28;

    private uint word;

    /// <summary>No slot: the end of a chain. Slots are smaller.</summary>
    internal const int SlotLimit = (1 << 27) - 1;

    internal TaskPhase Phase
    {
        readonly get => (TaskPhase)(word >> PhaseShift);
        set => word = (word & (SlotMask | Queued)) | ((uint)value << PhaseShift);
    }

    internal readonly bool IsQueued => (word & Queued) != 0;

    /// <summary>The own slot, while not queued.</summary>
    internal readonly int Slot => (int)(word & SlotMask);

    internal void Assign(int slot) => word = (word & ~SlotMask) | (uint)slot;

    /// <summary>Marks a new task as the last one of the queue; it learns its slot when it is taken from there.</summary>
    internal void Init() => word = Queued | SlotMask;

    /// <summary>Marks the task as the last one of the queue, unless it is queued already or ended.</summary>
    internal bool TryQueue(out int slot)
    {
        slot = (int)(word & SlotMask);
        if (word >= Queued && (IsQueued || Phase == TaskPhase.Ended))
            return false;
        word |= Queued | SlotMask;
        return true;
    }

    internal void Follow(int successor) => word = (word & ~SlotMask) | (uint)successor;

    /// <summary>Marks the task as not queued.</summary>
    /// <returns>The successor's slot, or <see cref="SlotLimit"/>.</returns>
    internal int Dequeue(int ownSlot)
    {
        int successor = (int)(word & SlotMask);
        word = (word & ~(Queued | SlotMask)) | (uint)ownSlot;
        return successor;
    }
}
