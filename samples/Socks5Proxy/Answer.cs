using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using PollGen;

namespace Socks5Proxy;

/// <summary>Something to say to the client. A value: it moves into the future that sends it.</summary>
internal readonly struct Answer
{
    private readonly Content content;
    private readonly int length;

    private Answer(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(content);
        length = bytes.Length;
    }

    /// <summary>Which method of authentication it is to be.</summary>
    public static Answer To(Method method) => new([Protocol.Version, (byte)method]);

    /// <summary>Whether name and password are right.</summary>
    public static Answer ToPassword(bool isRight) =>
        new([Protocol.PasswordVersion, isRight ? Protocol.PasswordAccepted : Protocol.PasswordRefused]);

    /// <summary>That a request has failed.</summary>
    public static Answer Failed(ReplyCode code) => Of(code, new IPEndPoint(IPAddress.Any, 0));

    /// <summary>That a request has succeeded, and from which address of ours the target sees us.</summary>
    public static Answer Connected(IPEndPoint bound) => Of(ReplyCode.Succeeded, bound);

    public Future<WriteAllMachine<Content>, Unit> SendTo(TcpStream client) => client.WriteAll(content, length);

    private static Answer Of(ReplyCode code, IPEndPoint bound)
    {
        // A socket that speaks both protocols shows an IPv4 address as ::ffff:1.2.3.4.
        var address = bound.Address.IsIPv4MappedToIPv6 ? bound.Address.MapToIPv4() : bound.Address;
        Span<byte> bytes = stackalloc byte[Content.Size];
        address.TryWriteBytes(bytes[4..], out var addressLength);
        bytes[0] = Protocol.Version;
        bytes[1] = (byte)code;
        bytes[3] = (byte)(addressLength == 4 ? AddressType.IPv4 : AddressType.IPv6);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[(4 + addressLength)..], (ushort)bound.Port);
        return new Answer(bytes[..(4 + addressLength + 2)]);
    }

    /// <summary>Room for the longest answer: head, IPv6 address and port.</summary>
    [InlineArray(Size)]
    internal struct Content
    {
        public const int Size = 4 + 16 + 2;

        private byte first;
    }
}
