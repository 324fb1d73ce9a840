// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs seven futures at the same time until one is ready, and gives the others up.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <typeparam name="TMachine4">The fourth machine.</typeparam>
    /// <typeparam name="T4">The fourth result.</typeparam>
    /// <typeparam name="TMachine5">The fifth machine.</typeparam>
    /// <typeparam name="T5">The fifth result.</typeparam>
    /// <typeparam name="TMachine6">The sixth machine.</typeparam>
    /// <typeparam name="T6">The sixth result.</typeparam>
    /// <typeparam name="TMachine7">The seventh machine.</typeparam>
    /// <typeparam name="T7">The seventh result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <param name="sixth">A future, not polled before; it moves in.</param>
    /// <param name="seventh">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result.</returns>
    /// <remarks>As with two: fair; the losers are cancelled and cleaned up before the result is given or an exception is thrown.</remarks>
    public static Future<SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6, TMachine7, T7>, Selected<T1, T2, T3, T4, T5, T6, T7>> Select<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6, TMachine7, T7>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth,
        Future<TMachine6, T6> sixth,
        Future<TMachine7, T7> seventh)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        where TMachine4 : struct, IFuture<T4>
        where TMachine5 : struct, IFuture<T5>
        where TMachine6 : struct, IFuture<T6>
        where TMachine7 : struct, IFuture<T7>
        => new(new SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6, TMachine7, T7>(first, second, third, fourth, fifth, sixth, seventh, isBiased: false));

    /// <summary>The same, where those that stand first go first.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <typeparam name="TMachine4">The fourth machine.</typeparam>
    /// <typeparam name="T4">The fourth result.</typeparam>
    /// <typeparam name="TMachine5">The fifth machine.</typeparam>
    /// <typeparam name="T5">The fifth result.</typeparam>
    /// <typeparam name="TMachine6">The sixth machine.</typeparam>
    /// <typeparam name="T6">The sixth result.</typeparam>
    /// <typeparam name="TMachine7">The seventh machine.</typeparam>
    /// <typeparam name="T7">The seventh result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <param name="sixth">A future, not polled before; it moves in.</param>
    /// <param name="seventh">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result.</returns>
    /// <remarks>As <c>Select</c>, losers cancelled and all, but of several that are ready the one that stands first is chosen.</remarks>
    public static Future<SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6, TMachine7, T7>, Selected<T1, T2, T3, T4, T5, T6, T7>> SelectBiased<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6, TMachine7, T7>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth,
        Future<TMachine6, T6> sixth,
        Future<TMachine7, T7> seventh)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        where TMachine4 : struct, IFuture<T4>
        where TMachine5 : struct, IFuture<T5>
        where TMachine6 : struct, IFuture<T6>
        where TMachine7 : struct, IFuture<T7>
        => new(new SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6, TMachine7, T7>(first, second, third, fourth, fifth, sixth, seventh, isBiased: true));
}

/// <summary>The machine of <c>Future.Select</c> with seven futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
/// <typeparam name="TMachine3">The third machine.</typeparam>
/// <typeparam name="T3">The third result.</typeparam>
/// <typeparam name="TMachine4">The fourth machine.</typeparam>
/// <typeparam name="T4">The fourth result.</typeparam>
/// <typeparam name="TMachine5">The fifth machine.</typeparam>
/// <typeparam name="T5">The fifth result.</typeparam>
/// <typeparam name="TMachine6">The sixth machine.</typeparam>
/// <typeparam name="T6">The sixth result.</typeparam>
/// <typeparam name="TMachine7">The seventh machine.</typeparam>
/// <typeparam name="T7">The seventh result.</typeparam>
public struct SelectMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6, TMachine7, T7> : IFuture<Selected<T1, T2, T3, T4, T5, T6, T7>>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
    where TMachine3 : struct, IFuture<T3>
    where TMachine4 : struct, IFuture<T4>
    where TMachine5 : struct, IFuture<T5>
    where TMachine6 : struct, IFuture<T6>
    where TMachine7 : struct, IFuture<T7>
{
    private Future<TMachine1, T1> first;
    private Future<TMachine2, T2> second;
    private Future<TMachine3, T3> third;
    private Future<TMachine4, T4> fourth;
    private Future<TMachine5, T5> fifth;
    private Future<TMachine6, T6> sixth;
    private Future<TMachine7, T7> seventh;
    private Selected<T1, T2, T3, T4, T5, T6, T7> won;
    private ChildrenState state;

    internal SelectMachine(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth,
        Future<TMachine6, T6> sixth,
        Future<TMachine7, T7> seventh,
        bool isBiased)
    {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
        this.fifth = fifth;
        this.sixth = sixth;
        this.seventh = seventh;
        won = default;
        state = new ChildrenState(isBiased);
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Selected<T1, T2, T3, T4, T5, T6, T7> result)
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
        state.Settle(3, ref fourth, in cx);
        state.Settle(4, ref fifth, in cx);
        state.Settle(5, ref sixth, in cx);
        state.Settle(6, ref seventh, in cx);
        if (!state.EndSelect(7, ref won, in cx))
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
        state.Settle(3, ref fourth, in cx);
        state.Settle(4, ref fifth, in cx);
        state.Settle(5, ref sixth, in cx);
        state.Settle(6, ref seventh, in cx);
        state.Refuse(ref won);
        return state.EndCancel(7, in cx);
    }

    /// <returns>Whether there is something to end with: a result or an exception.</returns>
    private bool PollChildren(in PollContext cx)
    {
        try
        {
            int turn = state.FirstTurn(7);
            for (int left = 7; left > 0; left--)
            {
                switch (turn)
                {
                    case 0:
                        if (!first.Poll(in cx, out T1 firstResult))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfFirst(firstResult);
                        state.SetOver(0);
                        return true;
                    case 1:
                        if (!second.Poll(in cx, out T2 secondResult))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfSecond(secondResult);
                        state.SetOver(1);
                        return true;
                    case 2:
                        if (!third.Poll(in cx, out T3 thirdResult))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfThird(thirdResult);
                        state.SetOver(2);
                        return true;
                    case 3:
                        if (!fourth.Poll(in cx, out T4 fourthResult))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfFourth(fourthResult);
                        state.SetOver(3);
                        return true;
                    case 4:
                        if (!fifth.Poll(in cx, out T5 fifthResult))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfFifth(fifthResult);
                        state.SetOver(4);
                        return true;
                    case 5:
                        if (!sixth.Poll(in cx, out T6 sixthResult))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfSixth(sixthResult);
                        state.SetOver(5);
                        return true;
                    default:
                        if (!seventh.Poll(in cx, out T7 seventhResult))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfSeventh(seventhResult);
                        state.SetOver(6);
                        return true;
                }

                turn = turn == 6 ? 0 : turn + 1;
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
