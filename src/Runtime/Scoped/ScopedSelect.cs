// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs two scoped futures at the same time until one is ready, and gives the others up.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result; it refers to whatever the two refer to.</returns>
    /// <remarks>As the select of ordinary futures: fair; the losers are cancelled and cleaned up before the result is given or an exception is thrown.</remarks>
    public static ScopedFuture<ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>, ReferencePair<TArgs1, TArgs2>, Selected<T1, T2>> Select<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        => new(new ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>(first.Machine, second.Machine, isBiased: false), new(first.Arguments, second.Arguments));

    /// <summary>The same, where those that stand first go first.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of which was the first, and its result; it refers to whatever the two refer to.</returns>
    /// <remarks>As <c>Select</c>, losers cancelled and all, but of several that are ready the one that stands first is chosen.</remarks>
    public static ScopedFuture<ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>, ReferencePair<TArgs1, TArgs2>, Selected<T1, T2>> SelectBiased<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        => new(new ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>(first.Machine, second.Machine, isBiased: true), new(first.Arguments, second.Arguments));
}

/// <summary>The machine of <c>Future.Select</c> with two scoped futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="TArgs1">The first references.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="TArgs2">The second references.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
public struct ScopedSelectMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2> : IScopedMachine<ReferencePair<TArgs1, TArgs2>, Selected<T1, T2>>
    where TMachine1 : struct, IScopedMachine<TArgs1, T1>
    where TArgs1 : allows ref struct
    where TMachine2 : struct, IScopedMachine<TArgs2, T2>
    where TArgs2 : allows ref struct
{
    private TMachine1 first;
    private TMachine2 second;
    private Selected<T1, T2> won;
    private ChildrenState state;

    internal ScopedSelectMachine(TMachine1 first, TMachine2 second, bool isBiased)
    {
        this.first = first;
        this.second = second;
        won = default;
        state = new ChildrenState(isBiased);
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Selected<T1, T2> result, scoped in ReferencePair<TArgs1, TArgs2> args)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.Select") && !PollChildren(in cx, in args))
        {
            state.Suspend();
            return false;
        }

        state.Settle<TMachine1, TArgs1, T1>(0, ref first, in args.First, in cx);
        state.Settle<TMachine2, TArgs2, T2>(1, ref second, in args.Second, in cx);
        if (!state.EndSelect(2, ref won, in cx))
            return false;
        result = won;
        won = default;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in ReferencePair<TArgs1, TArgs2> args)
    {
        if (!state.IsOpen)
            return true;
        state.Settle<TMachine1, TArgs1, T1>(0, ref first, in args.First, in cx);
        state.Settle<TMachine2, TArgs2, T2>(1, ref second, in args.Second, in cx);
        state.Refuse(ref won);
        return state.EndCancel(2, in cx);
    }

    /// <returns>Whether there is something to end with: a result or an exception.</returns>
    private bool PollChildren(in PollContext cx, scoped in ReferencePair<TArgs1, TArgs2> args)
    {
        try
        {
            int turn = state.FirstTurn(2);
            for (int left = 2; left > 0; left--)
            {
                switch (turn)
                {
                    case 0:
                        if (!first.Poll(in cx, out T1 firstResult, in args.First))
                            break;
                        won = Selected<T1, T2>.OfFirst(firstResult);
                        state.SetOver(0);
                        return true;
                    default:
                        if (!second.Poll(in cx, out T2 secondResult, in args.Second))
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
