using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Socks5Proxy.Tests;

/// <summary>A server that answers every HTTP request with the same file, or echoes.</summary>
internal sealed class Origin : IDisposable
{
    private readonly TcpListener listener;

    private Origin(IPAddress address, Action<Socket> serve)
    {
        listener = new TcpListener(address, 0);
        listener.Start();
        new Thread(() => Accept(serve)) { IsBackground = true }.Start();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    public static Origin OfFile(byte[] file, IPAddress? address = null) => new(address ?? IPAddress.Loopback, socket =>
    {
        var request = new StringBuilder();
        var chunk = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = socket.Receive(chunk);
            if (count == 0)
                return;
            request.Append(Encoding.ASCII.GetString(chunk, 0, count));
        }

        socket.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {file.Length}\r\nConnection: close\r\n\r\n"));
        socket.Send(file);
        socket.Shutdown(SocketShutdown.Send);
        socket.Receive(chunk);
    });

    /// <summary>Sends back what it got when the client has said all: needs half-close both ways.</summary>
    public static Origin OfEcho() => new(IPAddress.Loopback, socket =>
    {
        var all = new MemoryStream();
        var chunk = new byte[4096];
        while (socket.Receive(chunk) is > 0 and var count)
            all.Write(chunk, 0, count);
        socket.Send(all.ToArray());
        socket.Shutdown(SocketShutdown.Send);
    });

    public void Dispose() => listener.Dispose();

    private void Accept(Action<Socket> serve)
    {
        try
        {
            while (true)
            {
                var socket = listener.AcceptSocket();
                new Thread(() =>
                {
                    using (socket)
                    {
                        try
                        {
                            serve(socket);
                        }
                        catch (SocketException)
                        {
                            // The other side has gone; some tests do that.
                        }
                    }
                })
                { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Disposed; while nobody accepts, the listener calls that "not listening".
        }
    }
}
