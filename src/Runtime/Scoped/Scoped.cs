namespace PollGen;

public static partial class FutureConversions
{
    /// <summary>Lets a future that refers to nothing stand beside scoped ones, in a join or select.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <returns>The same future as a scoped one: it gives, throws, cancels and loses the same.</returns>
    public static ScopedFuture<UnscopedMachine<TMachine, T>, NoReferences, T> Scoped<TMachine, T>(this Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
        => new(new UnscopedMachine<TMachine, T>(future), default);
}

/// <summary>The references of a future that has none.</summary>
public readonly ref struct NoReferences;

/// <summary>The machine of <c>Scoped()</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct UnscopedMachine<TMachine, T> : IScopedMachine<NoReferences, T>
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future;

    internal UnscopedMachine(Future<TMachine, T> future) => this.future = future;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result, scoped in NoReferences args) => future.Poll(in cx, out result);

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in NoReferences args) => future.PollCancel(in cx);
}
