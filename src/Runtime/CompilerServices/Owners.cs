using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PollGen.CompilerServices;

/// <summary>
/// Finds the object whose memory a reference points into, where the text names something that has this memory only for the time being, or
/// only by way of something else: it is what a frame keeps. Called by generated code only.
/// </summary>
/// <remarks>Called once for a reference, usually, and so not inlined: that leaves the JIT's room to what is done at each suspension.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Owners
{
    /// <summary>What holds the elements of a list, for as long as the list does not grow; what points there then goes on to do so.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="list">The list.</param>
    /// <returns>For <see cref="Extent.OfElements{T}"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object? OfList<T>(List<T>? list)
    {
        // Where this runtime makes lists of something else, the list is asked anew each time.
        return list is null || !Collections.ListsAreAsKnown ? list : Collections.ItemsOf(list);
    }

    /// <summary>What holds the elements of a memory.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="memory">The memory.</param>
    /// <returns>For <see cref="Extent.OfElements{T}"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object? OfMemory<T>(ReadOnlyMemory<T> memory)
    {
        // A memory manager may say that it has an array; but it is to be asked each time, since it decides how long that is its own.
        if (MemoryMarshal.TryGetMemoryManager<T, MemoryManager<T>>(memory, out var manager))
            return manager;
        if (MemoryMarshal.TryGetArray(memory, out var segment))
            return segment.Array;
        return typeof(T) == typeof(char) && MemoryMarshal.TryGetString(Unsafe.As<ReadOnlyMemory<T>, ReadOnlyMemory<char>>(ref memory), out var text, out _, out _) ? text : null;
    }

    /// <summary>What holds the value in a dictionary under a key, for as long as the dictionary does not grow; what points there then goes on to do so.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="TValue">The value.</typeparam>
    /// <param name="dictionary">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <returns>For <see cref="Extent.OfEntries{TKey, TValue}"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object? OfEntry<TKey, TValue>(Dictionary<TKey, TValue>? dictionary, TKey key)
        where TKey : notnull
    {
        if (dictionary is null)
            return null;
        // Where this runtime makes dictionaries of something else, the key finds the value again each time.
        return Collections.Entries<TKey, TValue>.Stride == 0 ? new FoundByKey<TKey, TValue>(dictionary, key) : Collections.Entries<TKey, TValue>.Of(dictionary);
    }

    /// <summary>A dictionary and a key.</summary>
    internal sealed record FoundByKey<TKey, TValue>(Dictionary<TKey, TValue> Dictionary, TKey Key)
        where TKey : notnull;
}
