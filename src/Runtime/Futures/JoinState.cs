using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>What a join knows about its children, in four bytes (for at most four of them).</summary>
/// <remarks>
/// Bits 0-3: child i is done; its result is held. Bits 4-7: child i is over and needs nothing more. Bits 8-9: the stage.
/// Bits 10-31: the number under which <see cref="KeptExceptions"/> keeps the first exception of the clean-up, or 0. That
/// exception is rare, and a reference would cost every join eight bytes and its children their alignment.
/// </remarks>
internal struct JoinState
{
    private const uint NotStarted = 0u << 8;
    private const uint Suspended = 1u << 8;
    private const uint Running = 2u << 8;
    private const uint Complete = 3u << 8;
    private const uint StageMask = 3u << 8;
    private const int KeptShift = 10;

    private uint word;

    /// <summary>Checks that the join may be polled, and says that it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void StartPoll()
    {
        if ((word & StageMask) > Suspended)
            Throw();
        word = (word & ~StageMask) | Running;
    }

    /// <summary>Says that nothing runs. Not reached when a child throws: the join then can only be cancelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Suspend() => word = (word & ~StageMask) | Suspended;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool IsPending(int child) => (word & (1u << child)) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SetDone(int child) => word |= 1u << child;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool AllDone(int children) => (word & 0xf) == (1u << children) - 1;

    internal void SetComplete() => word = Complete;

    /// <summary>Whether there is anything to cancel: false before the first poll and after completion.</summary>
    internal readonly bool IsOpen => (word & StageMask) is Suspended or Running;

    /// <summary>One step of a child's clean-up, or the disposal of the result that it has given.</summary>
    internal void PollCancel<TMachine, T>(int child, ref Future<TMachine, T> future, ref T result, in PollContext cx)
        where TMachine : struct, IFuture<T>
    {
        uint over = 1u << (child + 4);
        if ((word & over) != 0)
            return;
        try
        {
            if (!IsPending(child))
            {
                word |= over;
                HeldResult.Dispose(ref result);
            }
            else if (future.PollCancel(in cx))
            {
                word |= over;
            }
        }
        catch (Exception e)
        {
            word |= over;
            if (word >> KeptShift == 0)
                word |= KeptExceptions.Keep(e) << KeptShift;
        }
    }

    /// <summary>Ends one round of clean-up; throws what clean-up has thrown once all children are over.</summary>
    /// <returns>True when all children are over.</returns>
    internal bool EndCancel(int children)
    {
        if (((word >> 4) & 0xf) != (1u << children) - 1)
            return false;
        uint kept = word >> KeptShift;
        word = Complete;
        if (kept != 0)
            KeptExceptions.Take(kept).Throw();
        return true;
    }

    private static void Throw() => throw CompilerServices.Machine.NotSuspended("Future.Join");
}
