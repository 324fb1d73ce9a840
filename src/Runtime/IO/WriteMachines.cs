using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PollGen.CompilerServices;

namespace PollGen;

/// <summary>The machine of <see cref="TcpStream.Writable"/>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
[CancelSafe]
public struct WritableMachine : IFuture<Unit>
{
    private TcpStream? stream;
    private bool isWaiting;

    internal WritableMachine(TcpStream stream) => this.stream = stream;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        // Absent while its own code runs: if that throws, the machine is over.
        TcpStream polled = stream ?? throw Machine.NotSuspended("TcpStream.Writable");
        stream = null;
        if (polled.PollWritable(ref isWaiting, in cx))
            return true;
        stream = polled;
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (isWaiting)
        {
            stream!.LeaveWrite();
            this = default;
        }

        return true;
    }
}

/// <summary>The machine of <see cref="TcpStream.WriteAll(ReadOnlyMemory{byte})"/>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
public struct WriteMachine : IFuture<Unit>
{
    private TcpStream? stream;
    private ReadOnlyMemory<byte> bytes;
    private int sent;
    private bool isWaiting;

    internal WriteMachine(TcpStream stream, ReadOnlyMemory<byte> bytes)
    {
        this.stream = stream;
        this.bytes = bytes;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        TcpStream polled = stream ?? throw Machine.NotSuspended("TcpStream.WriteAll");
        stream = null;
        if (polled.PollWriteAll(bytes.Span, ref sent, ref isWaiting, in cx))
        {
            bytes = default;
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
            stream!.LeaveWrite();
            this = default;
        }

        return true;
    }
}

/// <summary>The machine of <c>TcpStream.WriteAll</c> for a struct, which it holds. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TBuffer">The struct.</typeparam>
[LeavesNothing]
public struct WriteAllMachine<TBuffer> : IFuture<Unit>
    where TBuffer : unmanaged
{
    private TcpStream? stream;
    private readonly int count;
    private int sent;
    private bool isWaiting;
    private TBuffer buffer;

    internal WriteAllMachine(TcpStream stream, TBuffer bytes, int count)
    {
        this.stream = stream;
        this.count = count;
        buffer = bytes;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        TcpStream polled = stream ?? throw Machine.NotSuspended("TcpStream.WriteAll");
        stream = null;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in buffer, 1))[..count];
        if (polled.PollWriteAll(bytes, ref sent, ref isWaiting, in cx))
            return true;
        stream = polled;
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (isWaiting)
        {
            stream!.LeaveWrite();
            stream = null;
            isWaiting = false;
        }

        return true;
    }
}
