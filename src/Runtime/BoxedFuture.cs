using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>
/// A future on the heap behind one type: what virtual and recursive coroutines return, and what to use where the type of
/// the machine must not show. Awaited like any other.
/// </summary>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>One object. A reference to it may be copied; it is still polled by one owner, by one thread at a time.</remarks>
public abstract class BoxedFuture<T> : IFuture<T>
{
    private protected BoxedFuture()
    {
    }

    /// <inheritdoc/>
    public abstract bool Poll(in PollContext cx, out T result);

    /// <inheritdoc/>
    public abstract bool PollCancel(in PollContext cx);

    /// <summary>Makes it a <see cref="Future{TMachine, T}"/>, for combinators and executors.</summary>
    /// <returns>A future that polls this one; cancelling it cancels this one.</returns>
    public Future<BoxedMachine<T>, T> AsFuture() => new(new BoxedMachine<T>(this));
}

/// <summary>The machine of a future that is reached through a reference.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="future">The future to poll.</param>
[DebuggerDisplay("{future}")]
public readonly struct BoxedMachine<T>(IFuture<T> future) : IFuture<T>
{
    /// <inheritdoc/>
    [StackTraceHidden]
    public bool Poll(in PollContext cx, out T result) => future.Poll(in cx, out result);

    /// <inheritdoc/>
    [StackTraceHidden]
    public bool PollCancel(in PollContext cx) => future.PollCancel(in cx);
}

// An array of one is the only object that can be made on the pinned heap.
[DebuggerDisplay("{machines[0]}")]
internal sealed class PinnedBox<TMachine, T> : BoxedFuture<T>
    where TMachine : struct, IFuture<T>
{
    private readonly TMachine[] machines = GC.AllocateArray<TMachine>(1, pinned: true);

    public PinnedBox(TMachine machine) => machines[0] = machine;

    [StackTraceHidden]
    public override bool Poll(in PollContext cx, out T result) => machines[0].Poll(in cx, out result);

    [StackTraceHidden]
    public override bool PollCancel(in PollContext cx) => machines[0].PollCancel(in cx);
}

[DebuggerDisplay("{machine}")]
internal sealed class Box<TMachine, T>(TMachine machine) : BoxedFuture<T>
    where TMachine : struct, IFuture<T>
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private TMachine machine = machine;

    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool Poll(in PollContext cx, out T result) => machine.Poll(in cx, out result);

    [StackTraceHidden]
    public override bool PollCancel(in PollContext cx) => machine.PollCancel(in cx);
}
