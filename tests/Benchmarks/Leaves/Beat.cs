using System.Runtime.CompilerServices;

namespace PollGen.Benchmarks.Leaves;

/// <summary>The leaf of polled contenders, generated and by hand. It keeps no waker: its driver polls anyway.</summary>
[MovableWhilePending]
public struct Beat(Metronome metronome) : IFuture<int>
{
    private bool hasWaited;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Poll(in PollContext cx, out int result)
    {
        if (hasWaited || metronome.IsReady)
        {
            result = metronome.Value;
            return true;
        }

        hasWaited = true;
        Unsafe.SkipInit(out result);
        return false;
    }

    public readonly bool PollCancel(in PollContext cx) => true;
}
