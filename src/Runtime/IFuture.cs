namespace PollGen;

/// <summary>
/// A computation that makes progress only when it is polled. Its owner polls it until it is ready, or gives it up by
/// polling <see cref="PollCancel"/> until that is done.
/// </summary>
/// <remarks>
/// <para>A future is usually a struct that holds exactly the state which the computation needs while it waits. It may be
/// moved until its first poll and never after: what it waits for may know its address. The idea is that of Rust's
/// <c>Future</c> and <c>Pin</c>; the analyzer enforces the rule.</para>
/// <para>A future is polled by one thread at a time. Which thread may change between polls.</para>
/// </remarks>
/// <example>
/// A leaf keeps the latest waker where whoever it waits for finds it:
/// <code>
/// public struct OpenedMachine(Door door) : IFuture&lt;Unit&gt;
/// {
///     public readonly bool Poll(in PollContext cx, out Unit result)
///     {
///         result = default;
///         lock (door.gate)
///         {
///             door.waiting = cx.Waker;        // Door.Open wakes it, outside the lock
///             return door.isOpen;
///         }
///     }
///
///     public readonly bool PollCancel(in PollContext cx)
///     {
///         lock (door.gate)
///             door.waiting = Waker.None;
///         return true;
///     }
/// }
///
/// public Future&lt;OpenedMachine, Unit&gt; Opened() =&gt; new(new OpenedMachine(this));
/// </code>
/// A combinator holds its child in itself and hands both calls on:
/// <code>
/// public struct Twice&lt;TMachine&gt;(Future&lt;TMachine, int&gt; inner) : IFuture&lt;int&gt;
///     where TMachine : struct, IFuture&lt;int&gt;
/// {
///     private Future&lt;TMachine, int&gt; inner = inner;
///
///     public bool Poll(in PollContext cx, out int result)
///     {
///         if (!inner.Poll(in cx, out result))
///             return false;
///         result *= 2;
///         return true;
///     }
///
///     public bool PollCancel(in PollContext cx) =&gt; inner.PollCancel(in cx);
/// }
/// </code>
/// </example>
/// <typeparam name="T">The result; <see cref="Unit"/> where there is none.</typeparam>
public interface IFuture<T>
{
    /// <summary>Runs until the result is there or nothing more can be done for now.</summary>
    /// <param name="cx">
    /// Whose waker to wake. A future that returns false has arranged for the waker of the latest context to be woken
    /// when another poll makes sense. Polling without having been woken is harmless.
    /// </param>
    /// <param name="result">The result when the method returns true; undefined otherwise.</param>
    /// <returns>True when the future is complete. It must not be polled again.</returns>
    /// <exception cref="InvalidOperationException">The future is complete already.</exception>
    /// <remarks>
    /// An exception of the computation leaves through this method. The future then may still hold clean-up: the owner
    /// calls <see cref="PollCancel"/> until it returns true before it does anything else.
    /// </remarks>
    [MustUse("says whether the future is over")]
    bool Poll(in PollContext cx, out T result);

    /// <summary>
    /// Gives the computation up: cancels what it waits for, then runs its clean-up (<c>finally</c>, <c>using</c>) from the
    /// inside out, once, without running its <c>catch</c> clauses.
    /// </summary>
    /// <param name="cx">Whose waker to wake when the clean-up itself has to wait.</param>
    /// <returns>
    /// True when all clean-up is done; false when it must be polled again, with this method only. Before the first poll
    /// and after completion it returns true and does nothing.
    /// </returns>
    /// <remarks>An exception thrown by clean-up leaves through this method when the rest of the clean-up has run.</remarks>
    [MustUse("says whether the clean-up is over")]
    bool PollCancel(in PollContext cx);
}
