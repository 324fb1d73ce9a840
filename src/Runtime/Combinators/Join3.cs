// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs three futures at the same time and gives all results.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <returns>The future of all results.</returns>
    /// <remarks>As with two: polled in order, each until it is ready; one that throws, or a cancellation, cancels the rest.</remarks>
    public static Future<JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3>, (T1, T2, T3)> Join<TMachine1, T1, TMachine2, T2, TMachine3, T3>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        => new(new JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3>(first, second, third));
}

/// <summary>The machine of <c>Future.Join</c> with three futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
/// <typeparam name="TMachine3">The third machine.</typeparam>
/// <typeparam name="T3">The third result.</typeparam>
public struct JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3> : IFuture<(T1, T2, T3)>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
    where TMachine3 : struct, IFuture<T3>
{
    private Future<TMachine1, T1> first;
    private Future<TMachine2, T2> second;
    private Future<TMachine3, T3> third;
    private T1 firstResult;
    private T2 secondResult;
    private T3 thirdResult;
    private ChildrenState state;

    internal JoinMachine(Future<TMachine1, T1> first, Future<TMachine2, T2> second, Future<TMachine3, T3> third)
    {
        this.first = first;
        this.second = second;
        this.third = third;
        firstResult = default!;
        secondResult = default!;
        thirdResult = default!;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out (T1, T2, T3) result)
    {
        state.StartPoll("Future.Join");
        if (state.IsPending(0) && first.Poll(in cx, out firstResult))
            state.SetOver(0);
        if (state.IsPending(1) && second.Poll(in cx, out secondResult))
            state.SetOver(1);
        if (state.IsPending(2) && third.Poll(in cx, out thirdResult))
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
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        state.PollCancel(0, ref first, ref firstResult, in cx);
        state.PollCancel(1, ref second, ref secondResult, in cx);
        state.PollCancel(2, ref third, ref thirdResult, in cx);
        return state.EndCancel(3, in cx);
    }
}
