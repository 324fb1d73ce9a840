using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Socks5Proxy;

namespace PollGen.Soak.Proxies;

/// <summary>Serves connections as the sample does, on either executor, and cancels some of their tasks at random moments.</summary>
internal sealed partial class CancellingProxy : IProxy
{
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentQueue<string> problems = new();
    private readonly ConcurrentDictionary<TcpStream, byte> arrived = new();
    private readonly Options limits;
    private readonly Tally tally;
    private readonly Random random;
    private readonly TcpAcceptor acceptor = TcpAcceptor.Listen(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly LocalExecutor? local;
    private readonly ThreadPoolExecutor? pool;
    private readonly JoinHandle<Unit> accepting;
    private readonly Task? running;
    private int living;

    /// <summary>Begins to listen.</summary>
    /// <param name="stage">Where it runs; null: on the threads of the pool.</param>
    /// <param name="limits">How long things may take.</param>
    /// <param name="tally">Counts the tasks that were cancelled.</param>
    /// <param name="seed">Which tasks, and when.</param>
    public CancellingProxy(Stage? stage, Options limits, Tally tally, int seed)
    {
        this.limits = limits;
        this.tally = tally;
        random = new Random(seed);
        if (stage is null)
        {
            pool = new ThreadPoolExecutor();
            pool.UnhandledException += Report;
            accepting = pool.Spawn(AcceptAll());
            return;
        }

        local = new LocalExecutor();
        local.UnhandledException += Report;
        accepting = local.Spawn(AcceptAll());
        running = stage.Run(RunLocal);
    }

    public IPEndPoint EndPoint => acceptor.LocalEndPoint;

    public IEnumerable<string> End()
    {
        accepting.Cancel();
        if (pool is not null)
        {
            pool.Shutdown(limits.ShutdownTime, out var unfinished);
            LetGo(unfinished);
        }

        running?.Wait();
        acceptor.Dispose();
        foreach (var client in arrived.Keys)
            client.Dispose();
        if (living != 0)
            problems.Enqueue($"{living} connections have not run their clean-up");
        return problems;
    }

    private void RunLocal()
    {
        try
        {
            local!.RunUntilComplete(accepting);
        }
        catch (OperationCanceledException)
        {
        }

        local!.Shutdown(limits.ShutdownTime, out var unfinished);
        LetGo(unfinished);
    }

    private void LetGo(IReadOnlyList<UnfinishedTask> unfinished)
    {
        foreach (var task in unfinished)
            problems.Enqueue($"let go: {task}");
    }

    private void Report(Exception exception)
    {
        if (!Connection.IsForeseen(exception))
            problems.Enqueue($"unforeseen: {exception}");
    }

    [Coroutine]
    private void AcceptAll(Co co)
    {
        while (true)
        {
            TcpStream client;
            try
            {
                client = co.Await(acceptor.Accept());
            }
            catch (SocketException)
            {
                continue;
            }

            // A task that is cancelled before its first poll runs nothing, and no clean-up: until then the client is kept here.
            arrived.TryAdd(client, 0);
            var serving = Spawn(Serve(client));
            if (random.Next(3) == 0)
                Spawn(CancelLater(serving, client, random.NextDouble() * Latest));
            co.Await(Future.Yield());
        }
    }

    [Coroutine]
    private void Serve(Co co, TcpStream client)
    {
        arrived.TryRemove(client, out _);
        Interlocked.Increment(ref living);
        try
        {
            using (client)
                Connection.Serve(co, client, limits);
        }
        finally
        {
            Interlocked.Decrement(ref living);
        }
    }

    [Coroutine]
    private void CancelLater(Co co, JoinHandle<Unit> serving, TcpStream client, TimeSpan delay)
    {
        var first = co.Await(Future.Select(serving.Ended(), Future.Delay(delay)));
        var end = first.IsFirst(out var before) ? before : co.Await(serving.Stop());
        if (end.Exception is { } failure)
            Report(failure);
        if (end.IsCanceled)
            tally.Cancel();
        if (arrived.TryRemove(client, out _))
            client.Dispose();
    }

    private JoinHandle<T> Spawn<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => local is not null ? local.Spawn(future) : pool!.Spawn(future);
}
