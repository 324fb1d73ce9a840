namespace PollGen;

public static partial class Future
{
    /// <summary>A future that is ready at its first poll.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="value">What it gives.</param>
    /// <returns>The future. Cancelling it before its poll drops the value.</returns>
    public static Future<ReadyMachine<T>, T> Ready<T>(T value) => new(new ReadyMachine<T>(value));
}

/// <summary>The machine of <see cref="Future.Ready"/>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="T">The result.</typeparam>
[MovableWhilePending]
[CancelSafe]
public struct ReadyMachine<T> : IFuture<T>
{
    private T value;
    private bool isComplete;

    internal ReadyMachine(T value) => this.value = value;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        if (isComplete)
            throw CompilerServices.Machine.NotSuspended("Future.Ready");
        isComplete = true;
        result = value;
        value = default!;
        return true;
    }

    /// <inheritdoc/>
    public readonly bool PollCancel(in PollContext cx) => true;
}
