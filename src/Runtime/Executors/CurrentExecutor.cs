namespace PollGen;

/// <summary>What the futures and tasks of this library ask of their executor.</summary>
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

    /// <summary>The same from within a task's turn.</summary>
    void ReportHere(Exception exception);

    /// <summary>Wakes a task of this executor. From any thread.</summary>
    void Wake(SpawnedTask task);

    /// <summary>Asks for a task of this executor to be cancelled. From any thread.</summary>
    void Cancel(SpawnedTask task);

    /// <summary>The shared home of tasks with this ambient state.</summary>
    TaskHome HomeOf(ExecutionContext context);

    /// <summary>What <c>Spawn</c> of the executor does.</summary>
    JoinHandle<T> SpawnChild<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>;

    /// <summary>Starts a detached task that finishes some clean-up, also while the executor is shutting down.</summary>
    void SpawnCleanUp<TMachine>(Future<TMachine, Unit> future)
        where TMachine : struct, IFuture<Unit>;
}

/// <summary>The executor that the calling thread is running; null on other threads.</summary>
internal static class CurrentExecutor
{
    [ThreadStatic]
    internal static IExecutor? Value;
}
