using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace PollGen.Runtime.Tests;

public class TcpStreamTests
{
    [Fact]
    public void Echoes_through_futures_that_hold_their_buffers()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        using (server)
        {
            Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
            Frame frame = default;
            for (int i = 0; i < 64; i++)
                frame[i] = (byte)i;
            Loopback.Run(Future.Join(client.WriteAll(frame, 64), server.ReadExactly<Frame>().Then(f =>
            {
                Assert.Equal(Enumerable.Range(0, 64).Select(i => (byte)i), ((ReadOnlySpan<byte>)f).ToArray());
                return f;
            })));
            Loopback.Run(Future.Join(server.WriteAll(frame, 10), client.ReadExactly<Frame>(10).Then(f =>
            {
                Assert.Equal(9, f[9]);
                Assert.Equal(0, f[10]);
                return f;
            })));
        }
    }

    [Fact]
    public void Reads_and_writes_without_waiting()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        using (server)
        {
            byte[] buffer = new byte[10];
            Assert.False(server.TryRead(buffer, out int read));
            Assert.Equal(0, read);
            Assert.True(client.TryWrite("hello"u8, out int written));
            Assert.Equal(5, written);
            Future.BlockOn(client.Writable());
            Future.BlockOn(server.Readable());
            Assert.True(server.TryRead(buffer, out read));
            Assert.Equal("hello"u8.ToArray(), buffer[..read]);
            Assert.Throws<ArgumentException>(() => server.TryRead(default, out _));
            client.ShutdownSend();
            Future.BlockOn(server.Readable());
            Assert.True(server.TryRead(buffer, out read));
            Assert.Equal(0, read);
            Assert.Throws<InvalidOperationException>(() => client.TryWrite("x"u8, out _));
            Assert.True(server.TryWrite("back"u8, out _));
            Assert.Equal(4, Future.BlockOn(client.Read(buffer)));
            client.NoDelay = true;
            Assert.True(client.NoDelay);
        }
    }

    [Fact]
    public void Keeps_order_and_content_of_50_MB_when_the_reader_is_slow()
    {
        const int Size = 50 << 20;
        var (client, server) = Loopback.Pair();
        using (server)
        {
            byte[] sent = new byte[Size];
            new Random(3).NextBytes(sent);
            byte[] received = new byte[Size];
            Exception? error = null;
            var writer = new Thread(() => error = Record.Exception(() =>
            {
                Future.BlockOn(client.WriteAll(sent));
                client.ShutdownSend();
            }));
            writer.Start();
            Thread.Sleep(100);
            Assert.True(writer.IsAlive);
            int total = 0;
            for (int round = 0; ; round++)
            {
                int n = Future.BlockOn(server.Read(total < Size ? received.AsMemory(total, Math.Min(200_000, Size - total)) : new byte[1]));
                if (n == 0)
                    break;
                total += n;
                if (round % 50 == 0)
                    Thread.Sleep(1);
            }

            Assert.True(writer.Join(30_000));
            Assert.Null(error);
            Assert.Equal(Size, total);
            Assert.True(sent.AsSpan().SequenceEqual(received));
            client.Dispose();
        }
    }

    [Fact]
    public void Takes_no_more_while_bytes_are_sent_in_the_background()
    {
        var (client, server) = Loopback.Pair();
        using (server)
        {
            byte[] chunk = new byte[100_000];
            long total = 0;
            while (client.TryWrite(chunk, out int written))
                total += written;
            Assert.False(client.TryWrite(chunk, out int none));
            Assert.Equal(0, none);
            var writable = client.Writable();
            Assert.False(writable.Poll(default, out _));
            Assert.Throws<InvalidOperationException>(() => client.TryWrite(chunk, out _));
            Assert.True(writable.PollCancel(default));
            Assert.False(client.TryWrite(chunk, out _));

            // Disposed with bytes under way: they still arrive, and then the end.
            client.Dispose();
            Assert.Throws<ObjectDisposedException>(() => client.TryWrite(chunk, out _));
            byte[] buffer = new byte[1 << 20];
            for (int n; (n = Future.BlockOn(server.Read(buffer))) > 0;)
                total -= n;
            Assert.Equal(0, total);
        }
    }

    [Fact]
    public void Half_close_waits_for_the_bytes_before_it()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        using (server)
        {
            byte[] chunk = new byte[100_000];
            long total = 0;
            while (client.TryWrite(chunk, out int written))
                total += written;
            client.ShutdownSend();
            byte[] buffer = new byte[1 << 20];
            for (int n; (n = Future.BlockOn(server.Read(buffer))) > 0;)
                total -= n;
            Assert.Equal(0, total);
            Assert.True(server.TryWrite("still open"u8, out _));
            Assert.Equal(10, Future.BlockOn(client.Read(buffer)));
        }
    }

    [Fact]
    public void A_failed_drain_is_reported_by_the_next_write()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        {
            byte[] chunk = new byte[100_000];
            while (client.TryWrite(chunk, out _))
            {
            }

            server.Dispose();       // with unread bytes: a reset
            Assert.Throws<SocketException>(() => Future.BlockOn(client.Flush()));
            Assert.Throws<SocketException>(() => client.TryWrite(chunk, out _));
        }
    }

    [Fact]
    public void A_reset_is_an_error_and_not_the_end_of_the_stream()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        {
            byte[] buffer = new byte[10];
            var readable = client.Readable();
            Assert.False(readable.Poll(default, out _));
            client.TryWrite("unread"u8, out _);
            Future.BlockOn(server.Readable());
            server.Dispose();
            Assert.Equal(SocketError.ConnectionReset, Wait().SocketErrorCode);
            Assert.Throws<SocketException>(() => client.TryRead(buffer, out _));

            SocketException Wait()
            {
                Future.BlockOn(readable);
                return Assert.Throws<SocketException>(() => client.TryRead(buffer, out _));
            }
        }
    }

    [Fact]
    public void A_cancelled_read_leaves_the_stream_usable()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        using (server)
        {
            byte[] buffer = new byte[100];
            for (int i = 0; i < 1000; i++)
            {
                var read = server.Read(buffer);
                Assert.False(read.Poll(default, out _));
                if (i % 2 == 0)
                    Assert.True(read.PollCancel(default));
                client.TryWrite("abc"u8, out _);
                if (i % 2 != 0)
                    Assert.True(read.PollCancel(default));
                Assert.Equal(3, Future.BlockOn(server.Read(buffer)));
                Assert.False(server.TryRead(buffer, out _));
            }
        }
    }

    [Fact]
    public void Has_one_reader_at_a_time()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        using (server)
        {
            byte[] buffer = new byte[100];
            var first = server.Read(buffer);
            Assert.False(first.Poll(default, out _));
            var second = server.ReadExactly<int>();
            Assert.Throws<InvalidOperationException>(() => second.Poll(default, out _));
            Assert.True(second.PollCancel(default));
            Assert.Throws<InvalidOperationException>(() => server.TryRead(buffer, out _));
            client.TryWrite("abc"u8, out _);
            Assert.Equal(3, Future.BlockOn(first));
            Assert.False(server.TryRead(buffer, out _));
        }
    }

    [Fact]
    public void An_early_end_is_told()
    {
        var (client, server) = Loopback.Pair();
        using (server)
        {
            client.TryWrite("abc"u8, out _);
            client.Dispose();
            Assert.Throws<EndOfStreamException>(() => Future.BlockOn(server.ReadExactly<int>()));
        }
    }

    [Fact]
    public void Dispose_wakes_who_waits()
    {
        var (client, server) = Loopback.Pair();
        using (client)
        {
            var waiter = new CountingWakeable();
            var read = server.Readable();
            Assert.False(read.Poll(new PollContext(new Waker(waiter)), out _));
            server.Dispose();
            // By Dispose, or by the receive that it aborts.
            Assert.True(SpinWait.SpinUntil(() => waiter.Count > 0, 10_000));
            Assert.Throws<ObjectDisposedException>(() => read.Poll(default, out _));
            Assert.True(read.PollCancel(default));
            server.Dispose();
        }
    }

    [Fact]
    public void A_refused_connection_says_so()
    {
        IPEndPoint free;
        using (var acceptor = Loopback.Listen())
            free = acceptor.LocalEndPoint;
        var e = Assert.Throws<SocketException>(() => Future.BlockOn(TcpStream.Connect(free)));
        Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
    }

    [Fact]
    public void Connects_by_name()
    {
        using var acceptor = Loopback.Listen();
        var (client, server) = Future.BlockOn(Future.Join(TcpStream.Connect("localhost", acceptor.LocalEndPoint.Port), acceptor.Accept()));
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_cancelled_accept_keeps_the_connection_for_the_next()
    {
        using var acceptor = Loopback.Listen();
        var accept = acceptor.Accept();
        Assert.False(accept.Poll(default, out _));
        var second = acceptor.Accept();
        Assert.Throws<InvalidOperationException>(() => second.Poll(default, out _));
        Assert.True(accept.PollCancel(default));
        using var client = Future.BlockOn(TcpStream.Connect(acceptor.LocalEndPoint));
        using var server = Future.BlockOn(acceptor.Accept());
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    }

    [Fact]
    public void A_disposed_acceptor_wakes_who_waits_and_closes_what_it_holds()
    {
        var acceptor = Loopback.Listen();
        var accept = acceptor.Accept();
        Assert.False(accept.Poll(default, out _));
        Assert.True(accept.PollCancel(default));
        using var client = Future.BlockOn(TcpStream.Connect(acceptor.LocalEndPoint));
        Thread.Sleep(20);
        acceptor.Dispose();
        Assert.Equal("ended", Read(client));
        var late = acceptor.Accept();
        Assert.Throws<ObjectDisposedException>(() => late.Poll(default, out _));

        static string Read(TcpStream stream)
        {
            try
            {
                return Future.BlockOn(stream.Read(new byte[1])) == 0 ? "ended" : "bytes";
            }
            catch (SocketException)
            {
                return "ended";
            }
        }
    }

    [Fact]
    public void A_cancelled_connect_closes_its_socket()
    {
        using var executor = new LocalExecutor();
        using var acceptor = Loopback.Listen();
        for (int i = 0; i < 200; i++)
        {
            var handle = executor.Spawn(TcpStream.Connect(acceptor.LocalEndPoint));
            executor.RunUntilIdle();
            handle.Cancel();
            try
            {
                executor.RunUntilComplete(handle).Dispose();
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    [Fact]
    public void Two_thousand_connections_leave_nothing_open()
    {
        using var acceptor = Loopback.Listen();
        OpenAndClose(10);
        int before = OpenDescriptors();
        OpenAndClose(2000);
        Assert.True(SpinWait.SpinUntil(() => OpenDescriptors() <= before + 20, 5000), $"{before} descriptors before, {OpenDescriptors()} after");

        void OpenAndClose(int count)
        {
            for (int i = 0; i < count; i++)
            {
                var (client, server) = Future.BlockOn(Future.Join(TcpStream.Connect(acceptor.LocalEndPoint), acceptor.Accept()));
                var read = server.Readable();
                read.Poll(default, out _);
                client.TryWrite("x"u8, out _);
                client.Dispose();
                server.Dispose();
            }
        }

        static int OpenDescriptors() => Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;
    }

    [InlineArray(64)]
    private struct Frame
    {
        private byte first;
    }
}
