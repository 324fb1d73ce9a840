// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs two scoped futures at the same time and gives both results.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of both results, which refers to whatever the two refer to.</returns>
    /// <remarks>Polls, fails and is cancelled as the join of ordinary futures.</remarks>
    public static ScopedFuture<ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>, ReferencePair<TArgs1, TArgs2>, (T1, T2)> Join<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        => new(new ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>(first.Machine, second.Machine), new(first.Arguments, second.Arguments));
}

/// <summary>The machine of <c>Future.Join</c> with two scoped futures. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine1">The first machine.</typeparam>
/// <typeparam name="TArgs1">The first references.</typeparam>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="TMachine2">The second machine.</typeparam>
/// <typeparam name="TArgs2">The second references.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
public struct ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2> : IScopedMachine<ReferencePair<TArgs1, TArgs2>, (T1, T2)>
    where TMachine1 : struct, IScopedMachine<TArgs1, T1>
    where TArgs1 : allows ref struct
    where TMachine2 : struct, IScopedMachine<TArgs2, T2>
    where TArgs2 : allows ref struct
{
    private TMachine1 first;
    private TMachine2 second;
    private T1 firstResult;
    private T2 secondResult;
    private ChildrenState state;

    internal ScopedJoinMachine(TMachine1 first, TMachine2 second)
    {
        this.first = first;
        this.second = second;
        firstResult = default!;
        secondResult = default!;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out (T1, T2) result, scoped in ReferencePair<TArgs1, TArgs2> args)
    {
        state.StartPoll("Future.Join");
        if (state.IsPending(0) && first.Poll(in cx, out firstResult, in args.First))
            state.SetOver(0);
        if (state.IsPending(1) && second.Poll(in cx, out secondResult, in args.Second))
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
    public bool PollCancel(in PollContext cx, scoped in ReferencePair<TArgs1, TArgs2> args)
    {
        if (!state.IsOpen)
            return true;
        state.PollCancel(0, ref first, in args.First, ref firstResult, in cx);
        state.PollCancel(1, ref second, in args.Second, ref secondResult, in cx);
        return state.EndCancel(2, in cx);
    }
}
