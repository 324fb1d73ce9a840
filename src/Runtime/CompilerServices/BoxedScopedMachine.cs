using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PollGen.CompilerServices;

/// <summary>
/// A machine on the heap that is handed references at every poll: what a virtual or interface coroutine with <c>ref</c>, <c>in</c> or span
/// parameters makes. Which machine it is, the object decides.
/// </summary>
/// <typeparam name="TArgs">The references.</typeparam>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>One object. A reference to it may be copied; it is still polled by one owner, by one thread at a time.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerDisplay("{box}")]
public readonly struct BoxedScopedMachine<TArgs, T> : IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    private readonly ScopedBox<TArgs, T> box;

    private BoxedScopedMachine(ScopedBox<TArgs, T> box) => this.box = box;

    /// <summary>Moves a machine that has not been polled to the heap.</summary>
    /// <typeparam name="TMachine">The machine's type.</typeparam>
    /// <param name="machine">The machine.</param>
    /// <returns>A reference to it.</returns>
    public static BoxedScopedMachine<TArgs, T> Of<TMachine>(TMachine machine)
        where TMachine : struct, IScopedMachine<TArgs, T>
        => new(new ScopedBox<TMachine, TArgs, T>(machine));

    /// <inheritdoc/>
    [StackTraceHidden]
    public bool Poll(in PollContext cx, out T result, scoped in TArgs args) => box.Poll(in cx, out result, in args);

    /// <inheritdoc/>
    [StackTraceHidden]
    public bool PollCancel(in PollContext cx, scoped in TArgs args) => box.PollCancel(in cx, in args);
}

internal abstract class ScopedBox<TArgs, T>
    where TArgs : allows ref struct
{
    public abstract bool Poll(in PollContext cx, out T result, scoped in TArgs args);

    public abstract bool PollCancel(in PollContext cx, scoped in TArgs args);
}

[DebuggerDisplay("{machine}")]
internal sealed class ScopedBox<TMachine, TArgs, T>(TMachine machine) : ScopedBox<TArgs, T>
    where TMachine : struct, IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private TMachine machine = machine;

    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool Poll(in PollContext cx, out T result, scoped in TArgs args) => machine.Poll(in cx, out result, in args);

    [StackTraceHidden]
    public override bool PollCancel(in PollContext cx, scoped in TArgs args) => machine.PollCancel(in cx, in args);
}
