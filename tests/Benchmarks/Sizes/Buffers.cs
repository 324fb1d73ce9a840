using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PollGen.Benchmarks.Sizes;

[InlineArray(8)]
public struct Bytes8
{
    private byte first;
}

[InlineArray(16)]
public struct Bytes16
{
    private byte first;
}

[InlineArray(32)]
public struct Bytes32
{
    private byte first;
}

[InlineArray(64)]
public struct Bytes64
{
    private byte first;
}

[InlineArray(128)]
public struct Bytes128
{
    private byte first;
}

[InlineArray(256)]
public struct Bytes256
{
    private byte first;
}

[InlineArray(1024)]
public struct Bytes1024
{
    private byte first;
}

/// <summary>What the shapes do with buffers: small enough to read, too opaque to be compiled away.</summary>
public static class Buffers
{
    /// <summary>A buffer full of one byte.</summary>
    public static TBuffer Of<TBuffer>(byte value)
        where TBuffer : struct
    {
        TBuffer buffer = default;
        MemoryMarshal.AsBytes(new Span<TBuffer>(ref buffer)).Fill(value);
        return buffer;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Sum(ReadOnlySpan<byte> buffer)
    {
        uint sum = 0;
        foreach (byte value in buffer)
            sum += value;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Opaque(ulong value) => value;
}
