// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Makes an exception a result: for joins and selects in which the others are to go on when this future fails.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <returns>The future. It does not throw; when the given one does, that is cleaned up before the outcome is given. Cancelling it cancels the given one.</returns>
    /// <example>
    /// <code>
    /// // Both run to their end, whatever happens to the other.
    /// var (left, right) = co.Await(Future.Join(Copy(a, b).Settled(), Copy(b, a).Settled()));
    /// return left.Result + right.Result;      // throws the exception of the one that failed
    /// </code>
    /// </example>
    public static Future<SettledMachine<TMachine, T>, Settled<T>> Settled<TMachine, T>(this Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
        => new(new SettledMachine<TMachine, T>(future));
}

/// <summary>The machine of <c>Settled</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct SettledMachine<TMachine, T> : IFuture<Settled<T>>
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future;
    private ExceptionDispatchInfo? failure;
    private ChildrenState state;

    internal SettledMachine(Future<TMachine, T> future) => this.future = future;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Settled<T> result)
    {
        Unsafe.SkipInit(out result);
        state.StartPoll("Future.Settled");
        if (failure is null ? PollFuture(in cx, ref result) : PollCleanUp(in cx, ref result))
        {
            state.SetComplete();
            return true;
        }

        state.Suspend();
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        failure = null;
        state.Settle(0, ref future, in cx);
        return state.EndCancel(1, in cx);
    }

    private bool PollFuture(in PollContext cx, ref Settled<T> result)
    {
        try
        {
            if (!future.Poll(in cx, out T value))
                return false;
            result = new Settled<T>(value);
            return true;
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
            return PollCleanUp(in cx, ref result);
        }
    }

    private bool PollCleanUp(in PollContext cx, ref Settled<T> result)
    {
        try
        {
            if (!future.PollCancel(in cx))
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
