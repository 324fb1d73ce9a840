using System.Net;
using System.Text;
using PollGen;

namespace Socks5Proxy;

/// <summary>
/// The protocol up to the connection, read straight through: what the client sends may arrive byte by byte, and the code does not show it.
/// </summary>
internal static partial class Handshake
{
    /// <summary>Greets the client, checks who it is, and asks what it wants.</summary>
    /// <returns>Where to connect to; null when the client was refused, and told so as far as the protocol has words for it.</returns>
    [Coroutine]
    public static EndPoint? Negotiate(Co co, TcpStream client, Credentials? credentials)
    {
        var version = co.Await(client.ReadExactly<byte>());
        if (version != Protocol.Version)
            return null;

        var wanted = credentials is null ? Method.NoAuthentication : Method.Password;
        var offered = ReadCounted(co, client);
        var method = offered.Bytes.Contains((byte)wanted) ? wanted : Method.NoneAcceptable;
        co.Await(Answer.To(method).SendTo(client));
        if (method == Method.NoneAcceptable)
            return null;
        if (credentials is not null && !CheckPassword(co, client, credentials))
            return null;

        var head = co.Await(client.ReadExactly<RequestHead>());
        var refusal = ReplyCode.GeneralFailure;
        if (head.Version == Protocol.Version)
        {
            var target = ReadTarget(co, client, head.AddressType);
            if (target is not null && head.Command == Command.Connect)
                return target;
            refusal = target is null ? WhyNot(head.AddressType) : ReplyCode.CommandNotSupported;
        }

        co.Await(Answer.Failed(refusal).SendTo(client));
        return null;
    }

    [Coroutine]
    private static bool CheckPassword(Co co, TcpStream client, Credentials credentials)
    {
        var isRight = false;
        if (co.Await(client.ReadExactly<byte>()) == Protocol.PasswordVersion)
        {
            isRight = credentials.IsName(ReadCounted(co, client).Bytes);
            isRight &= credentials.IsPassword(ReadCounted(co, client).Bytes);
        }

        co.Await(Answer.ToPassword(isRight).SendTo(client));
        return isRight;
    }

    /// <returns>Null when there cannot be such a target.</returns>
    [Coroutine]
    private static EndPoint? ReadTarget(Co co, TcpStream client, AddressType type)
    {
        switch (type)
        {
            case AddressType.IPv4:
                return new IPEndPoint(ReadAddress(co, client, 4), ReadPort(co, client));
            case AddressType.IPv6:
                return new IPEndPoint(ReadAddress(co, client, 16), ReadPort(co, client));
            case AddressType.DomainName:
                var name = HostName(ReadCounted(co, client).Bytes);
                var port = ReadPort(co, client);
                return name is null ? null : new DnsEndPoint(name, port);
            default:
                return null;
        }
    }

    [Coroutine]
    private static IPAddress ReadAddress(Co co, TcpStream client, int length)
    {
        var address = co.Await(client.ReadExactly<AddressField>(length));
        return new IPAddress(address[..length]);
    }

    [Coroutine]
    private static int ReadPort(Co co, TcpStream client) =>
        (ushort)IPAddress.NetworkToHostOrder(co.Await(client.ReadExactly<short>()));

    /// <summary>Reads a length, then as many bytes. A length is one byte, so that every one fits into a <see cref="Field"/>.</summary>
    [Coroutine]
    private static Counted ReadCounted(Co co, TcpStream client)
    {
        int length = co.Await(client.ReadExactly<byte>());
        return new Counted(co.Await(client.ReadExactly<Field>(length)), length);
    }

    /// <summary>Names are visible ASCII (others come as punycode); a zero byte would cut the name off in the system's resolver.</summary>
    private static string? HostName(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty || bytes.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? null : Encoding.ASCII.GetString(bytes);

    private static ReplyCode WhyNot(AddressType type) =>
        type == AddressType.DomainName ? ReplyCode.HostUnreachable : ReplyCode.AddressTypeNotSupported;
}
