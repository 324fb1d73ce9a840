using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PollGen.CompilerServices;

/// <summary>
/// What an enumerator of a span is made of, so that a frame can keep it across a suspension: its fields have no names outside of the
/// base library. Used by generated code only.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct SpanEnumeratorParts<T>
{
    /// <summary>What it enumerates.</summary>
    public Span<T> Items;

    /// <summary>Where it is.</summary>
    public int Index;

    // Asked once for each element type, of an enumerator whose parts are known.
    private static readonly bool IsAsKnown = Compare();

    /// <summary>Comes before an enumerator is taken apart, or put together of its parts.</summary>
    /// <exception cref="PlatformNotSupportedException">This runtime makes them of something else.</exception>
    public static void Check()
    {
        if (!IsAsKnown)
            throw new PlatformNotSupportedException("The enumerator of a span has other parts in this runtime than those that PollGen knows, so it cannot be kept across a suspension; use 'foreach', or an index.");
    }

    private static bool Compare()
    {
        if (Unsafe.SizeOf<SpanEnumeratorParts<T>>() != Unsafe.SizeOf<Span<T>.Enumerator>()
            || Unsafe.SizeOf<SpanEnumeratorParts<T>>() != Unsafe.SizeOf<ReadOnlySpan<T>.Enumerator>())
            return false;
        Span<T> items = new T[3];
        Span<T>.Enumerator changeable = items.GetEnumerator();
        ReadOnlySpan<T>.Enumerator readable = ((ReadOnlySpan<T>)items).GetEnumerator();
        for (var i = 0; i < 2; i++)
        {
            if (!changeable.MoveNext() || !readable.MoveNext())
                return false;
        }

        return IsAt(References.Exchange<Span<T>.Enumerator, SpanEnumeratorParts<T>>(in changeable), items)
            && IsAt(References.Exchange<ReadOnlySpan<T>.Enumerator, SpanEnumeratorParts<T>>(in readable), items);
    }

    private static bool IsAt(SpanEnumeratorParts<T> parts, Span<T> items) => parts.Index == 1 && parts.Items == items;
}
