using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace PollGen;

public sealed partial class TcpStream
{
    private ReadWait? readWait;
    private bool isReadAwaited;
    private SocketError readFailure;

    /// <summary>Waits until <see cref="TryRead"/> has something to say: bytes, the end of the stream or an error.</summary>
    /// <returns>
    /// The future. It needs no buffer. Being ready is a hint: <see cref="TryRead"/> may still find nothing. Cancelling it loses nothing.
    /// </returns>
    public Future<ReadableMachine, Unit> Readable() => new(new ReadableMachine(this));

    /// <summary>Reads what has arrived, without waiting.</summary>
    /// <param name="destination">Where to; not empty.</param>
    /// <param name="read">How many bytes were read; 0 with the result true is the end of the stream.</param>
    /// <returns>False when nothing has arrived yet.</returns>
    /// <exception cref="SocketException">The connection is lost.</exception>
    /// <exception cref="InvalidOperationException">A future is waiting to read.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed.</exception>
    [MustUse("says whether anything has arrived")]
    public bool TryRead(Span<byte> destination, out int read)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (destination.IsEmpty)
            throw new ArgumentException("The destination is empty: the end of the stream could not be told.", nameof(destination));
        if (isReadAwaited)
            throw TwoReaders();
        if (readFailure != SocketError.Success)
            throw new SocketException((int)readFailure);

        read = socket.Receive(destination, SocketFlags.None, out SocketError error);
        switch (error)
        {
            case SocketError.Success:
                return true;
            case SocketError.WouldBlock:
                read = 0;
                return false;
            default:
                ObjectDisposedException.ThrowIf(isDisposed, this);
                // Kept: asked again, the kernel would call a reset connection the end of the stream.
                readFailure = error;
                throw new SocketException((int)error);
        }
    }

    /// <summary>Reads what there is, waiting until there is something.</summary>
    /// <param name="destination">Where to; not empty. Written only during a poll.</param>
    /// <returns>The future of the number of bytes; 0 is the end of the stream. Cancelling it loses nothing.</returns>
    [MustUse("says how many bytes have arrived, and whether the stream has ended")]
    public Future<ReadMachine, int> Read(Memory<byte> destination) => new(new ReadMachine(this, destination));

    /// <summary>Reads until a struct is full. The bytes go from the socket straight into the future, which holds the struct.</summary>
    /// <typeparam name="TBuffer">For example an inline array of bytes. Its bytes are taken as they come.</typeparam>
    /// <returns>
    /// The future. It throws <see cref="EndOfStreamException"/> when the stream ends before. Cancelling it loses the bytes that it has read.
    /// </returns>
    public Future<ReadExactlyMachine<TBuffer>, TBuffer> ReadExactly<TBuffer>()
        where TBuffer : unmanaged => ReadExactly<TBuffer>(Unsafe.SizeOf<TBuffer>());

    /// <summary>Reads a number of bytes into the beginning of a struct; the rest of it is zero.</summary>
    /// <param name="count">How many bytes; from 0 to the size of the struct.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or more than the struct holds.</exception>
    /// <inheritdoc cref="ReadExactly{TBuffer}()"/>
    public Future<ReadExactlyMachine<TBuffer>, TBuffer> ReadExactly<TBuffer>(int count)
        where TBuffer : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Unsafe.SizeOf<TBuffer>());
        return new(new ReadExactlyMachine<TBuffer>(this, count));
    }

    /// <summary>The wait of all reading machines.</summary>
    /// <param name="isWaiting">The machine's own: whether it is the one that waits.</param>
    /// <param name="cx">The context of the poll.</param>
    internal bool PollReadable(ref bool isWaiting, in PollContext cx)
    {
        bool isNewWait = !isWaiting;
        if (isNewWait && isReadAwaited)
            throw TwoReaders();
        isWaiting = isReadAwaited = false;
        ObjectDisposedException.ThrowIf(isDisposed, this);
        readWait ??= new ReadWait();
        if (readFailure == SocketError.Success && !readWait.Poll(socket, in cx, isNewWait))
        {
            // Dispose sets the mark, then wakes who waits; it may have come between.
            ObjectDisposedException.ThrowIf(Volatile.Read(ref isDisposed), this);
            isWaiting = isReadAwaited = true;
            return false;
        }

        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (readWait.SocketError != SocketError.Success)
            readFailure = readWait.SocketError;
        return true;
    }

    internal bool PollRead(Span<byte> destination, ref bool isWaiting, in PollContext cx, out int read)
    {
        read = 0;
        if (isWaiting && !PollReadable(ref isWaiting, in cx))
            return false;
        while (!TryRead(destination, out read))
        {
            if (!PollReadable(ref isWaiting, in cx))
                return false;
        }

        return true;
    }

    internal bool PollReadExactly(Span<byte> destination, ref int filled, ref bool isWaiting, in PollContext cx)
    {
        while (filled < destination.Length)
        {
            if (!PollRead(destination[filled..], ref isWaiting, in cx, out int read))
                return false;
            if (read == 0)
                throw new EndOfStreamException($"The stream ended after {filled} of {destination.Length} bytes.");
            filled += read;
        }

        return true;
    }

    /// <summary>Gives the wait up. Only for the machine that waits.</summary>
    internal void LeaveRead()
    {
        isReadAwaited = false;
        readWait!.Leave();
    }

    private static InvalidOperationException TwoReaders() => new("Another future is waiting to read from this stream. A stream has one reader at a time.");
}
