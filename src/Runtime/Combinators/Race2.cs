// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs two futures at the same time, for a loop that takes them as they become ready, and keeps the others.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The race; to be disposed. Nothing of it runs before its <see cref="Race{TResult}.Next"/> is awaited.</returns>
    public static Race<TMachine1, T1, TMachine2, T2> Race<TMachine1, T1, TMachine2, T2>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        => new(first, second);
}

/// <summary>A <see cref="Race{TResult}"/> of two futures.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
public sealed class Race<TMachine1, T1, TMachine2, T2> : Race<Selected<T1, T2>>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
{
    private RaceArm<TMachine1, T1> first;
    private RaceArm<TMachine2, T2> second;
    private int turn;

    internal Race(Future<TMachine1, T1> first, Future<TMachine2, T2> second)
    {
        this.first = new(first);
        this.second = new(second);
    }

    /// <summary>Sets the first arm anew. One that is pending is cancelled, and cleaned up, within the next <see cref="Race{TResult}.Next"/>, before its successor starts.</summary>
    /// <param name="future">A future, not polled before; it moves in.</param>
    public void SetFirst(Future<TMachine1, T1> future) => first.Set(future);

    /// <summary>Cancels the first arm if it is pending: it is cleaned up within the next <see cref="Race{TResult}.Next"/> and stays empty.</summary>
    public void StopFirst() => first.Stop();

    /// <summary>Sets the second arm anew. One that is pending is cancelled, and cleaned up, within the next <see cref="Race{TResult}.Next"/>, before its successor starts.</summary>
    /// <param name="future">A future, not polled before; it moves in.</param>
    public void SetSecond(Future<TMachine2, T2> future) => second.Set(future);

    /// <summary>Cancels the second arm if it is pending: it is cleaned up within the next <see cref="Race{TResult}.Next"/> and stays empty.</summary>
    public void StopSecond() => second.Stop();

    private protected override int Arms => 2;

    private protected override bool PollArms(in PollContext cx, out Selected<T1, T2> result)
    {
        Unsafe.SkipInit(out result);
        int start = turn;
        for (int left = 2; left > 0; left--)
        {
            switch (start)
            {
                case 0:
                    if (!first.Poll(in cx, out T1 firstResult))
                        break;
                    turn = 1;
                    result = Selected<T1, T2>.OfFirst(firstResult);
                    return true;
                default:
                    if (!second.Poll(in cx, out T2 secondResult))
                        break;
                    turn = 0;
                    result = Selected<T1, T2>.OfSecond(secondResult);
                    return true;
            }

            start = start == 1 ? 0 : start + 1;
        }

        return first.IsEmpty && second.IsEmpty ? throw RaceArms.AllEmpty() : false;
    }

    // At most one has thrown.
    private protected override bool PollFailed(in PollContext cx) => first.PollFailed(in cx) && second.PollFailed(in cx);

    private protected override void LeaveArms(ref ChildrenState state, in PollContext cx)
    {
        first.Leave(0, ref state, in cx);
        second.Leave(1, ref state, in cx);
    }
}
