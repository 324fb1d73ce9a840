using System.Collections.Concurrent;
using System.Net;
using Socks5Proxy;

namespace PollGen.Soak.Proxies;

/// <summary>The sample as it is.</summary>
internal sealed class SampleProxy : IProxy
{
    private readonly ConcurrentQueue<string> problems = new();
    private readonly Server server;
    private readonly Task running;

    public SampleProxy(Stage stage, Options limits)
    {
        server = new Server(limits with { Listen = new IPEndPoint(IPAddress.Loopback, 0) }, exception => problems.Enqueue($"unforeseen: {exception}"));
        running = stage.Run(() =>
        {
            server.Run();
            foreach (var task in server.Shutdown())
                problems.Enqueue($"let go: {task}");
            if (server.ConnectionCount != 0)
                problems.Enqueue($"{server.ConnectionCount} connections are counted after the shutdown");
        });
    }

    public IPEndPoint EndPoint => server.EndPoint;

    public IEnumerable<string> End()
    {
        server.Stop();
        running.Wait();
        return problems;
    }
}
