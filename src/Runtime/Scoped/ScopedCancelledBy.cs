// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Lets a token cancel a scoped future.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="TArgs">The references.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <param name="token">The token. It may be signalled on any thread.</param>
    /// <returns>The future. It refers to what the given one refers to, and throws, cancels and loses what that of an ordinary future does.</returns>
    public static ScopedFuture<ScopedCancelledByMachine<TMachine, TArgs, T>, TArgs, T> CancelledBy<TMachine, TArgs, T>(this ScopedFuture<TMachine, TArgs, T> future, CancellationToken token)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
        => new(new ScopedCancelledByMachine<TMachine, TArgs, T>(future.Machine, token), future.Arguments);
}

/// <summary>The machine of <c>CancelledBy</c> for a scoped future. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="TArgs">The references.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct ScopedCancelledByMachine<TMachine, TArgs, T> : IScopedMachine<TArgs, T>
    where TMachine : struct, IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    private TMachine future;
    private readonly CancellationToken token;
    private TokenWatch? watch;
    private ChildrenState state;

    internal ScopedCancelledByMachine(TMachine future, CancellationToken token)
    {
        this.future = future;
        this.token = token;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result, scoped in TArgs args)
    {
        Unsafe.SkipInit(out result);
        bool isStarted = state.IsOpen;
        if (state.StartPoll("Future.CancelledBy"))
        {
            if (isStarted || !token.IsCancellationRequested)
            {
                // What this throws leaves at once: whoever polls us then polls the clean-up.
                if (future.Poll(in cx, out result, in args))
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

        state.Settle<TMachine, TArgs, T>(0, ref future, in args, in cx);
        Unit nothing = default;
        return state.EndSelect(1, ref nothing, in cx);
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in TArgs args)
    {
        if (!state.IsOpen)
            return true;
        Leave();
        state.Settle<TMachine, TArgs, T>(0, ref future, in args, in cx);
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
