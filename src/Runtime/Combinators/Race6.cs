// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs six futures at the same time, for a loop that takes them as they become ready, and keeps the others.</summary>
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
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <param name="sixth">A future, not polled before; it moves in.</param>
    /// <returns>The race; to be disposed. Nothing of it runs before its <see cref="Race{TResult}.Next"/> is awaited.</returns>
    public static Race<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6> Race<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth,
        Future<TMachine6, T6> sixth)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        where TMachine4 : struct, IFuture<T4>
        where TMachine5 : struct, IFuture<T5>
        where TMachine6 : struct, IFuture<T6>
        => new(first, second, third, fourth, fifth, sixth);
}

/// <summary>A <see cref="Race{TResult}"/> of six futures.</summary>
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
public sealed class Race<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6> : Race<Selected<T1, T2, T3, T4, T5, T6>>
    where TMachine1 : struct, IFuture<T1>
    where TMachine2 : struct, IFuture<T2>
    where TMachine3 : struct, IFuture<T3>
    where TMachine4 : struct, IFuture<T4>
    where TMachine5 : struct, IFuture<T5>
    where TMachine6 : struct, IFuture<T6>
{
    private RaceArm<TMachine1, T1> first;
    private RaceArm<TMachine2, T2> second;
    private RaceArm<TMachine3, T3> third;
    private RaceArm<TMachine4, T4> fourth;
    private RaceArm<TMachine5, T5> fifth;
    private RaceArm<TMachine6, T6> sixth;
    private int turn;

    internal Race(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth,
        Future<TMachine6, T6> sixth)
    {
        this.first = new(first);
        this.second = new(second);
        this.third = new(third);
        this.fourth = new(fourth);
        this.fifth = new(fifth);
        this.sixth = new(sixth);
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

    /// <summary>Sets the third arm anew. One that is pending is cancelled, and cleaned up, within the next <see cref="Race{TResult}.Next"/>, before its successor starts.</summary>
    /// <param name="future">A future, not polled before; it moves in.</param>
    public void SetThird(Future<TMachine3, T3> future) => third.Set(future);

    /// <summary>Cancels the third arm if it is pending: it is cleaned up within the next <see cref="Race{TResult}.Next"/> and stays empty.</summary>
    public void StopThird() => third.Stop();

    /// <summary>Sets the fourth arm anew. One that is pending is cancelled, and cleaned up, within the next <see cref="Race{TResult}.Next"/>, before its successor starts.</summary>
    /// <param name="future">A future, not polled before; it moves in.</param>
    public void SetFourth(Future<TMachine4, T4> future) => fourth.Set(future);

    /// <summary>Cancels the fourth arm if it is pending: it is cleaned up within the next <see cref="Race{TResult}.Next"/> and stays empty.</summary>
    public void StopFourth() => fourth.Stop();

    /// <summary>Sets the fifth arm anew. One that is pending is cancelled, and cleaned up, within the next <see cref="Race{TResult}.Next"/>, before its successor starts.</summary>
    /// <param name="future">A future, not polled before; it moves in.</param>
    public void SetFifth(Future<TMachine5, T5> future) => fifth.Set(future);

    /// <summary>Cancels the fifth arm if it is pending: it is cleaned up within the next <see cref="Race{TResult}.Next"/> and stays empty.</summary>
    public void StopFifth() => fifth.Stop();

    /// <summary>Sets the sixth arm anew. One that is pending is cancelled, and cleaned up, within the next <see cref="Race{TResult}.Next"/>, before its successor starts.</summary>
    /// <param name="future">A future, not polled before; it moves in.</param>
    public void SetSixth(Future<TMachine6, T6> future) => sixth.Set(future);

    /// <summary>Cancels the sixth arm if it is pending: it is cleaned up within the next <see cref="Race{TResult}.Next"/> and stays empty.</summary>
    public void StopSixth() => sixth.Stop();

    private protected override int Arms => 6;

    private protected override bool PollArms(in PollContext cx, out Selected<T1, T2, T3, T4, T5, T6> result)
    {
        Unsafe.SkipInit(out result);
        int start = turn;
        for (int left = 6; left > 0; left--)
        {
            switch (start)
            {
                case 0:
                    if (!first.Poll(in cx, out T1 firstResult))
                        break;
                    turn = 1;
                    result = Selected<T1, T2, T3, T4, T5, T6>.OfFirst(firstResult);
                    return true;
                case 1:
                    if (!second.Poll(in cx, out T2 secondResult))
                        break;
                    turn = 2;
                    result = Selected<T1, T2, T3, T4, T5, T6>.OfSecond(secondResult);
                    return true;
                case 2:
                    if (!third.Poll(in cx, out T3 thirdResult))
                        break;
                    turn = 3;
                    result = Selected<T1, T2, T3, T4, T5, T6>.OfThird(thirdResult);
                    return true;
                case 3:
                    if (!fourth.Poll(in cx, out T4 fourthResult))
                        break;
                    turn = 4;
                    result = Selected<T1, T2, T3, T4, T5, T6>.OfFourth(fourthResult);
                    return true;
                case 4:
                    if (!fifth.Poll(in cx, out T5 fifthResult))
                        break;
                    turn = 5;
                    result = Selected<T1, T2, T3, T4, T5, T6>.OfFifth(fifthResult);
                    return true;
                default:
                    if (!sixth.Poll(in cx, out T6 sixthResult))
                        break;
                    turn = 0;
                    result = Selected<T1, T2, T3, T4, T5, T6>.OfSixth(sixthResult);
                    return true;
            }

            start = start == 5 ? 0 : start + 1;
        }

        return first.IsEmpty && second.IsEmpty && third.IsEmpty && fourth.IsEmpty && fifth.IsEmpty && sixth.IsEmpty ? throw RaceArms.AllEmpty() : false;
    }

    // At most one has thrown.
    private protected override bool PollFailed(in PollContext cx) => first.PollFailed(in cx) && second.PollFailed(in cx) && third.PollFailed(in cx) && fourth.PollFailed(in cx) && fifth.PollFailed(in cx) && sixth.PollFailed(in cx);

    private protected override void LeaveArms(ref ChildrenState state, in PollContext cx)
    {
        first.Leave(0, ref state, in cx);
        second.Leave(1, ref state, in cx);
        third.Leave(2, ref state, in cx);
        fourth.Leave(3, ref state, in cx);
        fifth.Leave(4, ref state, in cx);
        sixth.Leave(5, ref state, in cx);
    }
}
