using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>
/// A future that refers to its caller's storage: what the overload of a coroutine with <c>ref</c>, <c>in</c> or span parameters gives. It
/// can be awaited, joined and blocked on, where that storage outlives it. The C# compiler refuses to spawn, box, capture or store it.
/// </summary>
/// <typeparam name="TMachine">The state machine, which stores no reference.</typeparam>
/// <typeparam name="TArgs">The references, handed in at every poll.</typeparam>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>Not thread-safe: polled by one owner. Not to be copied or moved after its first poll.</remarks>
/// <example>
/// <code>
/// var (a, b) = co.Await(Future.Join(ReadExactly(left, buffer[..n]), ReadExactly(right, buffer[n..])));
/// </code>
/// </example>
[DebuggerDisplay("{machine}")]
public ref struct ScopedFuture<TMachine, TArgs, T>
    where TMachine : struct, IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    private readonly TArgs args;
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private TMachine machine;

    /// <summary>Puts a machine that has not been polled together with its references.</summary>
    /// <param name="machine">The machine; it moves in.</param>
    /// <param name="args">The references.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ScopedFuture(TMachine machine, TArgs args)
    {
        this.machine = machine;
        this.args = args;
    }

    /// <summary>The machine, for code that holds it apart from its references.</summary>
    [EditorBrowsable(EditorBrowsableState.Never), Moved]
    public readonly TMachine Machine => machine;

    /// <summary>The references.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly TArgs Arguments => args;

    /// <inheritdoc cref="IFuture{T}.Poll"/>
    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [MustUse("says whether the future is over")]
    public bool Poll(in PollContext cx, out T result) => machine.Poll(in cx, out result, in args);

    /// <inheritdoc cref="IFuture{T}.PollCancel"/>
    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [MustUse("says whether the clean-up is over")]
    public bool PollCancel(in PollContext cx) => machine.PollCancel(in cx, in args);
}
