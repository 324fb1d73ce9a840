using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace PollGen;

public sealed partial class TcpStream
{
    private SendDrain? drain;
    private bool isWriteAwaited;
    private bool isSendShutDown;

    /// <summary>Waits until <see cref="TryWrite"/> takes at least one byte, or throws.</summary>
    /// <returns>The future: ready when nothing is being sent in the background. Cancelling it loses nothing; the sending goes on.</returns>
    /// <remarks>Ready at once unless a write was taken while the kernel's buffer was full. Throws <see cref="SocketException"/> if that failed.</remarks>
    public Future<WritableMachine, Unit> Writable() => new(new WritableMachine(this));

    /// <summary>Waits until the kernel has all bytes that were written. (Not until the other side has them.)</summary>
    /// <returns>The future. Throws <see cref="SocketException"/> if sending has failed. Cancelling it loses nothing; the sending goes on.</returns>
    public Future<WritableMachine, Unit> Flush() => Writable();

    /// <summary>Writes as much as is taken without waiting.</summary>
    /// <param name="source">The bytes; they are copied.</param>
    /// <param name="written">How many were taken, from the beginning of <paramref name="source"/>.</param>
    /// <returns>False when none were, because bytes are being sent in the background: wait for <see cref="Writable"/>.</returns>
    /// <exception cref="SocketException">The connection is lost, or bytes taken before could not be sent.</exception>
    /// <exception cref="InvalidOperationException">A future is waiting to write, or <see cref="ShutdownSend"/> was called.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed.</exception>
    [MustUse("says whether any bytes were taken")]
    public bool TryWrite(ReadOnlySpan<byte> source, out int written)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (isSendShutDown)
            throw new InvalidOperationException("The sending side of this stream was shut down.");
        if (isWriteAwaited)
            throw TwoWriters();
        written = 0;
        if (drain is not null)
        {
            if (!drain.PollIdle(Waker.None))
                return false;
            ThrowIfDrainFailed();
        }

        if (source.IsEmpty)
            return true;
        written = socket.Send(source, SocketFlags.None, out SocketError error);
        if (error == SocketError.Success || (error == SocketError.WouldBlock && written > 0))
            return true;
        if (error != SocketError.WouldBlock)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            throw new SocketException((int)error);
        }

        drain ??= new SendDrain(socket);
        written = drain.Start(source);
        return true;
    }

    /// <summary>Writes all bytes, waiting while the other side does not keep up.</summary>
    /// <param name="bytes">The bytes. They must stay unchanged until the future is ready.</param>
    /// <returns>
    /// The future: ready when all were taken. Cancelling it leaves sent what was taken, and sends no more: how many bytes that were is lost.
    /// </returns>
    public Future<WriteMachine, Unit> WriteAll(ReadOnlyMemory<byte> bytes) => new(new WriteMachine(this, bytes));

    /// <summary>Writes the first bytes of a struct, which moves into the future.</summary>
    /// <typeparam name="TBuffer">For example an inline array of bytes.</typeparam>
    /// <param name="bytes">The struct.</param>
    /// <param name="count">How many bytes; from 0 to the size of the struct.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or more than the struct holds.</exception>
    /// <inheritdoc cref="WriteAll(ReadOnlyMemory{byte})"/>
    public Future<WriteAllMachine<TBuffer>, Unit> WriteAll<TBuffer>(TBuffer bytes, int count)
        where TBuffer : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Unsafe.SizeOf<TBuffer>());
        return new(new WriteAllMachine<TBuffer>(this, bytes, count));
    }

    /// <summary>The wait of all writing machines.</summary>
    /// <param name="isWaiting">The machine's own: whether it is the one that waits.</param>
    /// <param name="cx">The context of the poll.</param>
    internal bool PollWritable(ref bool isWaiting, in PollContext cx)
    {
        if (!isWaiting && isWriteAwaited)
            throw TwoWriters();
        isWaiting = isWriteAwaited = false;
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (drain is null)
            return true;
        if (!drain.PollIdle(cx.Waker))
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref isDisposed), this);
            isWaiting = isWriteAwaited = true;
            return false;
        }

        ObjectDisposedException.ThrowIf(isDisposed, this);
        ThrowIfDrainFailed();
        return true;
    }

    internal bool PollWriteAll(ReadOnlySpan<byte> source, ref int sent, ref bool isWaiting, in PollContext cx)
    {
        if (isWaiting && !PollWritable(ref isWaiting, in cx))
            return false;
        while (sent < source.Length)
        {
            if (TryWrite(source[sent..], out int written))
                sent += written;
            else if (!PollWritable(ref isWaiting, in cx))
                return false;
        }

        return true;
    }

    /// <summary>Gives the wait up. Only for the machine that waits.</summary>
    internal void LeaveWrite()
    {
        isWriteAwaited = false;
        drain!.Leave();
    }

    private static InvalidOperationException TwoWriters() => new("Another future is waiting to write to this stream. A stream has one writer at a time.");

    private void ThrowIfDrainFailed()
    {
        if (drain!.Failure != SocketError.Success)
            throw new SocketException((int)drain.Failure);
    }
}
