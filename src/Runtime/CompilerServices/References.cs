using System.ComponentModel;
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
}
