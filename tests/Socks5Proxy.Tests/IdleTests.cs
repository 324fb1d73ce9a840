using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace Socks5Proxy.Tests;

/// <summary>Connections on which nothing moves.</summary>
public sealed class IdleTests
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void ASilentConnectionIsEndedOnBothSidesWithoutAReset()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var proxy = new RunningProxy(new Options { IdleTime = IdleTime, Clock = clock });
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect((IPEndPoint)listener.LocalEndpoint));
        using var target = listener.AcceptSocket();
        using var ticking = new Timer(_ => clock.Advance(TimeSpan.FromMilliseconds(500)), null, 0, 5);

        Assert.Empty(client.ReceiveToEnd());
        Assert.Equal(0, target.Receive(new byte[1]));
        client.Socket.Close();
        target.Close();
        proxy.WaitUntilEmpty();
    }

    [Fact]
    public void OneThatIsSilentInOneDirectionOnlyIsKept()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var proxy = new RunningProxy(new Options { IdleTime = IdleTime, Clock = clock });
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect((IPEndPoint)listener.LocalEndpoint));
        using var target = listener.AcceptSocket();

        for (byte i = 0; i < 20; i++)
        {
            target.Send([i]);
            Assert.Equal([i], client.Receive(1));
            clock.Advance(IdleTime * 0.6);
        }

        target.Shutdown(SocketShutdown.Send);
        Assert.Empty(client.ReceiveToEnd());
    }

    [Fact]
    public void AClientThatDoesNotReadIsEndedToo()
    {
        using var origin = Origin.OfFile(new byte[20_000_000]);
        using var proxy = new RunningProxy(new Options { IdleTime = IdleTime, Clock = clock });
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect(origin.EndPoint));
        client.Send([.. "GET / HTTP/1.1\r\n\r\n"u8]);
        Assert.Equal("HTTP"u8, client.Receive(4));
        using var ticking = new Timer(_ => clock.Advance(TimeSpan.FromMilliseconds(500)), null, 0, 5);
        proxy.WaitUntilEmpty();
    }

    [Fact]
    public void ASlowHandshakeIsEndedWithoutAReset()
    {
        using var proxy = new RunningProxy(new Options { Clock = clock });
        using var client = new Client(proxy.EndPoint);
        client.Send(5, 1, 0);
        Assert.Equal([5, 0], client.Receive(2));
        using var ticking = new Timer(_ => clock.Advance(TimeSpan.FromMilliseconds(500)), null, 0, 5);
        Assert.Empty(client.ReceiveToEnd());
        proxy.WaitUntilEmpty();
    }
}
