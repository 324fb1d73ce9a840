using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>A future that is never ready: it ends when its owner gives it up.</summary>
    /// <returns>The future. Cancelling it loses nothing.</returns>
    /// <example>
    /// <code>
    /// // Serves until it is cancelled.
    /// using var listener = Listen();
    /// co.Await(Future.Never());
    /// </code>
    /// </example>
    public static Future<NeverMachine<Unit>, Unit> Never() => new(default);

    /// <inheritdoc cref="Never()"/>
    /// <typeparam name="T">The result that it does not give.</typeparam>
    public static Future<NeverMachine<T>, T> Never<T>() => new(default);
}

/// <summary>The machine of <c>Future.Never</c>. It has no state.</summary>
/// <typeparam name="T">The result that it does not give.</typeparam>
[CancelSafe]
public readonly struct NeverMachine<T> : IFuture<T>
{
    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        // Not kept, but taken: who looks for the place where a task waits finds this one.
        _ = cx.Waker;
        Unsafe.SkipInit(out result);
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx) => true;
}
