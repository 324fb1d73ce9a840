// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Makes an exception a result: for joins and selects in which the others are to go on when this scoped future fails.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="TArgs">The references.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <returns>The future. It refers to what the given one refers to, and gives, cancels and loses what that of an ordinary future does.</returns>
    public static ScopedFuture<ScopedSettledMachine<TMachine, TArgs, T>, TArgs, Settled<T>> Settled<TMachine, TArgs, T>(this ScopedFuture<TMachine, TArgs, T> future)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
        => new(new ScopedSettledMachine<TMachine, TArgs, T>(future.Machine), future.Arguments);
}

/// <summary>The machine of <c>Settled</c> for a scoped future. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="TArgs">The references.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct ScopedSettledMachine<TMachine, TArgs, T> : IScopedMachine<TArgs, Settled<T>>
    where TMachine : struct, IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    private TMachine future;
    private ExceptionDispatchInfo? failure;
    private ChildrenState state;

    internal ScopedSettledMachine(TMachine future) => this.future = future;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Settled<T> result, scoped in TArgs args)
    {
        Unsafe.SkipInit(out result);
        state.StartPoll("Future.Settled");
        if (failure is null ? PollFuture(in cx, ref result, in args) : PollCleanUp(in cx, ref result, in args))
        {
            state.SetComplete();
            return true;
        }

        state.Suspend();
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in TArgs args)
    {
        if (!state.IsOpen)
            return true;
        failure = null;
        state.Settle<TMachine, TArgs, T>(0, ref future, in args, in cx);
        return state.EndCancel(1, in cx);
    }

    private bool PollFuture(in PollContext cx, ref Settled<T> result, scoped in TArgs args)
    {
        try
        {
            if (!future.Poll(in cx, out T value, in args))
                return false;
            result = new Settled<T>(value);
            return true;
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
            return PollCleanUp(in cx, ref result, in args);
        }
    }

    private bool PollCleanUp(in PollContext cx, ref Settled<T> result, scoped in TArgs args)
    {
        try
        {
            if (!future.PollCancel(in cx, in args))
                return false;
        }
        catch (Exception e)
        {
            SuppressedExceptions.Attach(failure!.SourceException, e);
        }

        result = new Settled<T>(failure!);
        failure = null;
        return true;
    }
}
