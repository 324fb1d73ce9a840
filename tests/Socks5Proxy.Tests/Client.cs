using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Socks5Proxy.Tests;

/// <summary>A SOCKS5 client by hand, which can say whatever it wants, byte by byte if it wants.</summary>
internal sealed class Client : IDisposable
{
    private readonly bool drips;

    public Client(IPEndPoint proxy, bool drips = false)
    {
        this.drips = drips;
        Socket = new Socket(proxy.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 20_000 };
        Socket.Connect(proxy);
    }

    public Socket Socket { get; }

    public static byte[] Connect(IPEndPoint target)
    {
        var address = target.Address.GetAddressBytes();
        return [5, 1, 0, (byte)(address.Length == 4 ? 1 : 4), .. address, (byte)(target.Port >> 8), (byte)target.Port];
    }

    public static byte[] Connect(string host, int port) => [5, 1, 0, 3, (byte)Encoding.ASCII.GetByteCount(host), .. Encoding.ASCII.GetBytes(host), (byte)(port >> 8), (byte)port];

    public void Send(params byte[] bytes)
    {
        if (!drips)
        {
            Socket.Send(bytes);
            return;
        }

        foreach (var one in bytes)
        {
            Socket.Send([one]);
            Thread.Sleep(1);
        }
    }

    public byte[] Receive(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = Socket.Receive(bytes.AsSpan(read));
            if (more == 0)
                throw new EndOfStreamException($"{read} of {count} bytes, then the end.");
            read += more;
        }

        return bytes;
    }

    public byte[] ReceiveToEnd()
    {
        var all = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (Socket.Receive(chunk) is > 0 and var count)
            all.Write(chunk, 0, count);
        return all.ToArray();
    }

    /// <summary>The same where the end may also come as a reset, because something was left unread.</summary>
    public byte[] ReceiveToEndOrReset()
    {
        try
        {
            return ReceiveToEnd();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return [];
        }
    }

    /// <summary>Greets without a password and asks for a target; the proxy says yes.</summary>
    public void Open(byte[] request)
    {
        Send(5, 1, 0);
        Assert.Equal([5, 0], Receive(2));
        Send(request);
        var reply = Receive(4);
        Assert.Equal([5, 0, 0], reply[..3]);
        Receive(reply[3] == 1 ? 6 : 18);
    }

    /// <summary>Greets without a password and asks for a target; the proxy says why not.</summary>
    public byte Refusal(byte[] request)
    {
        Send(5, 1, 0);
        Assert.Equal([5, 0], Receive(2));
        Send(request);
        var reply = Receive(10);
        Assert.Equal(5, reply[0]);
        Assert.Empty(ReceiveToEnd());
        return reply[1];
    }

    public void Dispose() => Socket.Dispose();
}
