// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs seven scoped futures at the same time and gives all results.</summary>
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
    /// <returns>The future of all results, which refers to whatever the seven refer to.</returns>
    /// <remarks>Polls, fails and is cancelled as the join of ordinary futures.</remarks>
    public static ScopedFuture<ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>, ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>>, (T1, T2, T3, T4, T5, T6, T7)> Join<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>(
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
        => new(new ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>(first.Machine, second.Machine, third.Machine, fourth.Machine, fifth.Machine, sixth.Machine, seventh.Machine), new(first.Arguments, new(second.Arguments, new(third.Arguments, new(fourth.Arguments, new(fifth.Arguments, new(sixth.Arguments, seventh.Arguments)))))));
}

/// <summary>The machine of <c>Future.Join</c> with seven scoped futures. Not thread-safe: polled by one owner.</summary>
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
public struct ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7> : IScopedMachine<ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>>, (T1, T2, T3, T4, T5, T6, T7)>
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
    private T1 firstResult;
    private T2 secondResult;
    private T3 thirdResult;
    private T4 fourthResult;
    private T5 fifthResult;
    private T6 sixthResult;
    private T7 seventhResult;
    private ChildrenState state;

    internal ScopedJoinMachine(
        TMachine1 first,
        TMachine2 second,
        TMachine3 third,
        TMachine4 fourth,
        TMachine5 fifth,
        TMachine6 sixth,
        TMachine7 seventh)
    {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
        this.fifth = fifth;
        this.sixth = sixth;
        this.seventh = seventh;
        firstResult = default!;
        secondResult = default!;
        thirdResult = default!;
        fourthResult = default!;
        fifthResult = default!;
        sixthResult = default!;
        seventhResult = default!;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out (T1, T2, T3, T4, T5, T6, T7) result, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>> args)
    {
        state.StartPoll("Future.Join");
        if (state.IsPending(0) && first.Poll(in cx, out firstResult, in args.First))
            state.SetOver(0);
        if (state.IsPending(1) && second.Poll(in cx, out secondResult, in args.Second.First))
            state.SetOver(1);
        if (state.IsPending(2) && third.Poll(in cx, out thirdResult, in args.Second.Second.First))
            state.SetOver(2);
        if (state.IsPending(3) && fourth.Poll(in cx, out fourthResult, in args.Second.Second.Second.First))
            state.SetOver(3);
        if (state.IsPending(4) && fifth.Poll(in cx, out fifthResult, in args.Second.Second.Second.Second.First))
            state.SetOver(4);
        if (state.IsPending(5) && sixth.Poll(in cx, out sixthResult, in args.Second.Second.Second.Second.Second.First))
            state.SetOver(5);
        if (state.IsPending(6) && seventh.Poll(in cx, out seventhResult, in args.Second.Second.Second.Second.Second.Second))
            state.SetOver(6);
        if (!state.AllOver(7))
        {
            state.Suspend();
            Unsafe.SkipInit(out result);
            return false;
        }

        state.SetComplete();
        result = (firstResult, secondResult, thirdResult, fourthResult, fifthResult, sixthResult, seventhResult);
        firstResult = default!;
        secondResult = default!;
        thirdResult = default!;
        fourthResult = default!;
        fifthResult = default!;
        sixthResult = default!;
        seventhResult = default!;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>> args)
    {
        if (!state.IsOpen)
            return true;
        state.PollCancel(0, ref first, in args.First, ref firstResult, in cx);
        state.PollCancel(1, ref second, in args.Second.First, ref secondResult, in cx);
        state.PollCancel(2, ref third, in args.Second.Second.First, ref thirdResult, in cx);
        state.PollCancel(3, ref fourth, in args.Second.Second.Second.First, ref fourthResult, in cx);
        state.PollCancel(4, ref fifth, in args.Second.Second.Second.Second.First, ref fifthResult, in cx);
        state.PollCancel(5, ref sixth, in args.Second.Second.Second.Second.Second.First, ref sixthResult, in cx);
        state.PollCancel(6, ref seventh, in args.Second.Second.Second.Second.Second.Second, ref seventhResult, in cx);
        return state.EndCancel(7, in cx);
    }
}
