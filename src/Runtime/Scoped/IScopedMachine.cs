namespace PollGen;

/// <summary>
/// The machine of a coroutine with <c>ref</c>, <c>in</c> or span parameters. It stores none of them: whoever polls it hands them in,
/// each time.
/// </summary>
/// <typeparam name="TArgs">A ref struct that holds the references.</typeparam>
/// <typeparam name="T">The result; <see cref="Unit"/> where there is none.</typeparam>
/// <remarks>Follows the rules of <see cref="IFuture{T}"/>: polled by one owner, by one thread at a time, and not moved after the first poll. Every poll is given references to the same storage.</remarks>
public interface IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    /// <summary>Runs until the result is there or nothing more can be done for now, as <see cref="IFuture{T}.Poll"/> does.</summary>
    /// <param name="cx">Whose waker to wake.</param>
    /// <param name="result">The result when the method returns true; undefined otherwise.</param>
    /// <param name="args">The references, to the same storage at every poll.</param>
    /// <returns>True when the future is complete.</returns>
    [MustUse("says whether the future is over")]
    bool Poll(in PollContext cx, out T result, scoped in TArgs args);

    /// <summary>Gives the computation up, as <see cref="IFuture{T}.PollCancel"/> does.</summary>
    /// <param name="cx">Whose waker to wake when the clean-up itself has to wait.</param>
    /// <param name="args">The references, to the same storage at every poll.</param>
    /// <returns>True when all clean-up is done.</returns>
    [MustUse("says whether the clean-up is over")]
    bool PollCancel(in PollContext cx, scoped in TArgs args);
}
