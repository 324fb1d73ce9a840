using System.Buffers;
using System.Net.Sockets;

namespace PollGen;

/// <summary>
/// Sends the bytes which a stream took when the kernel would not: .NET has no way to wait for room in the kernel's buffer, but
/// a pending send completes once there is. While it is under way nothing else is sent.
/// </summary>
/// <remarks>
/// Used by the stream's writer; the completion comes from another thread. Its buffer is rented for the time that it is needed.
/// The completion sets the signal as the very last, so nothing is started again before that. The lock orders the completion against what is to follow it (half-close, close); it is held for a few instructions.
/// </remarks>
internal sealed class SendDrain(Socket socket) : SocketAsyncEventArgs(true)
{
    private const int Capacity = 16 * 1024;

    // Bytes that a disposed stream still has to send may take this long; then the connection is reset.
    private static readonly TimeSpan LingerLimit = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Signal signal;
    private byte[]? buffer;

    // The writer's own: whether it has not yet seen the end.
    private bool isInFlight;

    // Under the lock: whether the end has not yet come.
    private bool isBusy;
    private bool shutDownAfter;
    private bool closeAfter;
    private Timer? lingering;

    /// <summary>The error with which a drain has ended; from then on nothing can be sent.</summary>
    internal SocketError Failure { get; private set; }

    /// <summary>Whether nothing is under way; if something is, its end wakes <paramref name="waker"/>.</summary>
    internal bool PollIdle(Waker waker)
    {
        if (!isInFlight)
            return true;
        if (!signal.Poll(waker))
            return false;
        isInFlight = false;
        ReturnBuffer();
        return true;
    }

    internal void Leave() => signal.Leave();

    /// <summary>Wakes who waits, because the stream is disposed.</summary>
    internal void Interrupt() => signal.Nudge();

    /// <summary>Takes as many bytes as fit and begins to send them. Only when idle.</summary>
    /// <returns>How many were taken.</returns>
    internal int Start(ReadOnlySpan<byte> source)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Capacity);
        int taken = Math.Min(source.Length, Capacity);
        source[..taken].CopyTo(rented);
        SetBuffer(rented, 0, taken);
        buffer = rented;
        signal.Reset();
        isInFlight = true;
        lock (gate)
            isBusy = true;
        Continue();
        return taken;
    }

    /// <summary>Has an action wait for the bytes under way.</summary>
    /// <returns>False when there are none: then the caller acts at once.</returns>
    internal bool TryDefer(bool shutDown = false, bool close = false)
    {
        lock (gate)
        {
            if (!isBusy)
                return false;
            shutDownAfter |= shutDown;
            closeAfter |= close;
            if (close)
                lingering = new Timer(static drain => ((SendDrain)drain!).Reset(), this, LingerLimit, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    private void ReturnBuffer()
    {
        // Taken by one: the writer, or the completion after the stream was disposed.
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        if (!IsFinished())
            Continue();
        else
            Finish();
    }

    private void Continue()
    {
        try
        {
            while (!socket.SendAsync(this))
            {
                if (IsFinished())
                {
                    Finish();
                    return;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            SocketError = SocketError.OperationAborted;
            Finish();
        }
    }

    private bool IsFinished()
    {
        if (SocketError != SocketError.Success || BytesTransferred == Count)
            return true;
        SetBuffer(Offset + BytesTransferred, Count - BytesTransferred);
        return false;
    }

    private void Finish()
    {
        bool shutDown, close;
        lock (gate)
        {
            Failure = SocketError;
            shutDown = shutDownAfter;
            close = closeAfter;
            isBusy = false;
        }

        try
        {
            if (shutDown && Failure == SocketError.Success)
                socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection is gone, which the other side notices anyhow.
        }

        if (close)
        {
            lingering?.Dispose();
            ReturnBuffer();
            socket.Dispose();
            Dispose();
        }

        signal.Set();
    }

    private void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed meanwhile.
        }

        socket.Dispose();
    }
}
