using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Polled;

/// <summary>
/// Copies of <see cref="Loops.OverLeaf(Co, Metronome, int)"/>. A round takes two cycles, or three where the JIT happens to put the loop badly: that is luck, and the best of
/// several copies is what the code is worth.
/// </summary>
public static partial class LeafLoops
{
    [Coroutine]
    public static long Second(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += co.Await(new Beat(metronome));
        return total;
    }

    [Coroutine]
    public static long Third(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += co.Await(new Beat(metronome));
        return total;
    }

    [Coroutine]
    public static long Fourth(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += co.Await(new Beat(metronome));
        return total;
    }
}
