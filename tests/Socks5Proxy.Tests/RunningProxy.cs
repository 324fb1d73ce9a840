using System.Collections.Concurrent;
using System.Net;
using PollGen;

namespace Socks5Proxy.Tests;

/// <summary>A proxy on a thread of its own, and whatever it reports.</summary>
internal sealed class RunningProxy : IDisposable
{
    private readonly Server server;
    private readonly Thread thread;
    private IReadOnlyList<UnfinishedTask> unfinished = [];

    public RunningProxy(Credentials? credentials = null, TimeSpan? patience = null)
        : this(new Options { Credentials = credentials, Patience = patience ?? TimeSpan.FromSeconds(30), FarewellTime = TimeSpan.FromSeconds(1) })
    {
    }

    public RunningProxy(Options options)
    {
        server = new Server(options with { Listen = new IPEndPoint(IPAddress.Loopback, 0) }, Reported.Add);
        thread = new Thread(() =>
        {
            server.Run();
            unfinished = server.Shutdown();
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

    /// <summary>Begins to shut down; <see cref="Unfinished"/> waits for the end.</summary>
    public void Stop() => server.Stop();

    /// <summary>What had not ended when the proxy was shut down.</summary>
    public IReadOnlyList<UnfinishedTask> Unfinished()
    {
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "The proxy does not end.");
        return unfinished;
    }

    public void Dispose()
    {
        Stop();
        Unfinished();
        Assert.Empty(Reported);
    }
}
