using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Socks5Proxy;

/// <summary>Room for the longest thing in the protocol: whatever is preceded by its length in one byte.</summary>
[InlineArray(Size)]
internal struct Field
{
    public const int Size = 255;

    private byte first;
}

/// <summary>Room for an IPv4 or IPv6 address.</summary>
[InlineArray(Size)]
internal struct AddressField
{
    public const int Size = 16;

    private byte first;
}

/// <summary>A field and how much of it is used.</summary>
internal readonly struct Counted(Field room, int length)
{
    private readonly Field room = room;

    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => room[..length];
}
