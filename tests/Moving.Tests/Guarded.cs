using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PollGen.Moving.Tests;

/// <summary>A future between two stretches of bytes that nobody else may touch.</summary>
internal struct Guarded<TMachine, T>
    where TMachine : struct, IFuture<T>
{
    private Stretch before;
    public Future<TMachine, T> Future;
    private Stretch after;

    private const byte Mark = 0x5A;

    public void Guard()
    {
        ((Span<byte>)before).Fill(Mark);
        ((Span<byte>)after).Fill(Mark);
    }

    /// <summary>Whether nothing has been written beside the future.</summary>
    public readonly bool IsIntact => !((ReadOnlySpan<byte>)before).ContainsAnyExcept(Mark) && !((ReadOnlySpan<byte>)after).ContainsAnyExcept(Mark);

    /// <summary>Whether some bytes lie beside the future.</summary>
    public bool IsTouchedBy(ref byte target, nint bytes) => Meets(ref before, ref target, bytes) || Meets(ref after, ref target, bytes);

    private static bool Meets(ref Stretch stretch, ref byte target, nint bytes)
    {
        nint distance = Unsafe.ByteOffset(ref MemoryMarshal.GetReference((Span<byte>)stretch), ref target);
        return distance < Stretch.Length && distance + bytes > 0;
    }

    [InlineArray(Length)]
    private struct Stretch
    {
        public const int Length = 64;

        private byte first;
    }
}
