using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PollGen.CompilerServices;

namespace PollGen;

/// <summary>The machine of <see cref="TcpStream.Readable"/>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
[CancelSafe]
public struct ReadableMachine : IFuture<Unit>
{
    private TcpStream? stream;
    private bool isWaiting;

    internal ReadableMachine(TcpStream stream) => this.stream = stream;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        // Absent while its own code runs: if that throws, the machine is over.
        TcpStream polled = stream ?? throw Machine.NotSuspended("TcpStream.Readable");
        stream = null;
        if (polled.PollReadable(ref isWaiting, in cx))
            return true;
        stream = polled;
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (isWaiting)
        {
            stream!.LeaveRead();
            this = default;
        }

        return true;
    }
}

/// <summary>The machine of <see cref="TcpStream.Read"/>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
[CancelSafe]
public struct ReadMachine : IFuture<int>
{
    private TcpStream? stream;
    private Memory<byte> destination;
    private bool isWaiting;

    internal ReadMachine(TcpStream stream, Memory<byte> destination)
    {
        this.stream = stream;
        this.destination = destination;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out int result)
    {
        TcpStream polled = stream ?? throw Machine.NotSuspended("TcpStream.Read");
        stream = null;
        if (polled.PollRead(destination.Span, ref isWaiting, in cx, out result))
        {
            destination = default;
            return true;
        }

        stream = polled;
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (isWaiting)
        {
            stream!.LeaveRead();
            this = default;
        }

        return true;
    }
}

/// <summary>The machine of <c>TcpStream.ReadExactly</c>: the struct to be filled, and how far it is. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TBuffer">The struct.</typeparam>
[LeavesNothing]
public struct ReadExactlyMachine<TBuffer> : IFuture<TBuffer>
    where TBuffer : unmanaged
{
    private TcpStream? stream;
    private readonly int count;
    private int filled;
    private bool isWaiting;
    private TBuffer buffer;

    internal ReadExactlyMachine(TcpStream stream, int count)
    {
        this.stream = stream;
        this.count = count;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out TBuffer result)
    {
        TcpStream polled = stream ?? throw Machine.NotSuspended("TcpStream.ReadExactly");
        stream = null;
        Span<byte> bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref buffer, 1))[..count];
        if (polled.PollReadExactly(bytes, ref filled, ref isWaiting, in cx))
        {
            result = buffer;
            return true;
        }

        stream = polled;
        Unsafe.SkipInit(out result);
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (isWaiting)
        {
            stream!.LeaveRead();
            stream = null;
            isWaiting = false;
        }

        return true;
    }
}
