namespace PollGen;

/// <summary>What futures of this library ask of the executor that polls them.</summary>
internal interface IExecutor
{
    /// <summary>The clock of delays that name none.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>The state of <see cref="Fairness"/>, changed by what is polled.</summary>
    ref uint Luck { get; }

    /// <summary>Hands over an exception that nobody waits for. From any thread.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>False when the executor is disposed and takes nothing any more.</returns>
    bool TryReport(Exception exception);
}

/// <summary>The executor that the calling thread is running; null on other threads.</summary>
internal static class CurrentExecutor
{
    [ThreadStatic]
    internal static IExecutor? Value;
}
