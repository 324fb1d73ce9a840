// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs two futures at the same time and gives both results.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of both results.</returns>
    /// <remarks>
    /// <para>Every poll polls the futures in order, each until it is ready and never after. When one throws, the exception
    /// leaves at once; the clean-up then cancels the others and finishes the one that threw. <c>TryJoin</c> has done that before
    /// it throws; <see cref="Settled{TMachine, T}"/> lets the others go on.</para>
    /// <para>Cancellation cancels all pending futures together: each round polls the clean-up of each in order. One that
    /// throws does not stop the rest; the first exception is thrown at the end, with the others in <c>Suppressed</c>. Results held already
    /// are disposed if they are disposable. So as much is lost as the futures lose themselves, and what they have given already.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var (sum, count) = co.Await(Future.Join(Sum(left), Count(right)));
    /// </code>
    /// </example>
    public static Future<JoinMachine<TMachine1, T1, TMachine2, T2>, (T1, T2)> Join<TMachine1, T1, TMachine2, T2>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        => new(new JoinMachine<TMachine1, T1, TMachine2, T2>(first, second));
}

/// <summary>The machine of <c>Future.Join</c> with two futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
public struct JoinMachine<TMachine1, T1, TMachine2, T2> : IFuture<(T1, T2)>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
{
    private Future<TMachine1, T1> first;
    private Future<TMachine2, T2> second;
    private T1 firstResult;
    private T2 secondResult;
    private ChildrenState state;

    internal JoinMachine(Future<TMachine1, T1> first, Future<TMachine2, T2> second)
    {
        this.first = first;
        this.second = second;
        firstResult = default!;
        secondResult = default!;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out (T1, T2) result)
    {
        state.StartPoll("Future.Join");
        if (state.IsPending(0) && first.Poll(in cx, out firstResult))
            state.SetOver(0);
        if (state.IsPending(1) && second.Poll(in cx, out secondResult))
            state.SetOver(1);
        if (!state.AllOver(2))
        {
            state.Suspend();
            Unsafe.SkipInit(out result);
            return false;
        }

        state.SetComplete();
        result = (firstResult, secondResult);
        firstResult = default!;
        secondResult = default!;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        state.PollCancel(0, ref first, ref firstResult, in cx);
        state.PollCancel(1, ref second, ref secondResult, in cx);
        return state.EndCancel(2, in cx);
    }
}
