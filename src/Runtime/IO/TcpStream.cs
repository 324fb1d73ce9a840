using System.Net;
using System.Net.Sockets;

namespace PollGen;

/// <summary>A TCP connection, read and written without blocking and without buffers of its own while it waits.</summary>
/// <remarks>
/// <para><b>One reader, one writer.</b> At any time one future may read and one may write: two futures of a relay, or of two
/// tasks. A second reader or writer gets an <see cref="InvalidOperationException"/>. Otherwise not thread-safe; <see cref="Dispose"/>
/// may come from any thread.</para>
/// <para><b>Writing.</b> Bytes go straight to the kernel. When its buffer is full, the stream takes up to 16 KiB into a rented
/// buffer and sends them in the background; until that has ended, nothing more is taken. .NET offers no other way to wait for
/// room. Bytes that were taken count as written, like those in the kernel's buffer; if sending them fails, the next write,
/// <see cref="Writable"/> or <see cref="Flush"/> throws.</para>
/// <para>On an open stream, waiting, reading and writing allocate nothing after the first time.</para>
/// </remarks>
public sealed partial class TcpStream : IDisposable
{
    private readonly Socket socket;
    private bool isDisposed;

    internal TcpStream(Socket connected)
    {
        socket = connected;
        connected.Blocking = false;
        LocalEndPoint = (IPEndPoint)connected.LocalEndPoint!;
        RemoteEndPoint = (IPEndPoint)connected.RemoteEndPoint!;
    }

    /// <summary>This side's address.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>The other side's address.</summary>
    public IPEndPoint RemoteEndPoint { get; }

    /// <summary>Whether small writes are sent at once instead of being gathered (Nagle's algorithm). False at first, as in .NET.</summary>
    /// <exception cref="ObjectDisposedException">The stream is disposed.</exception>
    public bool NoDelay
    {
        get => socket.NoDelay;
        set => socket.NoDelay = value;
    }

    /// <summary>Opens a connection.</summary>
    /// <param name="remote">An <see cref="IPEndPoint"/>, or a <see cref="DnsEndPoint"/> whose name is resolved first; its addresses are tried in turn.</param>
    /// <returns>The future. Cancelling it closes the socket, and waits until .NET has let go of it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="remote"/> is null.</exception>
    /// <remarks>The future throws <see cref="SocketException"/> when the connection is refused or the name unknown.</remarks>
    public static Future<ConnectMachine, TcpStream> Connect(EndPoint remote)
    {
        ArgumentNullException.ThrowIfNull(remote);
        return new(new ConnectMachine(remote));
    }

    /// <summary>Opens a connection to a host by name.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">From 1 to 65535.</param>
    /// <inheritdoc cref="Connect(EndPoint)"/>
    public static Future<ConnectMachine, TcpStream> Connect(string host, int port) => Connect(new DnsEndPoint(host, port));

    /// <summary>
    /// Tells the other side that nothing more will be sent; reading goes on. Bytes taken before are sent first, in the background.
    /// </summary>
    /// <exception cref="SocketException">The connection is lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed.</exception>
    public void ShutdownSend()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        isSendShutDown = true;
        if (drain is null || !drain.TryDefer(shutDown: true))
            socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>
    /// Closes the connection. Futures that wait for it throw <see cref="ObjectDisposedException"/>. Bytes that the stream has taken
    /// and not yet sent are sent in the background before the socket closes, for up to 10 seconds; then the connection is
    /// reset, so that the other side cannot take a cut-off stream for a complete one.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        bool isLingering = drain?.TryDefer(close: true) == true;
        if (!isLingering)
        {
            socket.Dispose();
            drain?.Dispose();
        }

        readWait?.Interrupt();
        readWait?.Dispose();
        drain?.Interrupt();
    }
}
