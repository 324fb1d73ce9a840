using System.Net;
using System.Net.Sockets;

namespace PollGen.Soak;

/// <summary>Everybody but the proxy: clients, and the targets that they ask for. Written with .NET's own sockets.</summary>
internal sealed class World
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Tally tally;
    private readonly Target target = new();
    private readonly IPEndPoint closed;
    private readonly Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> queue = [];

    public World(Tally tally)
    {
        this.tally = tally;
        using (var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            closed = (IPEndPoint)listener.LocalEndPoint!;
        }

        // Its queue is full: who connects to it waits.
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            queue.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false });
            try
            {
                queue[i].Connect(full.LocalEndPoint!);
            }
            catch (SocketException)
            {
                // Under way.
            }
        }
    }

    /// <summary>Lets one client come and go.</summary>
    public async Task Visit(IPEndPoint proxy, Random random)
    {
        var visitor = new Visitor(proxy, target.EndPoint, closed, (IPEndPoint)full.LocalEndPoint!, random);
        tally.Ended(await visitor.Visit().WaitAsync(Patience));
    }

    /// <summary>Waits until no target has a connection.</summary>
    public async Task Empty()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (target.Count > 0)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"{target.Count} targets wait for the end of their connections: the proxy has not closed them.");
            await Task.Delay(5);
        }
    }
}
