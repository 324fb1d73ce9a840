using System.Runtime.CompilerServices;
using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Polled;

/// <summary>The coroutines that are measured.</summary>
public static partial class Loops
{
    /// <summary>Awaits a leaf again and again.</summary>
    [Coroutine]
    public static long OverLeaf(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += co.Await(new Beat(metronome));
        return total;
    }

    /// <summary>Calls a child again and again.</summary>
    [Coroutine]
    public static long OverChild(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += Child(co, metronome, i);
        return total;
    }

    [Coroutine]
    public static int Child(Co co, Metronome metronome, int x) => co.Await(new Beat(metronome)) + x;

    /// <summary>Calls a child again and again whose leaf is five calls down.</summary>
    [Coroutine]
    public static long OverFiveDeep(Co co, Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += Five(co, metronome, i);
        return total;
    }

    [Coroutine]
    public static int Five(Co co, Metronome metronome, int x) => Four(co, metronome, x) + x;

    [Coroutine]
    public static int Four(Co co, Metronome metronome, int x) => Three(co, metronome, x) + x;

    [Coroutine]
    public static int Three(Co co, Metronome metronome, int x) => Two(co, metronome, x) + x;

    [Coroutine]
    public static int Two(Co co, Metronome metronome, int x) => Child(co, metronome, x) + x;
}
