using System.Runtime.CompilerServices;
using PollGen.Benchmarks.Leaves;
using PollGen.CompilerServices;

namespace PollGen.Benchmarks.ByHand;

/// <summary>The loop over a leaf by hand, everything in fields: nothing to save or restore, and less code.</summary>
public struct FieldLoop : IFuture<long>
{
    private readonly Metronome metronome;
    private Beat beat;
    private long total;
    private readonly int count;
    private int i;
    private int state;

    public FieldLoop(Metronome metronome, int count)
    {
        Unsafe.SkipInit(out beat);
        this.metronome = metronome;
        this.count = count;
        i = 0;
        total = 0;
        state = 0;
    }

    public bool Poll(in PollContext cx, out long result)
    {
        int value;
        if (state == 1)
        {
            if (!beat.Poll(in cx, out value))
                goto Pending;
            total += value;
            i++;
        }
        else if (state != 0)
        {
            throw Machine.NotSuspended("FieldLoop");
        }

        while (i < count)
        {
            beat = new Beat(metronome);
            if (!beat.Poll(in cx, out value))
            {
                state = 1;
                goto Pending;
            }

            total += value;
            i++;
        }

        state = 2;
        result = total;
        return true;
    Pending:
        Unsafe.SkipInit(out result);
        return false;
    }

    public bool PollCancel(in PollContext cx)
    {
        state = 2;
        return true;
    }
}
