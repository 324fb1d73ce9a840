using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>The tasks whose turns come next, first come first. Used on the executor's thread only.</summary>
/// <remarks>
/// It stands in the executor and has a fixed size: so it takes no memory per task, and where the next task is follows from a count, and not
/// from the task before. Places of tasks that were taken are free for others after <see cref="Reclaim"/>: adding looks at one bound only, and never
/// at what was taken. One place stays free, that of the task that was taken last.
/// </remarks>
internal struct RunRing
{
    internal const int Capacity = 512;

    private uint taken;
    private uint added;
    private uint limit;
    private Places places;

    internal readonly int Count => (int)(added - taken);

    internal readonly bool IsEmpty => added == taken;

    /// <summary>The task at some place behind the first.</summary>
    internal readonly SpawnedTask this[int index] => places[(int)((taken + (uint)index) % Capacity)].Task!;

    /// <returns>False when there is no room, as far as that was reclaimed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryAdd(SpawnedTask task)
    {
        uint index = added;
        if (index == limit)
            return false;
        added = index + 1;
        places[(int)(index % Capacity)].Task = task;
        return true;
    }

    /// <summary>Takes the first, if there is one. The ring keeps it, for <see cref="Latest"/>, until it takes or forgets again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SpawnedTask Take()
    {
        uint index = taken;
        taken = index + 1;
        places[(int)((index - 1) % Capacity)].Task = null;
        return places[(int)(index % Capacity)].Task!;
    }

    /// <summary>The one that was taken last, until it is forgotten.</summary>
    internal readonly SpawnedTask? Latest => places[(int)((taken - 1) % Capacity)].Task;

    /// <summary>Does not keep the one alive any more that was taken last.</summary>
    internal void ForgetLatest() => places[(int)((taken - 1) % Capacity)].Task = null;

    /// <summary>Makes all the room usable that there is.</summary>
    internal void Reclaim() => limit = taken + (Capacity - 1);

    /// <summary>A reference in a struct: stores into an array of these need no check of the element's type.</summary>
    private struct Place
    {
        internal SpawnedTask? Task;
    }

    [InlineArray(Capacity)]
    private struct Places
    {
        private Place first;
    }
}
