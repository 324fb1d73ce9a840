using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using PollGen;

namespace Socks5Proxy;

/// <summary>Accepts clients and serves each of them by one spawned future, all on the thread that calls <see cref="Run"/>.</summary>
internal sealed partial class Server : IDisposable
{
    private readonly Options options;
    private readonly TcpAcceptor acceptor;
    private readonly LocalExecutor executor;
    private readonly JoinHandle<Unit> accepting;
    private int connectionCount;

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Where, and for whom.</param>
    /// <param name="report">Takes exceptions that nobody has foreseen. They end their connection, and nothing else.</param>
    /// <exception cref="SocketException">The address is in use or not this machine's.</exception>
    public Server(Options options, Action<Exception> report)
    {
        this.options = options;
        acceptor = TcpAcceptor.Listen(options.Listen);
        executor = new LocalExecutor(options.Clock);
        executor.UnhandledException += exception =>
        {
            // A connection that is cancelled while an exception is on its way runs no catch, and ends with it.
            if (!Connection.IsForeseen(exception))
                report(exception);
        };
        accepting = executor.Spawn(AcceptAll());
    }

    /// <summary>What a connection costs while it waits: the future that serves it, with everything it holds by then.</summary>
    public static int ConnectionSize => Unsafe.SizeOf<ServeMachine>();

    public IPEndPoint EndPoint => acceptor.LocalEndPoint;

    /// <summary>How many clients there are at the moment.</summary>
    public int ConnectionCount => Volatile.Read(ref connectionCount);

    /// <summary>Serves until <see cref="Stop"/> is called.</summary>
    public void Run()
    {
        try
        {
            executor.RunUntilComplete(accepting);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Ends <see cref="Run"/>. May be called from any thread, any number of times.</summary>
    public void Stop() => accepting.Cancel();

    /// <summary>Cancels the connections that are left. Their clean-up says goodbye; it may take until <see cref="Options.ShutdownTime"/> is over.</summary>
    /// <returns>The connections that were not over by then, and where they wait.</returns>
    public IReadOnlyList<UnfinishedTask> Shutdown()
    {
        acceptor.Dispose();
        executor.Shutdown(options.ShutdownTime, out var unfinished);
        return unfinished;
    }

    /// <summary>The same, for one who does not ask.</summary>
    public void Dispose() => Shutdown();

    [Coroutine]
    private void AcceptAll(Co co)
    {
        while (true)
        {
            try
            {
                executor.SpawnDetached(Serve(co.Await(acceptor.Accept())));
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                // The client stays in the queue; in a moment another one may have left.
                co.Await(Future.Delay(TimeSpan.FromMilliseconds(50)));
            }
            catch (SocketException)
            {
                // It has left before its turn.
            }

            // The new future takes its first step before anything else can happen here: from then on it owns its client.
            co.Await(Future.Yield());
        }
    }

    [Coroutine]
    private void Serve(Co co, TcpStream client)
    {
        connectionCount++;
        try
        {
            using (client)
                Connection.Serve(co, client, options);
        }
        finally
        {
            connectionCount--;
        }
    }
}
