// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Lets a token cancel a future: the bridge from .NET's cancellation to ours.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <param name="token">The token. It may be signalled on any thread.</param>
    /// <returns>
    /// The future. When the token is signalled first, the given future is cancelled and cleaned up; then this one throws
    /// <see cref="OperationCanceledException"/> with the token. A token that is signalled before the first poll lets nothing of it run.
    /// </returns>
    /// <remarks>
    /// While it waits it holds one small object, registered with the token; it is gone from there when this future ends. A token that can never be
    /// signalled costs nothing. What is lost on cancellation is what the given future says.
    /// </remarks>
    /// <example>
    /// <code>
    /// // In an async method of a host that gives us a token:
    /// await executor.Spawn(Serve(listener).CancelledBy(stoppingToken));
    /// </code>
    /// </example>
    public static Future<CancelledByMachine<TMachine, T>, T> CancelledBy<TMachine, T>(this Future<TMachine, T> future, CancellationToken token)
        where TMachine : struct, IFuture<T>
        => new(new CancelledByMachine<TMachine, T>(future, token));
}

/// <summary>The machine of <c>CancelledBy</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct CancelledByMachine<TMachine, T> : IFuture<T>
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future;
    private readonly CancellationToken token;
    private TokenWatch? watch;
    private ChildrenState state;

    internal CancelledByMachine(Future<TMachine, T> future, CancellationToken token)
    {
        this.future = future;
        this.token = token;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        Unsafe.SkipInit(out result);
        bool isStarted = state.IsOpen;
        if (state.StartPoll("Future.CancelledBy"))
        {
            if (isStarted || !token.IsCancellationRequested)
            {
                // What this throws leaves at once: whoever polls us then polls the clean-up.
                if (future.Poll(in cx, out result))
                {
                    Leave();
                    state.SetComplete();
                    return true;
                }

                if (!IsSignalled(in cx))
                {
                    state.Suspend();
                    return false;
                }
            }

            Leave();
            state.Fail(new OperationCanceledException(token));
        }

        state.Settle(0, ref future, in cx);
        Unit nothing = default;
        return state.EndSelect(1, ref nothing, in cx);
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        Leave();
        state.Settle(0, ref future, in cx);
        return state.EndCancel(1, in cx);
    }

    private bool IsSignalled(in PollContext cx)
    {
        if (!token.CanBeCanceled)
            return false;
        watch ??= new TokenWatch(token);
        return watch.Poll(cx.Waker);
    }

    private void Leave()
    {
        watch?.Leave();
        watch = null;
    }
}
