using System.Net;
using System.Net.Sockets;

namespace Socks5Proxy.Tests;

/// <summary>Who leaves when: clients in the middle of anything, and either side before the other.</summary>
public sealed class LeavingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AClientMayLeaveAfterAnyByte(bool byReset)
    {
        using var origin = Origin.OfEcho();
        Assert.True(Credentials.TryParse("me:secret", out var credentials));
        using var proxy = new RunningProxy(credentials);
        byte[] handshake = [5, 2, 0, 2, 1, 2, .. "me"u8, 6, .. "secret"u8, .. Client.Connect("localhost", origin.EndPoint.Port), .. "and some more"u8];
        for (var said = 0; said <= handshake.Length; said++)
        {
            using var client = new Client(proxy.EndPoint);
            client.Socket.Send(handshake.AsSpan(0, said));
            if (byReset)
                client.Socket.LingerState = new LingerOption(true, 0);
        }

        proxy.WaitUntilEmpty();
    }

    [Fact]
    public void WhatFollowsTheHandshakeInOnePacketReachesTheTarget()
    {
        using var origin = Origin.OfEcho();
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        client.Send([5, 1, 0, .. Client.Connect(origin.EndPoint), .. "impatient"u8]);
        client.Socket.Shutdown(SocketShutdown.Send);
        Assert.Equal([5, 0, 5, 0, 0, 1], client.Receive(6));
        client.Receive(6);
        Assert.Equal("impatient"u8, client.ReceiveToEnd());
    }

    [Fact]
    public void TheTargetMayHaveSaidAllBeforeTheClientBegins()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect((IPEndPoint)listener.LocalEndpoint));
        using var target = listener.AcceptSocket();
        target.ReceiveTimeout = 20_000;

        target.Send("goodbye"u8);
        target.Shutdown(SocketShutdown.Send);
        Assert.Equal("goodbye"u8, client.ReceiveToEnd());

        client.Socket.Send("but I have not yet spoken"u8);
        client.Socket.Shutdown(SocketShutdown.Send);
        var heard = new MemoryStream();
        var chunk = new byte[100];
        while (target.Receive(chunk) is > 0 and var count)
            heard.Write(chunk, 0, count);
        Assert.Equal("but I have not yet spoken"u8, heard.ToArray());
        proxy.WaitUntilEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhenOneSideIsLostTheOtherIsLetGo(bool isClientLost)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect((IPEndPoint)listener.LocalEndpoint));
        using var target = listener.AcceptSocket();
        var (lost, left) = isClientLost ? (client.Socket, target) : (target, client.Socket);

        lost.Close(0);
        left.ReceiveTimeout = 20_000;
        try
        {
            Assert.Equal(0, left.Receive(new byte[1]));
        }
        catch (SocketException e)
        {
            Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
        }

        left.Close();
        proxy.WaitUntilEmpty();
    }

    [Fact]
    public void ASideThatDoesNotReadHoldsTheOtherBackAndNobodyElse()
    {
        using var origin = Origin.OfFile(new byte[20_000_000]);
        using var proxy = new RunningProxy();
        using var greedy = new Client(proxy.EndPoint);
        greedy.Open(Client.Connect(origin.EndPoint));
        greedy.Send([.. "GET / HTTP/1.1\r\n\r\n"u8]);

        // Meanwhile others are served, and the greedy one gets everything once it reads.
        using var echo = Origin.OfEcho();
        for (var i = 0; i < 20; i++)
        {
            using var other = new Client(proxy.EndPoint);
            other.Open(Client.Connect(echo.EndPoint));
            other.Send([.. "hello"u8]);
            other.Socket.Shutdown(SocketShutdown.Send);
            Assert.Equal("hello"u8, other.ReceiveToEnd());
        }

        Assert.True(greedy.ReceiveToEnd().Length > 20_000_000);
    }

    [Fact]
    public async Task ManyAtOnceAreServedWhileMoreComeAndGo()
    {
        const int threads = 8, rounds = 250;
        using var origin = Origin.OfEcho();
        using var proxy = new RunningProxy();
        byte[] handshake = [5, 1, 0, .. Client.Connect(origin.EndPoint), .. "half a senten"u8];
        var served = 0;
        var workers = Enumerable.Range(0, threads).Select(seed => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(seed);
                for (var i = 0; i < rounds; i++)
                {
                    for (var leaving = 0; leaving < 4; leaving++)
                    {
                        using var passerBy = new Client(proxy.EndPoint);
                        passerBy.Socket.Send(handshake.AsSpan(0, random.Next(handshake.Length + 1)));
                        if (random.Next(2) == 0)
                            passerBy.Socket.LingerState = new LingerOption(true, 0);
                    }

                    using var client = new Client(proxy.EndPoint);
                    client.Open(Client.Connect(origin.EndPoint));
                    var said = new byte[random.Next(1, 5000)];
                    random.NextBytes(said);
                    client.Socket.Send(said);
                    client.Socket.Shutdown(SocketShutdown.Send);
                    Assert.True(said.AsSpan().SequenceEqual(client.ReceiveToEnd()));
                    Interlocked.Increment(ref served);
                }
            },
            TaskCreationOptions.LongRunning)).ToArray();
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(50));
        Assert.Equal(threads * rounds, served);
        proxy.WaitUntilEmpty();
    }
}
