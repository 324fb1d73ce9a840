using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>
/// A future made by a coroutine's overload: its machine together with the type of its result, so that combinators,
/// executors and <c>co.Await</c> infer both and box nothing.
/// </summary>
/// <typeparam name="TMachine">The state machine; it is the whole content of this struct.</typeparam>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>Not thread-safe: polled by one thread at a time. Not to be copied or moved after its first poll.</remarks>
[DebuggerDisplay("{machine}")]
public struct Future<TMachine, T> : IFuture<T>
    where TMachine : struct, IFuture<T>
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private TMachine machine;

    /// <summary>Wraps a machine that has not been polled.</summary>
    /// <param name="machine">The machine; it moves in.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Future(TMachine machine) => this.machine = machine;

    /// <inheritdoc/>
    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Poll(in PollContext cx, out T result) => machine.Poll(in cx, out result);

    /// <inheritdoc/>
    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PollCancel(in PollContext cx) => machine.PollCancel(in cx);

    /// <summary>Moves the future, which must not have been polled, to the heap, behind one type for all of its kind.</summary>
    /// <returns>The boxed future; this one must not be used any more. Cancelling it loses what this one would lose.</returns>
    [Moved]
    public BoxedFuture<T> Boxed() => new Box<TMachine, T>(machine);

    /// <summary>
    /// Moves the future, which must not have been polled, to the pinned heap, where the collector never moves it: for futures whose address native code is given.
    /// </summary>
    /// <returns>The boxed future; this one must not be used any more. Cancelling it loses what this one would lose.</returns>
    [Moved]
    public BoxedFuture<T> Pinned() => new PinnedBox<TMachine, T>(machine);
}
