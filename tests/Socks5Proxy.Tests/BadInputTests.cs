using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Socks5Proxy.Tests;

/// <summary>Clients that say the wrong thing, too little, or nothing: each gets its answer, and the next one is served.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void AWrongVersionEndsTheConnection()
    {
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        client.Send(4, 1, 0, 80, 127, 0, 0, 1, 0);
        Assert.Empty(client.ReceiveToEnd());
        proxy.WaitUntilEmpty();
    }

    [Fact]
    public void NoAcceptableMethodIsSaid()
    {
        Assert.True(Credentials.TryParse("me:secret", out var credentials));
        using var proxy = new RunningProxy(credentials);
        using var client = new Client(proxy.EndPoint);
        client.Send(5, 1, 0);
        Assert.Equal([5, 0xff], client.ReceiveToEnd());
    }

    [Theory]
    [InlineData("me", "wrong")]
    [InlineData("you", "secret")]
    [InlineData("", "")]
    public void BadCredentialsAreRefused(string name, string password)
    {
        Assert.True(Credentials.TryParse("me:secret", out var credentials));
        using var proxy = new RunningProxy(credentials);
        using var client = new Client(proxy.EndPoint);
        client.Send(5, 1, 2);
        Assert.Equal([5, 2], client.Receive(2));
        client.Send([1, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)password.Length, .. Encoding.ASCII.GetBytes(password)]);
        Assert.Equal([1, 1], client.ReceiveToEnd());
    }

    [Fact]
    public void AHostNameOf255BytesIsReadWholeAndNotFound()
    {
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        Assert.Equal(4, client.Refusal(Client.Connect(new string('a', 255), 80)));
    }

    [Fact]
    public void ARefusedTargetIsSaid()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var target = (IPEndPoint)closed.LocalEndpoint;
        closed.Stop();
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        Assert.Equal(5, client.Refusal(Client.Connect(target)));
    }

    [Theory]
    [InlineData(2, 1, 7)]
    [InlineData(3, 1, 7)]
    [InlineData(1, 9, 8)]
    public void UnknownCommandsAndAddressesAreSaid(byte command, byte addressType, byte reply)
    {
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        Assert.Equal(reply, client.Refusal([5, command, 0, addressType, 127, 0, 0, 1, 0, 80]));
    }

    [Fact]
    public void ASlowHandshakeIsEnded()
    {
        using var proxy = new RunningProxy(patience: TimeSpan.FromMilliseconds(200));
        using var client = new Client(proxy.EndPoint);
        client.Send(5);
        Assert.Empty(client.ReceiveToEndOrReset());
        proxy.WaitUntilEmpty();
    }

    [Fact]
    public void TenThousandThatComeAndGoLeaveNothingBehind()
    {
        byte[] file = [1, 2, 3];
        using var origin = Origin.OfFile(file);
        using var proxy = new RunningProxy();
        byte[] handshake = [5, 1, 0, .. Client.Connect(origin.EndPoint)];
        var random = new Random(1);
        var before = -1;
        for (var i = 0; i < 10_000; i++)
        {
            using (var client = new Client(proxy.EndPoint))
            {
                var said = random.Next(handshake.Length);
                client.Socket.Send(handshake, 0, said, SocketFlags.None);
                if (random.Next(2) == 0)
                    client.Socket.LingerState = new LingerOption(true, 0);
            }

            if (i % 500 == 0)
                Serve(proxy, origin, file);
            if (i == 1000)
            {
                proxy.WaitUntilEmpty();
                before = Descriptors();
            }
        }

        proxy.WaitUntilEmpty();
        Serve(proxy, origin, file);
        proxy.WaitUntilEmpty();
        Assert.InRange(Descriptors() - before, -100, 20);
    }

    [Fact]
    public void OpenConnectionsAreClosedWhenTheProxyStops()
    {
        using var origin = Origin.OfEcho();
        var proxy = new RunningProxy();
        using var silent = new Client(proxy.EndPoint);
        using var open = new Client(proxy.EndPoint);
        open.Open(Client.Connect(origin.EndPoint));
        proxy.Dispose();
        Assert.Equal(0, proxy.ConnectionCount);
        Assert.Empty(silent.ReceiveToEndOrReset());
        Assert.Empty(open.ReceiveToEndOrReset());
    }

    private static void Serve(RunningProxy proxy, Origin origin, byte[] file)
    {
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect(origin.EndPoint));
        client.Send(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"));
        Assert.Equal(file, client.ReceiveToEnd()[^3..]);
    }

    private static int Descriptors() => OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
