using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PollGen.CompilerServices;

/// <summary>
/// What generated code puts around a reference or span that it will keep across a suspension, to note where it points. All of it gives
/// the first argument back. Called by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class References
{
    /// <summary>Gives the span, after something has been noted about it.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <typeparam name="TNote">What was noted.</typeparam>
    /// <param name="span">The span.</param>
    /// <param name="note">An assignment.</param>
    /// <returns>The span.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> With<T, TNote>(scoped Span<T> span, TNote note) => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(span), span.Length);

    /// <inheritdoc cref="With{T, TNote}(Span{T}, TNote)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> With<T, TNote>(scoped ReadOnlySpan<T> span, TNote note) =>
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(span), span.Length);

    /// <summary>Gives the reference, after something has been noted about it.</summary>
    /// <typeparam name="T">What it refers to.</typeparam>
    /// <typeparam name="TNote">What was noted.</typeparam>
    /// <param name="target">The reference.</param>
    /// <param name="note">An assignment.</param>
    /// <returns>The reference.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T With<T, TNote>(scoped ref T target, TNote note) => ref Unsafe.AsRef(in target);

    /// <inheritdoc cref="With{T, TNote}(ref T, TNote)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly T WithReadOnly<T, TNote>(scoped ref readonly T target, TNote note) => ref Unsafe.AsRef(in target);

    /// <summary>The end of a span, of which only the length has been kept.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="whole">The span.</param>
    /// <param name="length">How many elements.</param>
    /// <returns>The last ones.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It does not have as many: it is another one than was handed in before.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Last<T>(Span<T> whole, int length)
    {
        // A slice would compute the length anew from where it begins.
        if ((uint)length > (uint)whole.Length)
            ThrowShorter();
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(whole), (nint)(uint)(whole.Length - length)), length);
    }

    /// <inheritdoc cref="Last{T}(Span{T}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> Last<T>(ReadOnlySpan<T> whole, int length)
    {
        if ((uint)length > (uint)whole.Length)
            ThrowShorter();
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(whole), (nint)(uint)(whole.Length - length)), length);
    }

    [DoesNotReturn]
    private static void ThrowShorter() =>
        throw new ArgumentOutOfRangeException("length", "The span that is handed in at this poll is shorter than the one before; hand in the same at every poll.");

    /// <summary>Takes memory of the frame for what was a stackalloc: zeroed, as that is.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="room">The memory.</param>
    /// <returns>The memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Zeroed<T>(Span<T> room)
    {
        room.Clear();
        return room;
    }

    /// <summary>Takes memory of the frame for what was a stackalloc with values.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="room">The memory.</param>
    /// <param name="values">The values.</param>
    /// <returns>The memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Filled<T>(Span<T> room, scoped ReadOnlySpan<T> values)
    {
        values.CopyTo(room);
        return room;
    }

    /// <summary>Gives a ref struct, after something has been noted about it.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <typeparam name="TNote">What was noted.</typeparam>
    /// <param name="holder">The ref struct.</param>
    /// <param name="note">An assignment.</param>
    /// <returns>The same.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe T WithHolder<T, TNote>(scoped T holder, TNote note)
        where T : allows ref struct
    {
#pragma warning disable CS8500 // C# has no other way to say that what is given back may live as long as it did in the user's text
        return *(T*)&holder;
#pragma warning restore CS8500
    }

    /// <summary>Gives a ref struct in the type of another one that has the same fields in the same order, and so lies in memory as it does.</summary>
    /// <typeparam name="TFrom">Its type.</typeparam>
    /// <typeparam name="TTo">The other type.</typeparam>
    /// <param name="holder">The ref struct.</param>
    /// <returns>The same fields.</returns>
    /// <exception cref="InvalidOperationException">The types differ in size.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Exchange<TFrom, TTo>(scoped ref readonly TFrom holder)
        where TFrom : allows ref struct
        where TTo : allows ref struct
    {
        if (Unsafe.SizeOf<TFrom>() != Unsafe.SizeOf<TTo>())
            throw new InvalidOperationException("A ref struct that a coroutine keeps across a suspension has other fields than those that were known when it was compiled.");
        return Unsafe.As<TFrom, TTo>(ref Unsafe.AsRef(in holder));
    }
}
