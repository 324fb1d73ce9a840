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
/// The word holds the task's own slot in the <see cref="TaskTable"/>, if it has one. Only while the task is in the chain, the part of the queue for
/// which the ring has no room, it holds the successor's: who takes a task from there knows its slot, having come by it, and puts it back.
/// </remarks>
internal struct LocalLink
{
    private const uint SlotMask = NoSlot;
    private const uint Queued = 1u << 27;
    private const int PhaseShift = 28;
    private const uint PhaseMask = 3u << PhaseShift;
    private const uint Ended = (uint)TaskPhase.Ended << PhaseShift;
    private const uint Pooled = 1u << 30;

    private uint word;

    /// <summary>Of a task that is not in the table, and the end of a chain. Slots are smaller.</summary>
    internal const int NoSlot = (1 << 27) - 1;

    internal TaskPhase Phase
    {
        readonly get => (TaskPhase)((word & PhaseMask) >> PhaseShift);
        set => word = (word & ~PhaseMask) | ((uint)value << PhaseShift);
    }

    internal readonly bool IsQueued => (word & Queued) != 0;

    /// <summary>The own slot, while not in the chain.</summary>
    internal readonly int Slot => (int)(word & SlotMask);

    /// <summary>In the chain: the successor's slot, or <see cref="NoSlot"/>.</summary>
    internal readonly int Successor => (int)(word & SlotMask);

    /// <summary>After a turn: whether it is neither queued nor idle with a slot.</summary>
    internal readonly bool IsUnsettled => !IsQueued && word >= SlotMask;

    internal readonly bool IsEndedWithoutSlot => word == (Ended | NoSlot);

    /// <summary>Marks a new task as queued.</summary>
    internal void Init() => word = Queued | SlotMask;

    /// <summary>The same with a new task of a <see cref="ThreadPoolExecutor"/>, which is never in this queue.</summary>
    internal void Init(int slot) => word = Pooled | (uint)slot;

    /// <summary>Gives the task its slot, or gives it back when the task leaves the chain.</summary>
    internal void Assign(int slot) => word = (word & ~SlotMask) | (uint)slot;

    /// <summary>Puts the task into the chain, before another.</summary>
    internal void Follow(int successor) => word = (word & ~SlotMask) | (uint)successor;

    /// <summary>Marks the task as queued, unless it is queued already or ended.</summary>
    internal bool TryQueue()
    {
        if (word >= Queued && (IsQueued || Phase == TaskPhase.Ended))
            return false;
        word |= Queued;
        return true;
    }

    /// <summary>Marks the task as not queued.</summary>
    /// <returns>Whether its future is to be polled.</returns>
    internal bool TryStartTurn()
    {
        uint unqueued = word & ~Queued;
        word = unqueued;
        return unqueued <= SlotMask;
    }

    /// <summary>The task has ended with a result.</summary>
    /// <returns>Whether its wakers can be shut out at once: it is not queued, and a task of a <see cref="LocalExecutor"/>.</returns>
    internal bool TryEnd(out int slot)
    {
        uint before = word;
        slot = (int)before;
        if (before > SlotMask)
        {
            Phase = TaskPhase.Ended;
            return false;
        }

        word = before | Ended;
        return true;
    }
}
