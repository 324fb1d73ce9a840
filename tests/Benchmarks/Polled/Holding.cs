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
}
