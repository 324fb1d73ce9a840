using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using PollGen.CompilerServices;

namespace PollGen;

/// <summary>The machine of <c>TcpStream.Connect</c>. Not thread-safe: polled by one owner.</summary>
public struct ConnectMachine : IFuture<TcpStream>
{
    private EndPoint? remote;
    private Attempt? attempt;

    internal ConnectMachine(EndPoint remote) => this.remote = remote;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out TcpStream result)
    {
        // Both absent while this runs: if it throws, the machine is over.
        Attempt? polled = attempt;
        EndPoint? target = remote;
        attempt = null;
        remote = null;
        polled ??= new Attempt(target ?? throw Machine.NotSuspended("TcpStream.Connect"));
        if (!polled.Poll(in cx))
        {
            attempt = polled;
            Unsafe.SkipInit(out result);
            return false;
        }

        result = polled.Take();
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (attempt is null)
            return true;
        if (!attempt.PollCancel(in cx))
            return false;
        attempt = null;
        return true;
    }

    /// <summary>One attempt under way: the socket and .NET's own wait for it, which alone can resolve names.</summary>
    private sealed class Attempt
    {
        private readonly CancellationTokenSource cancellation = new();
        private readonly Socket socket;
        private Future<ValueTaskMachine, Unit> connecting;

        internal Attempt(EndPoint remote)
        {
            socket = remote is IPEndPoint ip
                ? new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            connecting = Start(remote).AsFuture();
        }

        internal bool Poll(in PollContext cx)
        {
            try
            {
                return connecting.Poll(in cx, out _);
            }
            catch
            {
                Close();
                throw;
            }
        }

        /// <summary>Once connected.</summary>
        internal TcpStream Take()
        {
            cancellation.Dispose();
            try
            {
                return new TcpStream(socket);
            }
            catch
            {
                // Connected and lost again.
                socket.Dispose();
                throw;
            }
        }

        internal bool PollCancel(in PollContext cx)
        {
            if (!cancellation.IsCancellationRequested)
                cancellation.Cancel();
            try
            {
                if (!connecting.Poll(in cx, out _))
                    return false;
            }
            catch (Exception)
            {
                // It has failed, as it should or by itself; nobody asks any more.
            }

            Close();
            return true;
        }

        private ValueTask Start(EndPoint remote)
        {
            try
            {
                return socket.ConnectAsync(remote, cancellation.Token);
            }
            catch
            {
                Close();
                throw;
            }
        }

        private void Close()
        {
            socket.Dispose();
            cancellation.Dispose();
        }
    }
}
