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
        where TMachine : struct, IFuture<T> => new(new SettledMachine<TMachine, T>(future));
}

/// <summary>How something has ended: with a result, by an exception, or, for a task, cancelled.</summary>
/// <typeparam name="T">The result.</typeparam>
public readonly struct Settled<T> : IHoldsResults
{
    private readonly T result;
    private readonly object? failure;

    internal static readonly Settled<T> Cancelled = new(new object());

    private Settled(object cancelled)
    {
        result = default!;
        failure = cancelled;
    }

    internal Settled(T result) => this.result = result;

    internal Settled(ExceptionDispatchInfo failure)
    {
        result = default!;
        this.failure = failure;
    }

    /// <summary>The exception, or null when there is a result, or it was cancelled.</summary>
    public Exception? Exception => (failure as ExceptionDispatchInfo)?.SourceException;

    /// <summary>Whether it was cancelled: given up by a handle or by the end of its executor.</summary>
    public bool IsCanceled => failure is not (null or ExceptionDispatchInfo);

    /// <summary>The result; throws the exception, with its stack trace, when there is none.</summary>
    /// <exception cref="TaskCanceledException">It was cancelled.</exception>
    public T Result
    {
        get
        {
            (failure as ExceptionDispatchInfo)?.Throw();
            return failure is null ? result : throw new TaskCanceledException("The task was cancelled.");
        }
    }

    void IHoldsResults.Dispose(ref ChildrenState state) => HeldResult.Dispose(result, ref state);
}

/// <summary>The machine of <see cref="Future.Settled"/>. Not thread-safe: polled by one owner.</summary>
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
