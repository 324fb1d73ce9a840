using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PollGen.CompilerServices;

/// <summary>
/// A reference or span of which only run time tells in which of several memories it lies: it is looked for in one after the other.
/// Called by generated code only.
/// </summary>
/// <typeparam name="T">What it refers to, or the element.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Located<T>
{
    private readonly ref T target;
    private readonly int length;
    private readonly int number;
    private readonly nint offset;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Located(scoped ref T target, int length, int number, nint offset)
    {
        this.target = ref Unsafe.AsRef(in target);
        this.length = length;
        this.number = number;
        this.offset = offset;
    }

    /// <summary>Begins to look for a span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>What is to be asked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Located<T> Of(scoped ReadOnlySpan<T> span) => new(ref MemoryMarshal.GetReference(span), span.Length, 0, Extent.Nowhere);

    /// <summary>Begins to look for a reference.</summary>
    /// <param name="target">The reference.</param>
    /// <returns>What is to be asked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Located<T> Of(scoped ref readonly T target) => new(ref Unsafe.AsRef(in target), 1, 0, Extent.Nowhere);

    /// <summary>Looks into one memory, unless it has been found already.</summary>
    /// <param name="candidate">The number of the memory, above zero.</param>
    /// <param name="memory">The memory.</param>
    /// <returns>What is to be asked further.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Located<T> In(int candidate, scoped Extent memory) =>
        number == 0 && memory.Contains(ref Unsafe.As<T, byte>(ref target), (nint)length * Unsafe.SizeOf<T>(), out nint distance)
            ? new(ref target, length, candidate, distance)
            : this;

    /// <summary>The span, when it has been looked for.</summary>
    /// <param name="candidate">The number of the memory; zero for a span of nothing.</param>
    /// <returns>The span.</returns>
    /// <exception cref="InvalidOperationException">It lies in none of them.</exception>
    public Span<T> Span(out int candidate)
    {
        candidate = Found();
        return MemoryMarshal.CreateSpan(ref target, length);
    }

    /// <summary>The reference, when it has been looked for.</summary>
    /// <param name="candidate">The number of the memory; zero for a reference to nothing.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="InvalidOperationException">It points into none of them.</exception>
    public ref T Reference(out int candidate)
    {
        candidate = Found();
        return ref target;
    }

    /// <summary>Notes where a span is.</summary>
    /// <param name="candidate">The number of the memory; zero for a span of nothing.</param>
    /// <param name="distance">In bytes, from the start of the memory.</param>
    /// <param name="count">In elements.</param>
    /// <exception cref="InvalidOperationException">It lies in none of them.</exception>
    public void Save(out int candidate, out nint distance, out int count)
    {
        candidate = Found();
        distance = offset;
        count = length;
    }

    /// <inheritdoc cref="Save(out int, out nint, out int)"/>
    public void Save(out int candidate, out int distance, out int count)
    {
        candidate = Found();
        distance = (int)offset;
        count = length;
    }

    /// <summary>Notes where a reference points.</summary>
    /// <param name="candidate">The number of the memory; zero for a reference to nothing.</param>
    /// <param name="distance">In bytes, from the start of the memory.</param>
    /// <exception cref="InvalidOperationException">It points into none of them.</exception>
    public void Save(out int candidate, out nint distance)
    {
        candidate = Found();
        distance = offset;
    }

    /// <inheritdoc cref="Save(out int, out nint)"/>
    public void Save(out int candidate, out int distance)
    {
        candidate = Found();
        distance = (int)offset;
    }

    private int Found()
    {
        if (number == 0 && !Unsafe.IsNullRef(ref target))
            Extent.ThrowOutside();
        return number;
    }
}
