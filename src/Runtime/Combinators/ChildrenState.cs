using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>What a combinator knows about its futures (at most eight), in four bytes.</summary>
/// <remarks>
/// <code>
///   NotStarted ──poll──▶ Running ──pending──▶ Suspended        a future throws, or a select has its winner:
///                           ▲                     │              Running ──▶ Settling (polled until the others are over) ──▶ Complete
///                           └────────poll─────────┘            the owner gives up:
///                                                                any ──▶ Cancelling (PollCancel only) ──▶ Complete
/// </code>
/// Bits 0-7: future i is over, that is, it has given its result or has been cleaned up. Bits 8-10: the stage. Bit 11: biased.
/// Bits 12-31: the number of the <see cref="Aftermath"/>, or 0. That one is rare, and a reference would cost every combinator eight
/// bytes and its futures their alignment.
/// </remarks>
internal partial struct ChildrenState(bool isBiased)
{
    private const uint NotStarted = 0u << 8;
    private const uint Suspended = 1u << 8;
    private const uint Running = 2u << 8;
    private const uint Settling = 3u << 8;
    private const uint Cancelling = 4u << 8;
    private const uint Complete = 5u << 8;
    private const uint StageMask = 7u << 8;
    private const uint Biased = 1u << 11;
    private const int AftermathShift = 12;

    private uint word = isBiased ? Biased : 0;

    private uint Stage
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => word & StageMask;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => word = (word & ~StageMask) | value;
    }

    /// <summary>Checks that the combinator may be polled, and says that it is.</summary>
    /// <param name="name">Which combinator, for the error.</param>
    /// <returns>True when the futures are to be polled; false when they are being cleaned up, because the end is decided.</returns>
    /// <exception cref="InvalidOperationException">It is complete, running or being cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool StartPoll(string name)
    {
        if (Stage > Suspended)
            return Stage == Settling ? false : throw CompilerServices.Machine.NotSuspended(name);
        Stage = Running;
        return true;
    }

    /// <summary>Says that nothing runs. Not reached when a future of a join throws: the join then can only be cancelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Suspend() => Stage = Suspended;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool IsPending(int child) => (word & (1u << child)) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SetOver(int child) => word |= 1u << child;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool AllOver(int children) => (word & 0xff) == (1u << children) - 1;

    internal void SetComplete() => word = Complete;

    /// <summary>Whether there is anything to cancel: false before the first poll and after completion.</summary>
    internal readonly bool IsOpen => Stage is not (NotStarted or Complete);

    /// <summary>Which future is polled first this time.</summary>
    internal readonly int FirstTurn(int children) => (word & Biased) != 0 ? 0 : Fairness.Draw(children);

    /// <summary>Keeps an exception, to be thrown when all is cleaned up. Those after the first are attached to it.</summary>
    internal void Fail(Exception exception) => TakeAftermath().Add(exception);

    /// <summary>Has the disposal of a result waited for before the end.</summary>
    internal void AwaitDisposal(IAsyncDisposable resource) => TakeAftermath().Dispose(resource);

    /// <summary>Disposes a result that nobody will take, if it is disposable, and clears it.</summary>
    internal void Refuse<T>(ref T result)
    {
        T refused = result;
        result = default!;
        HeldResult.Dispose(refused, ref this);
    }

    /// <summary>One step of a future's clean-up, if it is not over.</summary>
    internal void Settle<TMachine, T>(int child, ref Future<TMachine, T> future, in PollContext cx)
        where TMachine : struct, IFuture<T>
    {
        if (!IsPending(child))
            return;
        try
        {
            if (future.PollCancel(in cx))
                SetOver(child);
        }
        catch (Exception e)
        {
            SetOver(child);
            Fail(e);
        }
    }

    /// <summary>The same; in the first round, a result that is held already is disposed.</summary>
    internal void PollCancel<TMachine, T>(int child, ref Future<TMachine, T> future, ref T result, in PollContext cx)
        where TMachine : struct, IFuture<T>
    {
        if (IsPending(child))
            Settle(child, ref future, in cx);
        else if (Stage != Cancelling)
            Refuse(ref result);
    }

    /// <summary>Ends one round of clean-up; throws what was kept once all futures are over.</summary>
    /// <returns>True when all are over.</returns>
    internal bool EndCancel(int children, in PollContext cx)
    {
        Stage = Cancelling;
        return AllOver(children) && (word >> AftermathShift == 0 || EndAftermath(in cx)) && End();
    }

    /// <summary>Ends one round of cleaning up after a select's winner, or after an exception.</summary>
    /// <returns>True when all are over: then <paramref name="won"/> is the result.</returns>
    internal bool EndSelect<T>(int children, ref T won, in PollContext cx)
    {
        Stage = Settling;
        if (!AllOver(children))
            return false;
        if (word >> AftermathShift != 0)
        {
            Refuse(ref won);
            if (!EndAftermath(in cx))
                return false;
        }

        return End();
    }

    private bool End()
    {
        word = Complete;
        return true;
    }

    /// <returns>Whether the last disposal is over; then it throws what there is to throw, and the combinator is complete.</returns>
    private bool EndAftermath(in PollContext cx)
    {
        uint number = word >> AftermathShift;
        Aftermath aftermath = Aftermath.Get(number);
        if (!aftermath.Poll(in cx))
            return false;
        Aftermath.Free(number);
        word = Complete;
        aftermath.Throw();
        return true;
    }

    private Aftermath TakeAftermath()
    {
        if (word >> AftermathShift == 0)
            word |= Aftermath.Take() << AftermathShift;
        return Aftermath.Get(word >> AftermathShift);
    }
}
