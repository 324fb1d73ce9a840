using System.Runtime.CompilerServices;

namespace PollGen;

public sealed partial class LocalExecutor
{
    // The run queue, of the executor's thread only: the ring and, when that is full, a chain of slots behind it, through the tasks'
    // local links. While there is a chain, nothing is added to the ring: then its room is not reclaimed.
    private RunRing ring;
    private int chainFirst = LocalLink.NoSlot;
    private int chainLast;
    private int chainLength;

    // How many more tasks the table has room for, with those that have no slot yet: so no turn has to make room.
    private int room;

    private int QueueLength => ring.Count + chainLength;

    /// <summary>The task that was taken last, until it is forgotten.</summary>
    private SpawnedTask? Latest => ring.Latest;

    private void ForgetLatest() => ring.ForgetLatest();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enqueue(SpawnedTask task)
    {
        if (task.Local.TryQueue())
            Append(task);
    }

    /// <summary>Adds a task that is marked as queued.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(SpawnedTask task)
    {
        if (!ring.TryAdd(task))
            AppendBeyondRing(task);
    }

    private void AppendBeyondRing(SpawnedTask task)
    {
        if (chainFirst == LocalLink.NoSlot)
        {
            // Mostly the room was only not reclaimed yet.
            ring.Reclaim();
            if (ring.TryAdd(task))
                return;
        }

        // It is queued: a wake that comes before it has its slot leads to nothing else.
        if (task.Local.Slot == LocalLink.NoSlot)
            _ = TryGiveSlot(task);
        AppendToChain(task, task.Local.Slot);
    }

    /// <summary>Adds a new task for which the ring has no room.</summary>
    private void AdmitBeyondRing(SpawnedTask task)
    {
        if (chainFirst == LocalLink.NoSlot)
        {
            ring.Reclaim();
            if (ring.TryAdd(task))
                return;
        }

        // Nobody has it yet who could wake it.
        int slot = tasks.Add(task);
        task.Remote.Init(slot);
        task.Local.Assign(slot);
        AppendToChain(task, slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendToChain(SpawnedTask task, int slot)
    {
        task.Local.Follow(LocalLink.NoSlot);
        if (chainFirst == LocalLink.NoSlot)
            chainFirst = slot;
        else
            tasks[chainLast].Local.Follow(slot);
        chainLast = slot;
        chainLength++;
    }

    /// <summary>Fills the empty ring from the chain. What does not fit stays behind it, and the ring is full then.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        ring.Reclaim();
        while (chainFirst != LocalLink.NoSlot)
        {
            int slot = chainFirst;
            SpawnedTask task = tasks[slot];
            if (!ring.TryAdd(task))
                return;
            chainFirst = task.Local.Successor;
            chainLength--;
            task.Local.Assign(slot);
        }
    }

    /// <summary>Puts a task into the table, when it becomes idle or has to be found otherwise.</summary>
    /// <returns>False when another thread has woken it before, which could not leave word in the inbox without a slot: a poll must follow.</returns>
    private bool TryGiveSlot(SpawnedTask task)
    {
        int slot = tasks.Add(task);
        task.Local.Assign(slot);
        return task.Remote.TryAssign(slot);
    }
}
