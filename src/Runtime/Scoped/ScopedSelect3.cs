// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs three scoped futures at the same time until one is ready, and gives the others up.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="TArgs3">The third references.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result; it refers to whatever the three refer to.</returns>
    /// <remarks>As the select of ordinary futures: fair; the losers are cancelled and cleaned up before the result is given or an exception is thrown.</remarks>
    public static ScopedFuture<ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>, ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>>, Selected<T1, T2, T3>> Select<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second,
        ScopedFuture<TMachine3, TArgs3, T3> third)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        where TMachine3 : struct, IScopedMachine<TArgs3, T3>
        where TArgs3 : allows ref struct
        => new(new ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>(first.Machine, second.Machine, third.Machine, isBiased: false), new(first.Arguments, new(second.Arguments, third.Arguments)));

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
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result; it refers to whatever the three refer to.</returns>
    /// <remarks>As <c>Select</c>, losers cancelled and all, but of several that are ready the one that stands first is chosen.</remarks>
    public static ScopedFuture<ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>, ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>>, Selected<T1, T2, T3>> SelectBiased<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second,
        ScopedFuture<TMachine3, TArgs3, T3> third)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        where TMachine3 : struct, IScopedMachine<TArgs3, T3>
        where TArgs3 : allows ref struct
        => new(new ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>(first.Machine, second.Machine, third.Machine, isBiased: true), new(first.Arguments, new(second.Arguments, third.Arguments)));
}

/// <summary>The machine of <c>Future.Select</c> with three scoped futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="TArgs1">The first references.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="TArgs2">The second references.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
/// <typeparam name="TMachine3">The third machine.</typeparam>
/// <typeparam name="TArgs3">The third references.</typeparam>
/// <typeparam name="T3">The third result.</typeparam>
public struct ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3> : IScopedMachine<ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>>, Selected<T1, T2, T3>>
    where TMachine1 : struct, IScopedMachine<TArgs1, T1>
    where TArgs1 : allows ref struct
    where TMachine2 : struct, IScopedMachine<TArgs2, T2>
    where TArgs2 : allows ref struct
    where TMachine3 : struct, IScopedMachine<TArgs3, T3>
    where TArgs3 : allows ref struct
{
    private TMachine1 first;
    private TMachine2 second;
    private TMachine3 third;
    private Selected<T1, T2, T3> won;
    private ChildrenState state;

    internal ScopedSelectMachine(TMachine1 first, TMachine2 second, TMachine3 third, bool isBiased)
    {
        this.first = first;
        this.second = second;
        this.third = third;
        won = default;
        state = new ChildrenState(isBiased);
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Selected<T1, T2, T3> result, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>> args)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.Select") && !PollChildren(in cx, in args))
        {
            state.Suspend();
            return false;
        }

        state.Settle<TMachine1, TArgs1, T1>(0, ref first, in args.First, in cx);
        state.Settle<TMachine2, TArgs2, T2>(1, ref second, in args.Second.First, in cx);
        state.Settle<TMachine3, TArgs3, T3>(2, ref third, in args.Second.Second, in cx);
        if (!state.EndSelect(3, ref won, in cx))
            return false;
        result = won;
        won = default;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>> args)
    {
        if (!state.IsOpen)
            return true;
        state.Settle<TMachine1, TArgs1, T1>(0, ref first, in args.First, in cx);
        state.Settle<TMachine2, TArgs2, T2>(1, ref second, in args.Second.First, in cx);
        state.Settle<TMachine3, TArgs3, T3>(2, ref third, in args.Second.Second, in cx);
        state.Refuse(ref won);
        return state.EndCancel(3, in cx);
    }

    /// <returns>Whether there is something to end with: a result or an exception.</returns>
    private bool PollChildren(in PollContext cx, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>> args)
    {
        try
        {
            int turn = state.FirstTurn(3);
            for (int left = 3; left > 0; left--)
            {
                switch (turn)
                {
                    case 0:
                        if (!first.Poll(in cx, out T1 firstResult, in args.First))
                            break;
                        won = Selected<T1, T2, T3>.OfFirst(firstResult);
                        state.SetOver(0);
                        return true;
                    case 1:
                        if (!second.Poll(in cx, out T2 secondResult, in args.Second.First))
                            break;
                        won = Selected<T1, T2, T3>.OfSecond(secondResult);
                        state.SetOver(1);
                        return true;
                    default:
                        if (!third.Poll(in cx, out T3 thirdResult, in args.Second.Second))
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
