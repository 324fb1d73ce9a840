// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Gives a future up when it takes longer than a limit.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <param name="limit">How long it may take, from the first poll on; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no limit.</param>
    /// <param name="timeProvider">The clock; that of the executor when null.</param>
    /// <returns>
    /// The future. It throws <see cref="TimeoutException"/> when the time is over, once the given one has been cancelled and cleaned up, however long
    /// that takes.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative limit.</exception>
    /// <remarks>
    /// <para>A result that is there when the time is over is taken. What is lost when the limit strikes is what the given future says it loses.</para>
    /// <para>Without an exception: <c>Future.Select(future, Future.Delay(limit))</c>.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var greeting = co.Await(ReadGreeting(client).Timeout(TimeSpan.FromSeconds(30)));
    /// </code>
    /// </example>
    public static Future<TimeoutMachine<TMachine, T>, T> Timeout<TMachine, T>(
        this Future<TMachine, T> future, TimeSpan limit, TimeProvider? timeProvider = null)
        where TMachine : struct, IFuture<T>
        => new(new TimeoutMachine<TMachine, T>(future, timeProvider is null ? Delay(limit) : Delay(limit, timeProvider), limit));
}

/// <summary>The machine of <c>Timeout</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct TimeoutMachine<TMachine, T> : IFuture<T>
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future;
    private Future<DelayMachine, Unit> delay;
    private readonly TimeSpan limit;
    private ChildrenState state;

    internal TimeoutMachine(Future<TMachine, T> future, Future<DelayMachine, Unit> delay, TimeSpan limit)
    {
        this.future = future;
        this.delay = delay;
        this.limit = limit;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.Timeout"))
        {
            // What this throws leaves at once: whoever polls us then polls the clean-up.
            if (future.Poll(in cx, out result))
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

        state.Settle(0, ref future, in cx);
        Unit nothing = default;
        return state.EndSelect(1, ref nothing, in cx);
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        _ = delay.PollCancel(in cx);
        state.Settle(0, ref future, in cx);
        return state.EndCancel(1, in cx);
    }
}
