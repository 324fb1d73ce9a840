using System.Runtime.CompilerServices;
using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Polled;

/// <summary>The loop over a leaf, called through more and more levels that each keep a number: every resumption comes from the root.</summary>
public static partial class Depths
{
    [Coroutine]
    public static long One(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += co.Await(new Beat(metronome));
        return total;
    }

    [Coroutine]
    public static long Two(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return One(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Three(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Two(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Four(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Three(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Five(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Four(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Six(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Five(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Seven(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Six(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Eight(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Seven(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Nine(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Eight(co, metronome, count) + y;
    }

    [Coroutine]
    public static long Ten(Co co, Metronome metronome, int count)
    {
        var y = Opaque(count);
        return Nine(co, metronome, count) + y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Opaque(int value) => value;
}
