using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using PollGen.CompilerServices;

namespace PollGen;

/// <summary>Listens for TCP connections.</summary>
/// <remarks>One future may accept at a time; otherwise not thread-safe. <see cref="Dispose"/> may come from any thread.</remarks>
public sealed class TcpAcceptor : IDisposable
{
    private readonly Socket socket;
    private readonly AcceptWait wait = new();
    private bool isAwaited;
    private bool isDisposed;

    private TcpAcceptor(Socket listening)
    {
        socket = listening;
        LocalEndPoint = (IPEndPoint)listening.LocalEndPoint!;
    }

    /// <summary>The address listened at, with the port that was chosen if none was given.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="local">The address; port 0 lets the system choose one.</param>
    /// <param name="backlog">How many connections the system keeps until they are accepted.</param>
    /// <returns>The acceptor.</returns>
    /// <exception cref="SocketException">The address is in use or not this machine's.</exception>
    public static TcpAcceptor Listen(IPEndPoint local, int backlog = 512)
    {
        ArgumentNullException.ThrowIfNull(local);
        var socket = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(local);
            socket.Listen(backlog);
            return new TcpAcceptor(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a connection.</summary>
    /// <returns>
    /// The future. It throws <see cref="SocketException"/> when a connection is lost before it is accepted, or the process has too many.
    /// Cancelling it loses nothing: a connection that comes is kept for the next call.
    /// </returns>
    public Future<AcceptMachine, TcpStream> Accept() => new(new AcceptMachine(this));

    /// <summary>Stops listening. A future that waits throws <see cref="ObjectDisposedException"/>; connections nobody has accepted are closed.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        socket.Dispose();
        wait.Close();
    }

    internal bool PollAccept(ref bool isWaiting, in PollContext cx, out TcpStream result)
    {
        Unsafe.SkipInit(out result);
        if (!isWaiting && isAwaited)
            throw new InvalidOperationException("Another future is waiting to accept. An acceptor has one at a time.");
        isWaiting = isAwaited = false;
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!wait.Poll(socket, in cx))
        {
            if (Volatile.Read(ref isDisposed))
                throw new ObjectDisposedException(nameof(TcpAcceptor));
            isWaiting = isAwaited = true;
            return false;
        }

        Socket? accepted = wait.Take(out SocketError error);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (error != SocketError.Success)
            throw new SocketException((int)error);
        try
        {
            result = new TcpStream(accepted!);
            return true;
        }
        catch
        {
            // Accepted and lost again.
            accepted!.Dispose();
            throw;
        }
    }

    internal void Leave()
    {
        isAwaited = false;
        wait.Leave();
    }

    /// <summary>The accept under way, used again and again. One that nobody waits for any more keeps its connection.</summary>
    private sealed class AcceptWait() : SocketAsyncEventArgs(true)
    {
        private Signal signal;
        private bool isInFlight;
        private volatile bool isClosed;

        internal bool Poll(Socket listening, in PollContext cx)
        {
            if (isInFlight)
                return signal.Poll(cx.Waker);
            signal.Reset();
            signal.Poll(cx.Waker);
            isInFlight = true;
            if (listening.AcceptAsync(this))
                return false;
            signal.Reset();
            return true;
        }

        internal Socket? Take(out SocketError error)
        {
            isInFlight = false;
            error = SocketError;
            Socket? accepted = AcceptSocket;
            AcceptSocket = null;
            if (error != SocketError.Success || isClosed)
                accepted?.Dispose();
            return accepted;
        }

        internal void Leave() => signal.Leave();

        internal void Close()
        {
            isClosed = true;
            if (signal.IsSet)
                AcceptSocket?.Dispose();
            signal.Nudge();
            Dispose();
        }

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            signal.Set();
            // Either this sees the mark, or Close sees the signal; disposing twice is harmless.
            if (isClosed)
                AcceptSocket?.Dispose();
        }
    }
}

/// <summary>The machine of <see cref="TcpAcceptor.Accept"/>. Not thread-safe: polled by one owner.</summary>
[CancelSafe]
public struct AcceptMachine : IFuture<TcpStream>
{
    private TcpAcceptor? acceptor;
    private bool isWaiting;

    internal AcceptMachine(TcpAcceptor acceptor) => this.acceptor = acceptor;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out TcpStream result)
    {
        TcpAcceptor polled = acceptor ?? throw Machine.NotSuspended("TcpAcceptor.Accept");
        acceptor = null;
        if (polled.PollAccept(ref isWaiting, in cx, out result))
            return true;
        acceptor = polled;
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (isWaiting)
        {
            acceptor!.Leave();
            this = default;
        }

        return true;
    }
}
