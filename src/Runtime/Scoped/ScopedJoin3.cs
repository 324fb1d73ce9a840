// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs three scoped futures at the same time and gives all results.</summary>
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
    /// <returns>The future of all results, which refers to whatever the three refer to.</returns>
    /// <remarks>Polls, fails and is cancelled as the join of ordinary futures.</remarks>
    public static ScopedFuture<ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>, ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>>, (T1, T2, T3)> Join<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second,
        ScopedFuture<TMachine3, TArgs3, T3> third)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        where TMachine3 : struct, IScopedMachine<TArgs3, T3>
        where TArgs3 : allows ref struct
        => new(new ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3>(first.Machine, second.Machine, third.Machine), new(first.Arguments, new(second.Arguments, third.Arguments)));
}

/// <summary>The machine of <c>Future.Join</c> with three scoped futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="TArgs1">The first references.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="TArgs2">The second references.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
/// <typeparam name="TMachine3">The third machine.</typeparam>
/// <typeparam name="TArgs3">The third references.</typeparam>
/// <typeparam name="T3">The third result.</typeparam>
public struct ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3> : IScopedMachine<ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>>, (T1, T2, T3)>
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
    private T1 firstResult;
    private T2 secondResult;
    private T3 thirdResult;
    private ChildrenState state;

    internal ScopedJoinMachine(TMachine1 first, TMachine2 second, TMachine3 third)
    {
        this.first = first;
        this.second = second;
        this.third = third;
        firstResult = default!;
        secondResult = default!;
        thirdResult = default!;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out (T1, T2, T3) result, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>> args)
    {
        state.StartPoll("Future.Join");
        if (state.IsPending(0) && first.Poll(in cx, out firstResult, in args.First))
            state.SetOver(0);
        if (state.IsPending(1) && second.Poll(in cx, out secondResult, in args.Second.First))
            state.SetOver(1);
        if (state.IsPending(2) && third.Poll(in cx, out thirdResult, in args.Second.Second))
            state.SetOver(2);
        if (!state.AllOver(3))
        {
            state.Suspend();
            Unsafe.SkipInit(out result);
            return false;
        }

        state.SetComplete();
        result = (firstResult, secondResult, thirdResult);
        firstResult = default!;
        secondResult = default!;
        thirdResult = default!;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, TArgs3>> args)
    {
        if (!state.IsOpen)
            return true;
        state.PollCancel(0, ref first, in args.First, ref firstResult, in cx);
        state.PollCancel(1, ref second, in args.Second.First, ref secondResult, in cx);
        state.PollCancel(2, ref third, in args.Second.Second, ref thirdResult, in cx);
        return state.EndCancel(3, in cx);
    }
}
