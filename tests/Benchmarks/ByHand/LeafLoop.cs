using System.Runtime.CompilerServices;
using PollGen.Benchmarks.Leaves;
using PollGen.CompilerServices;

namespace PollGen.Benchmarks.ByHand;

/// <summary>The loop over a leaf by hand: locals and leaf in registers, written to the frame only when the leaf is pending.</summary>
public struct LeafLoop : IFuture<long>
{
    private const int NotStarted = 0;
    private const int Waiting = 1;
    private const int Complete = 2;

    private readonly Metronome metronome;
    private Beat beat;
    private long total;
    private readonly int count;
    private int i;
    private int state;

    public LeafLoop(Metronome metronome, int count)
    {
        Unsafe.SkipInit(out this);
        this.metronome = metronome;
        this.count = count;
        state = NotStarted;
    }

    public bool Poll(in PollContext cx, out long result)
    {
        long total;
        int i;
        int value;
        switch (state)
        {
            case NotStarted:
                total = 0;
                i = 0;
                break;
            case Waiting:
                if (!beat.Poll(in cx, out value))
                {
                    Unsafe.SkipInit(out result);
                    return false;
                }

                total = this.total;
                i = this.i;
                goto Resumed;
            default:
                throw Machine.NotSuspended("LeafLoop");
        }

        var metronome = this.metronome;
        int count = this.count;
        goto Test;
    Loop:
        var first = new Beat(metronome);
        if (!first.Poll(in cx, out value))
        {
            beat = first;
            this.total = total;
            this.i = i;
            state = Waiting;
            Unsafe.SkipInit(out result);
            return false;
        }

    Add:
        total += value;
        i++;
    Test:
        if (i < count)
            goto Loop;
        state = Complete;
        result = total;
        return true;
    Resumed:
        metronome = this.metronome;
        count = this.count;
        goto Add;
    }

    public bool PollCancel(in PollContext cx)
    {
        state = Complete;
        return true;
    }
}
