// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs five futures at the same time and gives all results.</summary>
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
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <returns>The future of all results.</returns>
    /// <remarks>As with two: polled in order, each until it is ready; one that throws, or a cancellation, cancels the rest.</remarks>
    public static Future<JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5>, (T1, T2, T3, T4, T5)> Join<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        where TMachine4 : struct, IFuture<T4>
        where TMachine5 : struct, IFuture<T5>
        => new(new JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5>(first, second, third, fourth, fifth));
}

/// <summary>The machine of <c>Future.Join</c> with five futures. Not thread-safe: polled by one owner.</summary>
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
public struct JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5> : IFuture<(T1, T2, T3, T4, T5)>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
    where TMachine3 : struct, IFuture<T3>
    where TMachine4 : struct, IFuture<T4>
    where TMachine5 : struct, IFuture<T5>
{
    private Future<TMachine1, T1> first;
    private Future<TMachine2, T2> second;
    private Future<TMachine3, T3> third;
    private Future<TMachine4, T4> fourth;
    private Future<TMachine5, T5> fifth;
    private T1 firstResult;
    private T2 secondResult;
    private T3 thirdResult;
    private T4 fourthResult;
    private T5 fifthResult;
    private ChildrenState state;

    internal JoinMachine(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth)
    {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
        this.fifth = fifth;
        firstResult = default!;
        secondResult = default!;
        thirdResult = default!;
        fourthResult = default!;
        fifthResult = default!;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out (T1, T2, T3, T4, T5) result)
    {
        state.StartPoll("Future.Join");
        if (state.IsPending(0) && first.Poll(in cx, out firstResult))
            state.SetOver(0);
        if (state.IsPending(1) && second.Poll(in cx, out secondResult))
            state.SetOver(1);
        if (state.IsPending(2) && third.Poll(in cx, out thirdResult))
            state.SetOver(2);
        if (state.IsPending(3) && fourth.Poll(in cx, out fourthResult))
            state.SetOver(3);
        if (state.IsPending(4) && fifth.Poll(in cx, out fifthResult))
            state.SetOver(4);
        if (!state.AllOver(5))
        {
            state.Suspend();
            Unsafe.SkipInit(out result);
            return false;
        }

        state.SetComplete();
        result = (firstResult, secondResult, thirdResult, fourthResult, fifthResult);
        firstResult = default!;
        secondResult = default!;
        thirdResult = default!;
        fourthResult = default!;
        fifthResult = default!;
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
        state.PollCancel(3, ref fourth, ref fourthResult, in cx);
        state.PollCancel(4, ref fifth, ref fifthResult, in cx);
        return state.EndCancel(5, in cx);
    }
}
