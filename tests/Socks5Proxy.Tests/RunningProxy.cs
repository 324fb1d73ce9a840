using System.Collections.Concurrent;
using System.Net;

namespace Socks5Proxy.Tests;

/// <summary>A proxy on a thread of its own, and whatever it reports.</summary>
internal sealed class RunningProxy : IDisposable
{
    private readonly Server server;
    private readonly Thread thread;

    public RunningProxy(Credentials? credentials = null, TimeSpan? patience = null)
    {
        var options = new Options { Listen = new IPEndPoint(IPAddress.Loopback, 0), Credentials = credentials, Patience = patience ?? TimeSpan.FromSeconds(30) };
        server = new Server(options, Reported.Add);
        thread = new Thread(() =>
        {
            server.Run();
            server.Dispose();
        });
        thread.Start();
    }

    /// <summary>Exceptions that nobody has foreseen. There must not be any.</summary>
    public ConcurrentBag<Exception> Reported { get; } = [];

    public IPEndPoint EndPoint => server.EndPoint;

    public int ConnectionCount => server.ConnectionCount;

    public void WaitUntilEmpty()
    {
        Assert.True(SpinWait.SpinUntil(() => ConnectionCount == 0, TimeSpan.FromSeconds(20)), $"{ConnectionCount} connections are left.");
    }

    public void Dispose()
    {
        server.Stop();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "The proxy does not end.");
        Assert.Empty(Reported);
    }
}
