using System.Runtime.CompilerServices;
using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.ByHand;

/// <summary>Plain synchronous code with the bodies of the measured coroutines.</summary>
public static class Plain
{
    public static long OverLeaf(Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += Wait(metronome);
        return total;
    }

    public static long OverChild(Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += Child(metronome, i);
        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Child(Metronome metronome, int x) => Wait(metronome) + x;

    private static int Wait(Metronome metronome)
    {
        if (!metronome.IsReady)
            throw new InvalidOperationException("Plain code cannot wait.");
        return metronome.Value;
    }
}
