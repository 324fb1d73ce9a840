using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>How something has ended: with a result, by an exception, or, for a task, cancelled.</summary>
/// <typeparam name="T">The result.</typeparam>
[MustUse("says whether it has failed, and does not throw")]
public readonly struct Settled<T> : IHoldsResults
{
    private readonly T result;
    private readonly object? failure;

    internal static readonly Settled<T> Cancelled = new(new object());

    private Settled(object cancelled)
    {
        result = default!;
        failure = cancelled;
    }

    internal Settled(T result) => this.result = result;

    internal Settled(ExceptionDispatchInfo failure)
    {
        result = default!;
        this.failure = failure;
    }

    /// <summary>The exception, or null when there is a result, or it was cancelled.</summary>
    public Exception? Exception => (failure as ExceptionDispatchInfo)?.SourceException;

    /// <summary>Whether it was cancelled: given up by a handle or by the end of its executor.</summary>
    public bool IsCanceled => failure is not (null or ExceptionDispatchInfo);

    /// <summary>The result; throws the exception, with its stack trace, when there is none.</summary>
    /// <exception cref="TaskCanceledException">It was cancelled.</exception>
    public T Result
    {
        get
        {
            (failure as ExceptionDispatchInfo)?.Throw();
            return failure is null ? result : throw new TaskCanceledException("The task was cancelled.");
        }
    }

    void IHoldsResults.Dispose(ref ChildrenState state) => HeldResult.Dispose(result, ref state);
}
