using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>A 4-ary heap of delays by due time; those due at the same time in the order in which they were armed. Not thread-safe.</summary>
internal sealed class DelayHeap
{
    private Entry[] entries = [];
    private int count;
    private long sequence;

    internal int Count => count;

    /// <summary>The earliest due time; <see cref="long.MaxValue"/> when empty.</summary>
    internal long EarliestDue => count == 0 ? long.MaxValue : entries[0].Due;

    internal void Add(DelayNode node, long due)
    {
        if (count == entries.Length)
            Array.Resize(ref entries, Math.Max(16, 2 * count));
        SiftUp(count++, new Entry(due, sequence++, node));
    }

    internal DelayNode TakeEarliest()
    {
        DelayNode node = entries[0].Node;
        Remove(node);
        return node;
    }

    internal void Remove(DelayNode node)
    {
        int position = node.Position;
        node.Position = -1;
        Entry moved = entries[--count];
        entries[count] = default;
        if (position == count)
            return;
        if (position > 0 && moved.IsBefore(in entries[(position - 1) / 4]))
            SiftUp(position, moved);
        else
            SiftDown(position, moved);
    }

    private void SiftUp(int position, Entry entry)
    {
        while (position > 0)
        {
            int parent = (position - 1) / 4;
            if (!entry.IsBefore(in entries[parent]))
                break;
            Put(position, entries[parent]);
            position = parent;
        }

        Put(position, entry);
    }

    private void SiftDown(int position, Entry entry)
    {
        while (true)
        {
            int earliest = 4 * position + 1;
            if (earliest >= count)
                break;
            int end = Math.Min(earliest + 4, count);
            for (int child = earliest + 1; child < end; child++)
            {
                if (entries[child].IsBefore(in entries[earliest]))
                    earliest = child;
            }

            if (!entries[earliest].IsBefore(in entry))
                break;
            Put(position, entries[earliest]);
            position = earliest;
        }

        Put(position, entry);
    }

    private void Put(int position, Entry entry)
    {
        entries[position] = entry;
        entry.Node.Position = position;
    }

    private readonly record struct Entry(long Due, long Sequence, DelayNode Node)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal bool IsBefore(in Entry other) => Due != other.Due ? Due < other.Due : Sequence < other.Sequence;
    }
}
