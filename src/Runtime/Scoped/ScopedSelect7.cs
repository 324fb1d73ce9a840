// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs seven scoped futures at the same time until one is ready, and gives the others up.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="TArgs3">The third references.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <typeparam name="TMachine4">The fourth machine.</typeparam>
    /// <typeparam name="TArgs4">The fourth references.</typeparam>
    /// <typeparam name="T4">The fourth result.</typeparam>
    /// <typeparam name="TMachine5">The fifth machine.</typeparam>
    /// <typeparam name="TArgs5">The fifth references.</typeparam>
    /// <typeparam name="T5">The fifth result.</typeparam>
    /// <typeparam name="TMachine6">The sixth machine.</typeparam>
    /// <typeparam name="TArgs6">The sixth references.</typeparam>
    /// <typeparam name="T6">The sixth result.</typeparam>
    /// <typeparam name="TMachine7">The seventh machine.</typeparam>
    /// <typeparam name="TArgs7">The seventh references.</typeparam>
    /// <typeparam name="T7">The seventh result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <param name="sixth">A future, not polled before; it moves in.</param>
    /// <param name="seventh">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result; it refers to whatever the seven refer to.</returns>
    /// <remarks>As the select of ordinary futures: fair; the losers are cancelled and cleaned up before the result is given or an exception is thrown.</remarks>
    public static ScopedFuture<ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>, ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>>, Selected<T1, T2, T3, T4, T5, T6, T7>> Select<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second,
        ScopedFuture<TMachine3, TArgs3, T3> third,
        ScopedFuture<TMachine4, TArgs4, T4> fourth,
        ScopedFuture<TMachine5, TArgs5, T5> fifth,
        ScopedFuture<TMachine6, TArgs6, T6> sixth,
        ScopedFuture<TMachine7, TArgs7, T7> seventh)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        where TMachine3 : struct, IScopedMachine<TArgs3, T3>
        where TArgs3 : allows ref struct
        where TMachine4 : struct, IScopedMachine<TArgs4, T4>
        where TArgs4 : allows ref struct
        where TMachine5 : struct, IScopedMachine<TArgs5, T5>
        where TArgs5 : allows ref struct
        where TMachine6 : struct, IScopedMachine<TArgs6, T6>
        where TArgs6 : allows ref struct
        where TMachine7 : struct, IScopedMachine<TArgs7, T7>
        where TArgs7 : allows ref struct
        => new(new ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>(first.Machine, second.Machine, third.Machine, fourth.Machine, fifth.Machine, sixth.Machine, seventh.Machine, isBiased: false), new(first.Arguments, new(second.Arguments, new(third.Arguments, new(fourth.Arguments, new(fifth.Arguments, new(sixth.Arguments, seventh.Arguments)))))));

    /// <summary>The same, where those that stand first go first.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="TArgs3">The third references.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <typeparam name="TMachine4">The fourth machine.</typeparam>
    /// <typeparam name="TArgs4">The fourth references.</typeparam>
    /// <typeparam name="T4">The fourth result.</typeparam>
    /// <typeparam name="TMachine5">The fifth machine.</typeparam>
    /// <typeparam name="TArgs5">The fifth references.</typeparam>
    /// <typeparam name="T5">The fifth result.</typeparam>
    /// <typeparam name="TMachine6">The sixth machine.</typeparam>
    /// <typeparam name="TArgs6">The sixth references.</typeparam>
    /// <typeparam name="T6">The sixth result.</typeparam>
    /// <typeparam name="TMachine7">The seventh machine.</typeparam>
    /// <typeparam name="TArgs7">The seventh references.</typeparam>
    /// <typeparam name="T7">The seventh result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <param name="sixth">A future, not polled before; it moves in.</param>
    /// <param name="seventh">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result; it refers to whatever the seven refer to.</returns>
    /// <remarks>As <c>Select</c>, losers cancelled and all, but of several that are ready the one that stands first is chosen.</remarks>
    public static ScopedFuture<ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>, ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>>, Selected<T1, T2, T3, T4, T5, T6, T7>> SelectBiased<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second,
        ScopedFuture<TMachine3, TArgs3, T3> third,
        ScopedFuture<TMachine4, TArgs4, T4> fourth,
        ScopedFuture<TMachine5, TArgs5, T5> fifth,
        ScopedFuture<TMachine6, TArgs6, T6> sixth,
        ScopedFuture<TMachine7, TArgs7, T7> seventh)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        where TMachine3 : struct, IScopedMachine<TArgs3, T3>
        where TArgs3 : allows ref struct
        where TMachine4 : struct, IScopedMachine<TArgs4, T4>
        where TArgs4 : allows ref struct
        where TMachine5 : struct, IScopedMachine<TArgs5, T5>
        where TArgs5 : allows ref struct
        where TMachine6 : struct, IScopedMachine<TArgs6, T6>
        where TArgs6 : allows ref struct
        where TMachine7 : struct, IScopedMachine<TArgs7, T7>
        where TArgs7 : allows ref struct
        => new(new ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>(first.Machine, second.Machine, third.Machine, fourth.Machine, fifth.Machine, sixth.Machine, seventh.Machine, isBiased: true), new(first.Arguments, new(second.Arguments, new(third.Arguments, new(fourth.Arguments, new(fifth.Arguments, new(sixth.Arguments, seventh.Arguments)))))));
}

/// <summary>The machine of <c>Future.Select</c> with seven scoped futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="TArgs1">The first references.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="TArgs2">The second references.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
/// <typeparam name="TMachine3">The third machine.</typeparam>
/// <typeparam name="TArgs3">The third references.</typeparam>
/// <typeparam name="T3">The third result.</typeparam>
/// <typeparam name="TMachine4">The fourth machine.</typeparam>
/// <typeparam name="TArgs4">The fourth references.</typeparam>
/// <typeparam name="T4">The fourth result.</typeparam>
/// <typeparam name="TMachine5">The fifth machine.</typeparam>
/// <typeparam name="TArgs5">The fifth references.</typeparam>
/// <typeparam name="T5">The fifth result.</typeparam>
/// <typeparam name="TMachine6">The sixth machine.</typeparam>
/// <typeparam name="TArgs6">The sixth references.</typeparam>
/// <typeparam name="T6">The sixth result.</typeparam>
/// <typeparam name="TMachine7">The seventh machine.</typeparam>
/// <typeparam name="TArgs7">The seventh references.</typeparam>
/// <typeparam name="T7">The seventh result.</typeparam>
public struct ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7> : IScopedMachine<ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>>, Selected<T1, T2, T3, T4, T5, T6, T7>>
    where TMachine1 : struct, IScopedMachine<TArgs1, T1>
    where TArgs1 : allows ref struct
    where TMachine2 : struct, IScopedMachine<TArgs2, T2>
    where TArgs2 : allows ref struct
    where TMachine3 : struct, IScopedMachine<TArgs3, T3>
    where TArgs3 : allows ref struct
    where TMachine4 : struct, IScopedMachine<TArgs4, T4>
    where TArgs4 : allows ref struct
    where TMachine5 : struct, IScopedMachine<TArgs5, T5>
    where TArgs5 : allows ref struct
    where TMachine6 : struct, IScopedMachine<TArgs6, T6>
    where TArgs6 : allows ref struct
    where TMachine7 : struct, IScopedMachine<TArgs7, T7>
    where TArgs7 : allows ref struct
{
    private TMachine1 first;
    private TMachine2 second;
    private TMachine3 third;
    private TMachine4 fourth;
    private TMachine5 fifth;
    private TMachine6 sixth;
    private TMachine7 seventh;
    private Selected<T1, T2, T3, T4, T5, T6, T7> won;
    private ChildrenState state;

    internal ScopedSelectMachine(
        TMachine1 first,
        TMachine2 second,
        TMachine3 third,
        TMachine4 fourth,
        TMachine5 fifth,
        TMachine6 sixth,
        TMachine7 seventh,
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
    public bool Poll(in PollContext cx, out Selected<T1, T2, T3, T4, T5, T6, T7> result, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>> args)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.Select") && !PollChildren(in cx, in args))
        {
            state.Suspend();
            return false;
        }

        state.Settle<TMachine1, TArgs1, T1>(0, ref first, in args.First, in cx);
        state.Settle<TMachine2, TArgs2, T2>(1, ref second, in args.Second.First, in cx);
        state.Settle<TMachine3, TArgs3, T3>(2, ref third, in args.Second.Second.First, in cx);
        state.Settle<TMachine4, TArgs4, T4>(3, ref fourth, in args.Second.Second.Second.First, in cx);
        state.Settle<TMachine5, TArgs5, T5>(4, ref fifth, in args.Second.Second.Second.Second.First, in cx);
        state.Settle<TMachine6, TArgs6, T6>(5, ref sixth, in args.Second.Second.Second.Second.Second.First, in cx);
        state.Settle<TMachine7, TArgs7, T7>(6, ref seventh, in args.Second.Second.Second.Second.Second.Second, in cx);
        if (!state.EndSelect(7, ref won, in cx))
            return false;
        result = won;
        won = default;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>> args)
    {
        if (!state.IsOpen)
            return true;
        state.Settle<TMachine1, TArgs1, T1>(0, ref first, in args.First, in cx);
        state.Settle<TMachine2, TArgs2, T2>(1, ref second, in args.Second.First, in cx);
        state.Settle<TMachine3, TArgs3, T3>(2, ref third, in args.Second.Second.First, in cx);
        state.Settle<TMachine4, TArgs4, T4>(3, ref fourth, in args.Second.Second.Second.First, in cx);
        state.Settle<TMachine5, TArgs5, T5>(4, ref fifth, in args.Second.Second.Second.Second.First, in cx);
        state.Settle<TMachine6, TArgs6, T6>(5, ref sixth, in args.Second.Second.Second.Second.Second.First, in cx);
        state.Settle<TMachine7, TArgs7, T7>(6, ref seventh, in args.Second.Second.Second.Second.Second.Second, in cx);
        state.Refuse(ref won);
        return state.EndCancel(7, in cx);
    }

    /// <returns>Whether there is something to end with: a result or an exception.</returns>
    private bool PollChildren(in PollContext cx, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>> args)
    {
        try
        {
            int turn = state.FirstTurn(7);
            for (int left = 7; left > 0; left--)
            {
                switch (turn)
                {
                    case 0:
                        if (!first.Poll(in cx, out T1 firstResult, in args.First))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfFirst(firstResult);
                        state.SetOver(0);
                        return true;
                    case 1:
                        if (!second.Poll(in cx, out T2 secondResult, in args.Second.First))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfSecond(secondResult);
                        state.SetOver(1);
                        return true;
                    case 2:
                        if (!third.Poll(in cx, out T3 thirdResult, in args.Second.Second.First))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfThird(thirdResult);
                        state.SetOver(2);
                        return true;
                    case 3:
                        if (!fourth.Poll(in cx, out T4 fourthResult, in args.Second.Second.Second.First))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfFourth(fourthResult);
                        state.SetOver(3);
                        return true;
                    case 4:
                        if (!fifth.Poll(in cx, out T5 fifthResult, in args.Second.Second.Second.Second.First))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfFifth(fifthResult);
                        state.SetOver(4);
                        return true;
                    case 5:
                        if (!sixth.Poll(in cx, out T6 sixthResult, in args.Second.Second.Second.Second.Second.First))
                            break;
                        won = Selected<T1, T2, T3, T4, T5, T6, T7>.OfSixth(sixthResult);
                        state.SetOver(5);
                        return true;
                    default:
                        if (!seventh.Poll(in cx, out T7 seventhResult, in args.Second.Second.Second.Second.Second.Second))
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
