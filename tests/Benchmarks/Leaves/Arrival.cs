using System.Runtime.CompilerServices;

namespace PollGen.Benchmarks.Leaves;

/// <summary>Waits for bytes: ready at once, or pending once. It keeps no waker: its driver polls anyway.</summary>
[MovableWhilePending]
public struct Arrival(Conn conn) : IFuture<Unit>
{
    private bool hasWaited;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        if (hasWaited || conn.IsReady)
            return true;
        hasWaited = true;
        return false;
    }

    public readonly bool PollCancel(in PollContext cx) => true;
}
