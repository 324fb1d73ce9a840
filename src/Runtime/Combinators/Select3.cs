// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs three futures at the same time until one is ready, and gives the others up.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result.</returns>
    /// <remarks>As with two: fair; the losers are cancelled and cleaned up before the result is given or an exception is thrown.</remarks>
    public static Future<SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3>, Selected<T1, T2, T3>> Select<TMachine1, T1, TMachine2, T2, TMachine3, T3>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        => new(new SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3>(first, second, third, isBiased: false));

    /// <summary>The same, where those that stand first go first.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result.</returns>
    /// <remarks>As <c>Select</c>, losers cancelled and all, but of several that are ready the one that stands first is chosen.</remarks>
    public static Future<SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3>, Selected<T1, T2, T3>> SelectBiased<TMachine1, T1, TMachine2, T2, TMachine3, T3>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        => new(new SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3>(first, second, third, isBiased: true));
}

/// <summary>The machine of <c>Future.Select</c> with three futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
/// <typeparam name="TMachine3">The third machine.</typeparam>
/// <typeparam name="T3">The third result.</typeparam>
public struct SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3> : IFuture<Selected<T1, T2, T3>>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
    where TMachine3 : struct, IFuture<T3>
{
    private Future<TMachine1, T1> first;
    private Future<TMachine2, T2> second;
    private Future<TMachine3, T3> third;
    private Selected<T1, T2, T3> won;
    private ChildrenState state;

    internal SelectMachine(Future<TMachine1, T1> first, Future<TMachine2, T2> second, Future<TMachine3, T3> third, bool isBiased)
    {
        this.first = first;
        this.second = second;
        this.third = third;
        won = default;
        state = new ChildrenState(isBiased);
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Selected<T1, T2, T3> result)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.Select") && !PollChildren(in cx))
        {
            state.Suspend();
            return false;
        }

        state.Settle(0, ref first, in cx);
        state.Settle(1, ref second, in cx);
        state.Settle(2, ref third, in cx);
        if (!state.EndSelect(3, ref won, in cx))
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
        state.Settle(2, ref third, in cx);
        state.Refuse(ref won);
        return state.EndCancel(3, in cx);
    }

    /// <returns>Whether there is something to end with: a result or an exception.</returns>
    private bool PollChildren(in PollContext cx)
    {
        try
        {
            int turn = state.FirstTurn(3);
            for (int left = 3; left > 0; left--)
            {
                switch (turn)
                {
                    case 0:
                        if (!first.Poll(in cx, out T1 firstResult))
                            break;
                        won = Selected<T1, T2, T3>.OfFirst(firstResult);
                        state.SetOver(0);
                        return true;
                    case 1:
                        if (!second.Poll(in cx, out T2 secondResult))
                            break;
                        won = Selected<T1, T2, T3>.OfSecond(secondResult);
                        state.SetOver(1);
                        return true;
                    default:
                        if (!third.Poll(in cx, out T3 thirdResult))
                            break;
                        won = Selected<T1, T2, T3>.OfThird(thirdResult);
                        state.SetOver(2);
                        return true;
                }

                turn = turn == 2 ? 0 : turn + 1;
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
