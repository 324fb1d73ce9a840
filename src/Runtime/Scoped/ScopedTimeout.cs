// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Gives a scoped future up when it takes longer than a limit.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="TArgs">The references.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <param name="limit">How long it may take, from the first poll on; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no limit.</param>
    /// <param name="timeProvider">The clock; that of the executor when null.</param>
    /// <returns>The future. It refers to what the given one refers to, and throws, cancels and loses what that of an ordinary future does.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative limit.</exception>
    public static ScopedFuture<ScopedTimeoutMachine<TMachine, TArgs, T>, TArgs, T> Timeout<TMachine, TArgs, T>(
        this ScopedFuture<TMachine, TArgs, T> future, TimeSpan limit, TimeProvider? timeProvider = null)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
        => new(new ScopedTimeoutMachine<TMachine, TArgs, T>(future.Machine, timeProvider is null ? Delay(limit) : Delay(limit, timeProvider), limit), future.Arguments);
}

/// <summary>The machine of <c>Timeout</c> for a scoped future. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="TArgs">The references.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct ScopedTimeoutMachine<TMachine, TArgs, T> : IScopedMachine<TArgs, T>
    where TMachine : struct, IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    private TMachine future;
    private Future<DelayMachine, Unit> delay;
    private readonly TimeSpan limit;
    private ChildrenState state;

    internal ScopedTimeoutMachine(TMachine future, Future<DelayMachine, Unit> delay, TimeSpan limit)
    {
        this.future = future;
        this.delay = delay;
        this.limit = limit;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result, scoped in TArgs args)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.Timeout"))
        {
            // What this throws leaves at once: whoever polls us then polls the clean-up.
            if (future.Poll(in cx, out result, in args))
            {
                _ = delay.PollCancel(in cx);
                state.SetComplete();
                return true;
            }

            if (!delay.Poll(in cx, out _))
            {
                state.Suspend();
                return false;
            }

            state.Fail(new TimeoutException($"The future was not ready within {limit}."));
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
        _ = delay.PollCancel(in cx);
        state.Settle<TMachine, TArgs, T>(0, ref future, in args, in cx);
        return state.EndCancel(1, in cx);
    }
}
