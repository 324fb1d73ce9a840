using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PollGen.Benchmarks.Leaves;
using PollGen.CompilerServices;

namespace PollGen.Benchmarks.ByHand;

/// <summary>
/// The sum over frames by hand: the buffer stands in the machine, spans into it are kept as offset and length, and are handed to the child at every
/// poll. The forwarder polls the child without restoring anything.
/// </summary>
public struct FrameSum : IFuture<int>
{
    private const int NotStarted = 0;
    private const int Waiting = 1;
    private const int Complete = -1;

    private int state;
    private int total;
    private int i;
    private readonly int frames;
    private int bodyOffset;
    private int bodyLength;
    private Conn c;
    private ReadExactlyMachine readExactly;
    private Room header;

    public FrameSum(Conn c, int frames)
    {
        Unsafe.SkipInit(out this);
        this.c = c;
        this.frames = frames;
        state = NotStarted;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Poll(in PollContext cx, out int result)
    {
        if (state != Waiting)
            return Body(0, in cx, out result);
        if (readExactly.Poll(Whole(ref header), in cx, out int n))
            return Body(n, in cx, out result);
        Unsafe.SkipInit(out result);
        return false;
    }

    public bool PollCancel(in PollContext cx)
    {
        int entry = state;
        state = Complete;
        if (entry == Waiting)
            c.Locks--;
        return true;
    }

    private static Span<byte> Whole(ref Room room) => MemoryMarshal.CreateSpan(ref Unsafe.As<Room, byte>(ref room), 16);

    private bool Body(int n, in PollContext cx, out int result)
    {
        int entry = state;
        if ((uint)entry > Waiting)
            throw Machine.NotSuspended("FrameSum");
        int total = 0;
        int i = 0;
        int frames = this.frames;
        Conn c = this.c;
        if (entry == NotStarted)
        {
            c.Locks++;
        }
        else
        {
            total = this.total;
            i = this.i;
        }

        try
        {
            scoped Span<byte> header = Whole(ref this.header);
            ref byte room = ref MemoryMarshal.GetReference(header);
            scoped Span<byte> body;
            if (entry == Waiting)
            {
                body = MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref room, (nint)bodyOffset), bodyLength);
                goto Resumed;
            }

            header.Clear();
            body = header[4..];
            goto Test;
        Loop:
            if (!ReadExactlyMachine.Start(out readExactly, c, header, in cx, out n))
            {
                this.total = total;
                this.i = i;
                bodyOffset = (int)Unsafe.ByteOffset(ref room, ref MemoryMarshal.GetReference(body));
                bodyLength = body.Length;
                state = Waiting;
                Unsafe.SkipInit(out result);
                return false;
            }

        Resumed:
            total += header[0] + body[2];
            i++;
        Test:
            if (i < frames)
                goto Loop;
        }
        catch
        {
            state = Complete;
            c.Locks--;
            throw;
        }

        c.Locks--;
        state = Complete;
        this.c = null!;
        result = total;
        return true;
    }

    [InlineArray(16)]
    private struct Room
    {
        private byte first;
    }

    private struct ReadExactlyMachine
    {
        private Arrival arrival;
        private Conn c;
        private int got;
        private bool isWaiting;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Start(out ReadExactlyMachine machine, Conn c, Span<byte> buffer, in PollContext cx, out int result)
        {
            Unsafe.SkipInit(out machine);
            machine.isWaiting = false;
            return machine.Body(c, buffer, in cx, out result);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Poll(Span<byte> buffer, in PollContext cx, out int result) => Body(c, buffer, in cx, out result);

        private bool Body(Conn c, Span<byte> buffer, in PollContext cx, out int result)
        {
            int got = 0;
            if (isWaiting)
            {
                if (!arrival.Poll(in cx, out _))
                {
                    Unsafe.SkipInit(out result);
                    return false;
                }

                got = this.got;
                goto Resumed;
            }

            goto Test;
        Loop:
            var first = new Arrival(c);
            if (!first.Poll(in cx, out _))
            {
                arrival = first;
                this.got = got;
                this.c = c;
                isWaiting = true;
                Unsafe.SkipInit(out result);
                return false;
            }

        Resumed:
            got += c.Take(buffer[got..]);
        Test:
            if (got < buffer.Length)
                goto Loop;
            result = got;
            return true;
        }
    }
}
