using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PollGen.CompilerServices;

/// <summary>
/// The memory that a reference of a coroutine points into: a variable of its frame, an array, a field of an object, constant data.
/// Between two polls a frame keeps where in it the reference pointed, and afterwards makes the reference anew. Called by generated
/// code only.
/// </summary>
/// <remarks>
/// <para>An offset is relative to what holds the memory, so a collection may move that, and a frame may be copied. Both ways are checked:
/// a reference that lies outside is an exception, never a read or write outside.</para>
/// <para>What is made here has the widest scope that C# knows; that it does not outlive its memory is what the compiler has checked
/// in the user's own text.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Extent
{
    /// <summary>Stands for the offset of a reference to nothing.</summary>
    internal const int Nowhere = -1;

    private readonly ref byte start;
    private readonly nint size;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Extent(scoped ref byte start, nint size)
    {
        this.start = ref Unsafe.AsRef(in start);
        this.size = size;
    }

    /// <summary>One variable, field or element.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="place">The variable.</param>
    /// <returns>Its memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Extent OfPlace<T>(scoped ref readonly T place) =>
        new(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in place)), Unsafe.SizeOf<T>());

    /// <summary>The elements of a span.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="span">The span.</param>
    /// <returns>Their memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Extent OfSpan<T>(scoped ReadOnlySpan<T> span) =>
        new(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)), (nint)span.Length * Unsafe.SizeOf<T>());

    /// <summary>The elements of an array; nothing for null.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="array">The array.</param>
    /// <returns>Their memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Extent OfArray<T>(T[]? array) => array is null
        ? default
        : new(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(array)), (nint)array.Length * Unsafe.SizeOf<T>());

    /// <summary>The elements of an array of several dimensions; nothing for null.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="array">The array.</param>
    /// <returns>Their memory.</returns>
    public static Extent OfGrid<T>(Array? array) => array is null
        ? default
        : new(ref MemoryMarshal.GetArrayDataReference(array), (nint)array.LongLength * Unsafe.SizeOf<T>());

    /// <summary>The characters of a string; nothing for null.</summary>
    /// <param name="text">The string.</param>
    /// <returns>Their memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Extent OfText(string? text) => text is null
        ? default
        : new(ref Unsafe.As<char, byte>(ref Unsafe.AsRef(in text.GetPinnableReference())), (nint)text.Length * sizeof(char));

    /// <summary>The elements of what <see cref="Owners"/> has found for a list or a memory; nothing for null.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="owner">Nearly always an array.</param>
    /// <returns>Their memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Extent OfElements<T>(object? owner) => owner is not null && owner.GetType() == typeof(T[])
        ? new(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<T[]>(owner))), (nint)Unsafe.As<T[]>(owner).Length * Unsafe.SizeOf<T>())
        : OfRareElements<T>(owner);

    /// <summary>The values of a dictionary in what <see cref="Owners"/> has found for one of them; nothing for null.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="TValue">The value.</typeparam>
    /// <param name="owner">Nearly always an array.</param>
    /// <returns>Their memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Extent OfEntries<TKey, TValue>(object? owner)
        where TKey : notnull
        => owner is not null && Collections.Entries<TKey, TValue>.Stride != 0
            ? new(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<byte[]>(owner)), (nint)Unsafe.As<byte[]>(owner).Length * Collections.Entries<TKey, TValue>.Stride)
            : OfFoundByKey<TKey, TValue>(owner);

    /// <summary>The value inside of an object; nothing for null.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="box">The object.</param>
    /// <returns>Its memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Extent OfBox<T>(object? box)
        where T : struct
        => box is null ? default : OfPlace(in Unsafe.Unbox<T>(box));

    // Everything below is one body each: a state machine has many of these calls, and the JIT stops to inline when it has inlined
    // enough, which is sooner where a call has calls inside.

    /// <summary>Notes where a span points.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="span">The span, in this memory or empty.</param>
    /// <param name="offset">In bytes.</param>
    /// <param name="length">In elements.</param>
    /// <exception cref="InvalidOperationException">The span does not lie in this memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Save<T>(scoped ReadOnlySpan<T> span, out nint offset, out int length)
    {
        length = span.Length;
        offset = OffsetOf(ref start, size, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)), (nint)span.Length * Unsafe.SizeOf<T>());
    }

    /// <inheritdoc cref="Save{T}(ReadOnlySpan{T}, out nint, out int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Save<T>(scoped ReadOnlySpan<T> span, out int offset, out int length)
    {
        length = span.Length;
        offset = (int)OffsetOf(ref start, size, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span)), (nint)span.Length * Unsafe.SizeOf<T>());
    }

    /// <summary>Notes where a reference points.</summary>
    /// <typeparam name="T">What it refers to.</typeparam>
    /// <param name="target">The reference, into this memory or to nothing.</param>
    /// <param name="offset">In bytes.</param>
    /// <exception cref="InvalidOperationException">The reference does not point into this memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Save<T>(scoped ref readonly T target, out nint offset) =>
        offset = OffsetOf(ref start, size, ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in target)), Unsafe.SizeOf<T>());

    /// <inheritdoc cref="Save{T}(ref readonly T, out nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Save<T>(scoped ref readonly T target, out int offset) =>
        offset = (int)OffsetOf(ref start, size, ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in target)), Unsafe.SizeOf<T>());

    /// <summary>Makes a span again.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="offset">As it was noted.</param>
    /// <param name="length">As it was noted.</param>
    /// <returns>The span.</returns>
    /// <exception cref="InvalidOperationException">It would not lie in this memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Span<T>(nint offset, int length)
    {
        // No offset to nothing lies inside.
        if ((nuint)offset > (nuint)size || (nuint)((nint)length * Unsafe.SizeOf<T>()) > (nuint)(size - offset))
        {
            if (offset != Nowhere)
                ThrowOutside();
            return default;
        }

        Watch(ref start, size, offset, (nint)length * Unsafe.SizeOf<T>());
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref start, offset)), length);
    }

    /// <summary>Makes a reference again.</summary>
    /// <typeparam name="T">What it refers to.</typeparam>
    /// <param name="offset">As it was noted.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="InvalidOperationException">It would not point into this memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Reference<T>(nint offset)
    {
        if ((nuint)offset > (nuint)size || (nuint)Unsafe.SizeOf<T>() > (nuint)(size - offset))
        {
            if (offset != Nowhere)
                ThrowOutside();
            return ref Unsafe.NullRef<T>();
        }

        Watch(ref start, size, offset, Unsafe.SizeOf<T>());
        return ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref start, offset));
    }

    /// <summary>Whether all of a stretch of memory is here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Contains(scoped ref byte target, nint bytes, out nint offset)
    {
        offset = Unsafe.ByteOffset(ref start, ref target);
        return !Unsafe.IsNullRef(ref start) && !Unsafe.IsNullRef(ref target) && (nuint)offset <= (nuint)size && (nuint)bytes <= (nuint)(size - offset);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Extent OfRareElements<T>(object? owner) => owner switch
    {
        // Of a type that is as good: uint[] for int.
        T[] array => OfArray(array),
        string text => OfText(text),
        MemoryManager<T> manager => OfSpan<T>(manager.GetSpan()),
        List<T> list => OfSpan<T>(CollectionsMarshal.AsSpan(list)),
        _ => default,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Extent OfFoundByKey<TKey, TValue>(object? owner)
        where TKey : notnull
    {
        if (owner is not Owners.FoundByKey<TKey, TValue> found)
            return default;
        ref TValue value = ref CollectionsMarshal.GetValueRefOrNullRef(found.Dictionary, found.Key);
        return Unsafe.IsNullRef(ref value) ? default : OfPlace(in value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint OffsetOf(ref byte start, nint size, ref byte target, nint bytes)
    {
        nint offset = Unsafe.ByteOffset(ref start, ref target);
        if ((nuint)offset > (nuint)size || (nuint)bytes > (nuint)(size - offset))
        {
            if (!Unsafe.IsNullRef(ref target))
                ThrowOutside();
            return Nowhere;
        }

        Watch(ref start, size, offset, bytes);
        return offset;
    }

    [Conditional("POLLGEN_CHECKED")]
    private static void Watch(ref byte start, nint size, nint offset, nint bytes)
    {
#if POLLGEN_CHECKED
        CheckedBounds.Watch?.Invoke(ref start, size, ref Unsafe.AddByteOffset(ref start, offset), bytes);
#endif
    }

    [DoesNotReturn]
    internal static void ThrowOutside() => throw new InvalidOperationException(
        "A reference that a coroutine keeps across a suspension does not lie in the memory that it was made for. Either its future was moved or copied after its first poll, or a method that promised to return a part of its argument did not.");
}
