// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs two futures at the same time until one is ready, and gives the others up.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result.</returns>
    /// <remarks>
    /// <para>The losers are cancelled and cleaned up before the result is given, and before an exception is thrown: then nothing of
    /// this select runs any more. What is lost is what the losers say that they lose; a future marked <see cref="CancelSafeAttribute"/>
    /// loses nothing. To keep what is pending from one round of a loop to the next, use <c>Future.Race</c>.</para>
    /// <para>Fair: when several are ready, each has the same chance, so that none can starve another in a loop. The order in which they
    /// are polled is drawn anew for every poll, from numbers that are the same in each run of a <see cref="LocalExecutor"/>.</para>
    /// <para>An exception of a future, or of a loser's clean-up, is thrown when all is cleaned up; the first one, with the others in
    /// <c>Suppressed</c>. A result that nobody will take is disposed if it is disposable.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var won = co.Await(Future.Select(stream.Read(buffer), Future.Delay(limit)));
    /// if (won.IsFirst(out int count))
    ///     return count;
    /// </code>
    /// </example>
    public static Future<SelectMachine<TMachine1, T1, TMachine2, T2>, Selected<T1, T2>> Select<TMachine1, T1, TMachine2, T2>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        => new(new SelectMachine<TMachine1, T1, TMachine2, T2>(first, second, isBiased: false));

    /// <summary>The same, where those that stand first go first.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result.</returns>
    /// <remarks>As <c>Select</c>, losers cancelled and all, but polled in order: of several that are ready the one that stands first is chosen, every time.</remarks>
    public static Future<SelectMachine<TMachine1, T1, TMachine2, T2>, Selected<T1, T2>> SelectBiased<TMachine1, T1, TMachine2, T2>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        => new(new SelectMachine<TMachine1, T1, TMachine2, T2>(first, second, isBiased: true));
}

/// <summary>The machine of <c>Future.Select</c> with two futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
public struct SelectMachine<TMachine1, T1, TMachine2, T2> : IFuture<Selected<T1, T2>>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
{
    private Future<TMachine1, T1> first;
    private Future<TMachine2, T2> second;
    private Selected<T1, T2> won;
    private ChildrenState state;

    internal SelectMachine(Future<TMachine1, T1> first, Future<TMachine2, T2> second, bool isBiased)
    {
        this.first = first;
        this.second = second;
        won = default;
        state = new ChildrenState(isBiased);
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Selected<T1, T2> result)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.Select") && !PollChildren(in cx))
        {
            state.Suspend();
            return false;
        }

        state.Settle(0, ref first, in cx);
        state.Settle(1, ref second, in cx);
        if (!state.EndSelect(2, ref won, in cx))
            return false;
        result = won;
        won = default;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        state.Settle(0, ref first, in cx);
        state.Settle(1, ref second, in cx);
        state.Refuse(ref won);
        return state.EndCancel(2, in cx);
    }

    /// <returns>Whether there is something to end with: a result or an exception.</returns>
    private bool PollChildren(in PollContext cx)
    {
        try
        {
            int turn = state.FirstTurn(2);
            for (int left = 2; left > 0; left--)
            {
                switch (turn)
                {
                    case 0:
                        if (!first.Poll(in cx, out T1 firstResult))
                            break;
                        won = Selected<T1, T2>.OfFirst(firstResult);
                        state.SetOver(0);
                        return true;
                    default:
                        if (!second.Poll(in cx, out T2 secondResult))
                            break;
                        won = Selected<T1, T2>.OfSecond(secondResult);
                        state.SetOver(1);
                        return true;
                }

                turn = turn == 1 ? 0 : turn + 1;
            }

            return false;
        }
        catch (Exception e)
        {
            state.Fail(e);
            return true;
        }
    }
}
