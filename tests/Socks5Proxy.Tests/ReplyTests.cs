using System.Net;
using System.Net.Sockets;

namespace Socks5Proxy.Tests;

/// <summary>What the proxy answers, to the byte; each conversation whole, and dripped one byte at a time.</summary>
public sealed class ReplyTests
{
    private static readonly byte[] Greeting = [5, 1, 0];

    public static TheoryData<string, byte[], byte[]> Conversations => new()
    {
        { "version 4", [4, 1, 0, 80, 127, 0, 0, 1, 0], [] },
        { "a web browser", [.. "GET / HTTP/1.1\r\n\r\n"u8], [] },
        { "no method offered", [5, 0], [5, 0xff] },
        { "only methods that we do not know", [5, 3, 1, 3, 0x80], [5, 0xff] },
        { "255 methods, the last of them ours", [5, 255, .. Enumerable.Repeat((byte)9, 254), 0, 5, 2, 0, 1, 127, 0, 0, 1, 0, 80], [5, 0, .. Failure(7)] },
        { "BIND", [.. Greeting, 5, 2, 0, 1, 127, 0, 0, 1, 0, 80], [5, 0, .. Failure(7)] },
        { "UDP ASSOCIATE to a name", [.. Greeting, 5, 3, 0, 3, 1, (byte)'a', 0, 80], [5, 0, .. Failure(7)] },
        { "a command that does not exist", [.. Greeting, 5, 0xf0, 0, 4, .. new byte[16], 0, 80], [5, 0, .. Failure(7)] },
        { "an address type that does not exist", [.. Greeting, 5, 1, 0, 2, 127, 0, 0, 1, 0, 80], [5, 0, .. Failure(8)] },
        { "another version in the request", [.. Greeting, 4, 1, 0, 1, 127, 0, 0, 1, 0, 80], [5, 0, .. Failure(1)] },
        { "a name without letters", [.. Greeting, .. Client.Connect("", 80)], [5, 0, .. Failure(4)] },
        { "a name with a zero byte in it", [.. Greeting, .. Client.Connect("localhost\0.example", 80)], [5, 0, .. Failure(4)] },
        { "a name with a space in it", [.. Greeting, .. Client.Connect("local host", 80)], [5, 0, .. Failure(4)] },
        { "a name of 255 bytes", [.. Greeting, .. Client.Connect(new string('a', 255), 80)], [5, 0, .. Failure(4)] },
        { "a name of 255 dots", [.. Greeting, .. Client.Connect(new string('.', 255), 80)], [5, 0, .. Failure(4)] },
        { "more after the request than anyone reads", [.. Greeting, 5, 2, 0, 1, 127, 0, 0, 1, 0, 80, .. new byte[100_000]], [5, 0, .. Failure(7)] },
    };

    public static TheoryData<string, byte[], byte[]> PasswordConversations => new()
    {
        { "no password offered", [5, 1, 0], [5, 0xff] },
        { "another version", [5, 1, 2, 5, 2, .. "me"u8, 6, .. "secret"u8], [5, 2, 1, 1] },
        { "the right name, the beginning of the password", [5, 1, 2, 1, 2, .. "me"u8, 5, .. "secre"u8], [5, 2, 1, 1] },
        { "the right password, another name", [5, 1, 2, 1, 2, .. "yo"u8, 6, .. "secret"u8], [5, 2, 1, 1] },
        { "255 bytes each", [5, 1, 2, 1, 255, .. new byte[255], 255, .. new byte[255]], [5, 2, 1, 1] },
        { "nothing", [5, 1, 2, 1, 0, 0], [5, 2, 1, 1] },
        { "both right, then BIND", [5, 2, 0, 2, 1, 2, .. "me"u8, 6, .. "secret"u8, 5, 2, 0, 1, 127, 0, 0, 1, 0, 80], [5, 2, 1, 0, .. Failure(7)] },
    };

    [Theory]
    [MemberData(nameof(Conversations))]
    public void EveryAnswerIsExact(string what, byte[] said, byte[] answer) => Converse(what, said, answer, user: null);

    [Theory]
    [MemberData(nameof(PasswordConversations))]
    public void EveryAnswerWithAPasswordIsExact(string what, byte[] said, byte[] answer) => Converse(what, said, answer, user: "me:secret");

    [Fact]
    public void ARefusedTargetIsToldFromAnUnreachableOne()
    {
        using var proxy = new RunningProxy();
        using (var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            // Bound, so that nobody else gets the port, but not listening.
            bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Assert.Equal([5, 0, .. Failure(5)], Ask(proxy, Client.Connect((IPEndPoint)bound.LocalEndPoint!)));
        }

        // A label of more than 63 bytes: no resolver asks anyone about it.
        Assert.Equal([5, 0, .. Failure(4)], Ask(proxy, Client.Connect(new string('a', 70) + ".example", 80)));
    }

    [Theory]
    [InlineData(SocketError.NetworkUnreachable, 3)]
    [InlineData(SocketError.NetworkDown, 3)]
    [InlineData(SocketError.HostUnreachable, 4)]
    [InlineData(SocketError.HostNotFound, 4)]
    [InlineData(SocketError.TryAgain, 4)]
    [InlineData(SocketError.TimedOut, 4)]
    [InlineData(SocketError.ConnectionRefused, 5)]
    [InlineData(SocketError.AccessDenied, 2)]
    [InlineData(SocketError.AddressFamilyNotSupported, 8)]
    [InlineData(SocketError.ProtocolNotSupported, 1)]
    public void EveryFailureToConnectHasItsCode(SocketError error, byte code) =>
        Assert.Equal((ReplyCode)code, ReplyCodes.Explaining(new SocketException((int)error)));

    [Fact]
    public void AnExceptionThatIsNotTheTargetsHasNoCode() => Assert.Null(ReplyCodes.Explaining(new InvalidOperationException()));

    [Fact]
    public void AConnectionSaysFromWhereItGoesOut()
    {
        using var origin = Origin.OfEcho();
        using var proxy = new RunningProxy();
        foreach (var request in new[] { Client.Connect(origin.EndPoint), Client.Connect("127.0.0.1", origin.EndPoint.Port) })
        {
            using var client = new Client(proxy.EndPoint);
            client.Send(5, 1, 0);
            Assert.Equal([5, 0], client.Receive(2));
            client.Send(request);
            var reply = client.Receive(10);
            Assert.Equal([5, 0, 0, 1, 127, 0, 0, 1], reply[..8]);
            Assert.NotEqual(0, (reply[8] << 8) | reply[9]);
        }
    }

    private static void Converse(string what, byte[] said, byte[] answer, string? user)
    {
        Credentials? credentials = null;
        Assert.True(user is null || Credentials.TryParse(user, out credentials));
        using var proxy = new RunningProxy(credentials);
        foreach (var drips in new[] { false, true })
        {
            using (var client = new Client(proxy.EndPoint))
            {
                // Everything is said before anything is read: the proxy must not mind, and must not lose its answer either.
                foreach (var packet in said.Chunk(drips && said.Length < 1000 ? 1 : said.Length))
                    client.Socket.Send(packet);
                client.Socket.Shutdown(SocketShutdown.Send);
                Assert.True(answer.AsSpan().SequenceEqual(client.ReceiveToEnd()), what);
            }

            proxy.WaitUntilEmpty();
        }
    }

    private static byte[] Ask(RunningProxy proxy, byte[] request)
    {
        using var client = new Client(proxy.EndPoint);
        client.Send([.. Greeting, .. request]);
        return client.ReceiveToEnd();
    }

    private static byte[] Failure(byte code) => [5, code, 0, 1, 0, 0, 0, 0, 0, 0];
}
