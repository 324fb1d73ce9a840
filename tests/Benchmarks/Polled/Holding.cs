using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Polled;

/// <summary>Loops that hold a place in memory across each suspension and read from it after: as a span or reference of each origin, and as memory.</summary>
public static partial class Holding
{
    [Coroutine]
    public static long Memory(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var window = new Memory<byte>(bytes, 4, 16);
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window.Span[i & 15];
        }

        return total;
    }

    [Coroutine]
    public static long ArraySpan(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var window = bytes.AsSpan(4, 16);
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window[i & 15];
        }

        return total;
    }

    [Coroutine]
    public static long ArrayElement(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        ref var element = ref bytes[5];
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += element;
        }

        return total;
    }

    [Coroutine]
    public static long FrameSpan(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        Span<byte> buffer = stackalloc byte[20];
        bytes.AsSpan(0, 20).CopyTo(buffer);
        var window = buffer[4..];
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window[i & 15];
        }

        return total;
    }

    [Coroutine]
    public static long FrameLocal(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        byte local = bytes[5];
        ref var place = ref local;
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += place;
        }

        return total;
    }

    [Coroutine]
    public static long ObjectField(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var holder = new Holder { First = bytes[5] };
        ref var field = ref holder.First;
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += field;
        }

        return total;
    }

    [Coroutine]
    public static long StaticField(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        common = bytes[5];
        ref var field = ref common;
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += field;
        }

        return total;
    }

    [Coroutine]
    public static long ListSpan(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var list = ListOf(bytes);
        var window = CollectionsMarshal.AsSpan(list).Slice(4, 16);
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window[i & 15];
        }

        return total;
    }

    [Coroutine]
    public static long Text(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var window = new string((char)bytes[5], 20).AsSpan(4);
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window[i & 15];
        }

        return total;
    }

    [Coroutine]
    public static long Constant(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var window = "\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001"u8[1..];
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window[i & 7];
        }

        return total;
    }

    [Coroutine]
    public static long MemorySpan(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var memory = new Memory<byte>(bytes, 4, 16);
        var window = memory.Span;
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window[i & 15];
        }

        return total;
    }

    [Coroutine]
    public static long Either(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        byte local = bytes[5];
        ref var place = ref local;
        if (count > 0)
            place = ref bytes[5];
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += place;
        }

        return total;
    }

    [Coroutine]
    public static long Entry(Co co, Metronome metronome, byte[] bytes, int count)
    {
        long total = 0;
        var table = TableOf(bytes[5]);
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(table, 7);
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += entry;
        }

        return total;
    }

    [Coroutine]
    public static long Parameter(Co co, Metronome metronome, byte[] bytes, int count) => Handed(co, metronome, bytes.AsSpan(4, 16), count);

    [Coroutine]
    private static long Handed(Co co, Metronome metronome, Span<byte> window, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
        {
            total += co.Await(new Beat(metronome));
            total += window[i & 15];
        }

        return total;
    }

    private static byte common;

    // Not inlined: what it takes to fill a collection would leave the JIT no room for what is measured.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<byte> ListOf(byte[] bytes) => [.. bytes];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Dictionary<int, byte> TableOf(byte value) => new() { [7] = value };

    private sealed class Holder
    {
        public byte First;
    }
}
