using System.Net.Sockets;

namespace PollGen;

/// <summary>
/// Waits until a socket has something to read, without a buffer: a receive of zero bytes, whose arguments are used again and
/// again. Used by the stream's reader; only the callback comes from elsewhere.
/// </summary>
/// <remarks>
/// A wait that is given up stays in flight, since .NET cannot take it back; it consumes nothing. The next wait joins it, or
/// starts anew if it has completed meanwhile: what it announced may have been read since.
/// </remarks>
internal sealed class ReadWait : SocketAsyncEventArgs
{
    private Signal signal;
    private bool isInFlight;

    internal ReadWait()
        : base(true) => SetBuffer(Array.Empty<byte>(), 0, 0);

    /// <summary>Polls for readiness; <see cref="SocketAsyncEventArgs.SocketError"/> then says how it came.</summary>
    internal bool Poll(Socket socket, in PollContext cx, bool isNewWait)
    {
        if (isInFlight)
        {
            if (!signal.Poll(cx.Waker))
                return false;
            isInFlight = false;
            if (!isNewWait || SocketError != SocketError.Success)
                return true;
        }

        signal.Reset();
        signal.Poll(cx.Waker);
        isInFlight = true;
        if (socket.ReceiveAsync(this))
            return false;
        isInFlight = false;
        signal.Reset();
        return true;
    }

    internal void Leave() => signal.Leave();

    /// <summary>Wakes who waits, because the stream is disposed.</summary>
    internal void Interrupt() => signal.Nudge();

    protected override void OnCompleted(SocketAsyncEventArgs e) => signal.Set();
}
