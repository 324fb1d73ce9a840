using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace Socks5Proxy.Tests;

/// <summary>What clients and targets see when the proxy shuts down, wherever they are.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan LongTime = TimeSpan.FromMinutes(10);

    [Fact]
    public void BothSidesOfARelayAreToldTheEndAndMayHangUpInTheirTime()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var proxy = new RunningProxy(new Options { FarewellTime = LongTime, ShutdownTime = LongTime });
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect((IPEndPoint)listener.LocalEndpoint));
        using var target = listener.AcceptSocket();

        proxy.Stop();
        Assert.Empty(client.ReceiveToEnd());
        Assert.Equal(0, target.Receive(new byte[1]));
        // What comes too late is thrown away, and resets nothing.
        client.Send(1, 2, 3);
        target.Send([4, 5, 6]);
        Assert.Equal(1, proxy.ConnectionCount);
        client.Socket.Shutdown(SocketShutdown.Send);
        target.Shutdown(SocketShutdown.Send);
        Assert.Empty(proxy.Unfinished());
        Assert.Equal(0, proxy.ConnectionCount);
    }

    [Fact]
    public void WhatIsOnItsWayArrives()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var proxy = new RunningProxy(new Options { FarewellTime = LongTime, ShutdownTime = LongTime });
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect((IPEndPoint)listener.LocalEndpoint));
        using var target = listener.AcceptSocket();

        // The target does not read until the proxy has a chunk in its hands, and bytes behind it, in both kernels.
        var said = new byte[1 << 20];
        new Random(3).NextBytes(said);
        client.Socket.Blocking = false;
        var sent = SendUntilFull(client.Socket, said);
        proxy.Stop();
        Thread.Sleep(50);

        var heard = new MemoryStream();
        var chunk = new byte[100_000];
        target.ReceiveTimeout = 20_000;
        while (target.Receive(chunk) is > 0 and var count)
            heard.Write(chunk, 0, count);
        Assert.InRange(heard.Length, 1, sent);
        Assert.Equal(Repeated(said, heard.Length), heard.ToArray());
        client.Socket.Close();
        target.Close();
        Assert.Empty(proxy.Unfinished());
    }

    [Fact]
    public void AClientThatWaitsForItsTargetIsAnswered()
    {
        // Whose queue is full: on Linux further connections are neither taken nor refused.
        if (!OperatingSystem.IsLinux())
            return;
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var fillers = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToArray();
        foreach (var filler in fillers)
            _ = filler.ConnectAsync(full.LocalEndPoint!);

        using var proxy = new RunningProxy(new Options { FarewellTime = LongTime, ShutdownTime = LongTime, Patience = LongTime });
        using var client = new Client(proxy.EndPoint);
        client.Send(5, 1, 0);
        Assert.Equal([5, 0], client.Receive(2));
        int waiting = ConnectingTo(full);
        client.Send(Client.Connect((IPEndPoint)full.LocalEndPoint!));
        Assert.True(SpinWait.SpinUntil(() => ConnectingTo(full) > waiting, TimeSpan.FromSeconds(20)), "The proxy does not wait for its target: perhaps the queue is not full.");
        proxy.Stop();
        Assert.Equal([5, 1, 0, 1, 0, 0, 0, 0, 0, 0], client.Receive(10));
        client.Socket.Close();
        Assert.Empty(proxy.Unfinished());
        foreach (var filler in fillers)
            filler.Dispose();
    }

    // The sockets whose first packet to the listener has not been answered, of the whole machine.
    private static int ConnectingTo(Socket listener)
    {
        string remote = $":{((IPEndPoint)listener.LocalEndPoint!).Port:X4} 02 ";
        return File.ReadLines("/proc/net/tcp").Count(line => line.Contains(remote, StringComparison.Ordinal));
    }

    [Fact]
    public void AClientInItsHandshakeSeesTheEnd()
    {
        using var proxy = new RunningProxy(new Options { FarewellTime = LongTime, ShutdownTime = LongTime });
        using var client = new Client(proxy.EndPoint);
        client.Send(5, 1, 0);
        Assert.Equal([5, 0], client.Receive(2));
        client.Send(5, 1);
        proxy.Stop();
        Assert.Empty(client.ReceiveToEnd());
        client.Socket.Close();
        Assert.Empty(proxy.Unfinished());
    }

    [Fact]
    public void TheDeadlineEndsAFarewellThatNobodyAnswersAndSaysWhere()
    {
        var clock = new FakeTimeProvider();
        using var origin = Origin.OfEcho();
        using var proxy = new RunningProxy(new Options { FarewellTime = LongTime, ShutdownTime = TimeSpan.FromMinutes(1), Clock = clock });
        using var polite = new Client(proxy.EndPoint);
        using var stubborn = new Client(proxy.EndPoint);
        polite.Open(Client.Connect(origin.EndPoint));
        stubborn.Open(Client.Connect(origin.EndPoint));
        polite.Socket.Shutdown(SocketShutdown.Send);
        proxy.Stop();
        using var ticking = new Timer(_ => clock.Advance(TimeSpan.FromMilliseconds(500)), null, 0, 5);

        var one = Assert.Single(proxy.Unfinished());
        Assert.Equal("Server.Serve", one.Name);
        Assert.Contains("Farewell.Say", one.Place!, StringComparison.Ordinal);
    }

    private static long SendUntilFull(Socket socket, byte[] bytes)
    {
        long sent = 0;
        for (var misses = 0; misses < 10;)
        {
            var at = (int)(sent % bytes.Length);
            var count = socket.Send(bytes.AsSpan(at), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                // What does not go on for so long is full to the brim.
                misses++;
                Thread.Sleep(20);
                continue;
            }

            Assert.Equal(SocketError.Success, error);
            sent += count;
            misses = 0;
        }

        return sent;
    }

    private static byte[] Repeated(byte[] bytes, long length)
    {
        var all = new byte[length];
        for (var i = 0; i < length; i++)
            all[i] = bytes[i % bytes.Length];
        return all;
    }
}
