namespace PollGen;

/// <summary>
/// Tasks of an executor by slot: what lets tasks be chained by 27-bit numbers, and lets the executor find those that are
/// idle when it is disposed. Eight bytes a task; a task's slot does not change. Used by one thread at a time.
/// </summary>
internal sealed class TaskTable
{
    private const int SegmentShift = 10;
    private const int SegmentSize = 1 << SegmentShift;

    private Slot[][] segments = [];
    private int capacity;
    private int used;
    private int[] free = [];
    private int freeCount;

    /// <summary>How many tasks there are.</summary>
    internal int Count => used - freeCount;

    /// <summary>How many tasks there is room for.</summary>
    internal int Capacity => capacity;

    /// <summary>All slots below this one may hold a task.</summary>
    internal int UpperBound => used;

    internal SpawnedTask this[int slot] => segments[slot >> SegmentShift][slot & (SegmentSize - 1)].Task!;

    internal SpawnedTask? Find(int slot) => segments[slot >> SegmentShift][slot & (SegmentSize - 1)].Task;

    /// <exception cref="InvalidOperationException">There are more than 134 million tasks already.</exception>
    internal int Add(SpawnedTask task)
    {
        int slot = freeCount > 0 ? free[--freeCount] : TakeUnused();
        segments[slot >> SegmentShift][slot & (SegmentSize - 1)].Task = task;
        return slot;
    }

    internal void Remove(int slot)
    {
        segments[slot >> SegmentShift][slot & (SegmentSize - 1)].Task = null;
        if (freeCount == free.Length)
            Array.Resize(ref free, Math.Max(16, 2 * freeCount));
        free[freeCount++] = slot;
    }

    /// <summary>Makes room for more tasks.</summary>
    /// <returns>For how many.</returns>
    /// <exception cref="InvalidOperationException">There are more than 134 million tasks already.</exception>
    internal int Grow()
    {
        if (capacity > LocalLink.NoSlot - SegmentSize)
            throw new InvalidOperationException($"An executor holds at most {capacity} tasks.");
        int segment = capacity >> SegmentShift;
        if (segment == segments.Length)
            Array.Resize(ref segments, Math.Max(4, 2 * segment));
        segments[segment] = new Slot[SegmentSize];
        capacity += SegmentSize;
        return SegmentSize;
    }

    private int TakeUnused()
    {
        if (used == capacity)
            Grow();
        return used++;
    }

    /// <summary>A reference in a struct: stores into an array of these need no check of the element's type.</summary>
    private struct Slot
    {
        internal SpawnedTask? Task;
    }
}
