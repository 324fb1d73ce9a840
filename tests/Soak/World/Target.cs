using System.Net;
using System.Net.Sockets;

namespace PollGen.Soak;

/// <summary>A server that sends back what it gets, most of the time.</summary>
internal sealed class Target
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private int count;

    public Target()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        _ = Accept();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>How many connections there are.</summary>
    public int Count => Volatile.Read(ref count);

    private async Task Accept()
    {
        var random = new Random(7);
        while (true)
        {
            var socket = await listener.AcceptAsync();
            Interlocked.Increment(ref count);
            _ = Serve(socket, random.Next(20), random.Next(30_000));
        }
    }

    private async Task Serve(Socket socket, int manner, int enough)
    {
        using (socket)
        {
            try
            {
                var heard = 0;
                var chunk = new byte[8192];
                if (manner == 0)
                    socket.Shutdown(SocketShutdown.Send);
                while (await socket.ReceiveAsync(chunk) is > 0 and var received)
                {
                    if (manner == 0)
                        continue;
                    heard += received;
                    if (manner <= 2 && heard >= enough)
                        break;
                    for (var sent = 0; sent < received;)
                        sent += await socket.SendAsync(chunk.AsMemory(sent, received - sent));
                }

                if (manner == 1)
                    socket.LingerState = new LingerOption(true, 0);
                else if (manner > 2)
                    socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The proxy has reset it.
            }
        }

        Interlocked.Decrement(ref count);
    }
}
