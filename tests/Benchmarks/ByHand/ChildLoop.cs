using System.Runtime.CompilerServices;
using PollGen.Benchmarks.Leaves;
using PollGen.CompilerServices;

namespace PollGen.Benchmarks.ByHand;

/// <summary>The loop over a child by hand: the child is started in place, with its arguments in registers.</summary>
public struct ChildLoop : IFuture<long>
{
    private readonly Metronome metronome;
    private ChildMachine child;
    private long total;
    private readonly int count;
    private int i;
    private int state;

    public ChildLoop(Metronome metronome, int count)
    {
        Unsafe.SkipInit(out this);
        this.metronome = metronome;
        this.count = count;
        state = 0;
    }

    public bool Poll(in PollContext cx, out long result)
    {
        long total;
        int i;
        int value;
        switch (state)
        {
            case 0:
                total = 0;
                i = 0;
                goto Test;
            case 1:
                if (!child.Poll(in cx, out value))
                    goto Pending;
                total = this.total;
                i = this.i;
                goto Add;
            default:
                throw Machine.NotSuspended("ChildLoop");
        }

    Loop:
        if (!ChildMachine.Start(out child, in cx, out value, metronome, i))
        {
            this.total = total;
            this.i = i;
            state = 1;
            goto Pending;
        }

    Add:
        total += value;
        i++;
    Test:
        if (i < count)
            goto Loop;
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

    private struct ChildMachine
    {
        private Beat beat;
        private int x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Start(out ChildMachine machine, in PollContext cx, out int result, Metronome metronome, int x)
        {
            Unsafe.SkipInit(out machine);
            var first = new Beat(metronome);
            if (!first.Poll(in cx, out int value))
            {
                machine.beat = first;
                machine.x = x;
                Unsafe.SkipInit(out result);
                return false;
            }

            result = value + x;
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Poll(in PollContext cx, out int result)
        {
            if (!beat.Poll(in cx, out result))
                return false;
            result += x;
            return true;
        }
    }
}
