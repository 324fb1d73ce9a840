using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Runs a coroutine that has a token: signalled when it is cancelled, before its clean-up begins.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="body">Makes the future. Runs at the first poll.</param>
    /// <returns>The future. An exception that a callback of the token throws is thrown at the end of the clean-up.</returns>
    /// <remarks>
    /// For a coroutine that hands the token to several calls, or registers callbacks. A <see cref="Task"/> that it awaits when it is cancelled is
    /// detached as ever; <c>Future.FromTask</c> waits for it. What is lost is what the coroutine loses.
    /// </remarks>
    /// <example>
    /// <code>
    /// co.Await(Future.WithToken(token => Watch(folder, token)));
    /// </code>
    /// </example>
    public static Future<TokenMachine<Func<CancellationToken, Future<TMachine, T>>, TMachine, T>, T> WithToken<TMachine, T>(
        Func<CancellationToken, Future<TMachine, T>> body)
        where TMachine : struct, IFuture<T>
    {
        ArgumentNullException.ThrowIfNull(body);
        return new(new(body, static (body, token) => body(token), awaitsEnd: false));
    }
}

/// <summary>The machine of <c>Future.FromTask</c> and <c>Future.WithToken</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TCall">What makes the future of a token.</typeparam>
/// <typeparam name="TMachine">The machine of that future.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct TokenMachine<TCall, TMachine, T> : IFuture<T>
    where TCall : class
    where TMachine : struct, IFuture<T>
{
    private readonly TCall call;
    private readonly Func<TCall, CancellationToken, Future<TMachine, T>> start;
    private readonly bool awaitsEnd;
    private bool hasThrown;
    private CancellationTokenSource? source;
    // Before the future, beside the flags: behind it, the runtime would align it anew.
    private ChildrenState state;
    private Future<TMachine, T> future;

    internal TokenMachine(TCall call, Func<TCall, CancellationToken, Future<TMachine, T>> start, bool awaitsEnd)
    {
        this.call = call;
        this.start = start;
        this.awaitsEnd = awaitsEnd;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        if (start is null)
            throw CompilerServices.Machine.NotSuspended("Future.FromTask");
        state.StartPoll(awaitsEnd ? "Future.FromTask" : "Future.WithToken");
        hasThrown = true;
        if (source is null)
        {
            source = new CancellationTokenSource();
            future = start(call, source.Token);
        }

        bool isReady = future.Poll(in cx, out result);
        hasThrown = false;
        if (!isReady)
        {
            state.Suspend();
            return false;
        }

        source.Dispose();
        state.SetComplete();
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        if (!source!.IsCancellationRequested && !hasThrown)
            Signal();
        if (!awaitsEnd || hasThrown)
            state.Settle(0, ref future, in cx);
        else if (state.IsPending(0))
            AwaitEnd(in cx);
        if (state.AllOver(1))
            source.Dispose();
        return state.EndCancel(1, in cx);
    }

    private void Signal()
    {
        try
        {
            source!.Cancel();
        }
        catch (Exception e)
        {
            // Of callbacks that others have registered.
            state.Fail(e);
        }
    }

    private void AwaitEnd(in PollContext cx)
    {
        try
        {
            if (!future.Poll(in cx, out T result))
                return;
            state.SetOver(0);
            state.Refuse(ref result);
        }
        catch (OperationCanceledException)
        {
            state.SetOver(0);
        }
        catch (Exception e)
        {
            state.SetOver(0);
            state.Fail(e);
        }
    }
}
