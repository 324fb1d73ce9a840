using System.Runtime.CompilerServices;

namespace PollGen;

public static partial class Future
{
    /// <summary>Calls a .NET API that takes a token, with one that is signalled when the surrounding coroutine is cancelled.</summary>
    /// <param name="call">Makes the call. Runs at the first poll, on the thread that polls.</param>
    /// <returns>
    /// The future of the call. When it is cancelled it signals the token and waits until the task has ended, so that nothing of the call outlives the
    /// coroutine: the task's <see cref="OperationCanceledException"/> is expected then and ignored, another exception is thrown at the end of the
    /// clean-up, and a result that came nevertheless is disposed if it is disposable.
    /// </returns>
    /// <remarks>
    /// Only this future makes a <see cref="CancellationTokenSource"/>; coroutines that do not use it pay nothing. What is lost on cancellation is what
    /// the API says. A task that is awaited without such a token is not stopped by a cancellation: it is detached, and its exception goes to the executor's handler.
    /// </remarks>
    /// <example>
    /// <code>
    /// string page = co.Await(Future.FromTask(token => http.GetStringAsync(url, token)));
    /// </code>
    /// </example>
    [OverloadResolutionPriority(1)]
    public static Future<TokenMachine<Func<CancellationToken, Task>, TaskMachine, Unit>, Unit> FromTask(Func<CancellationToken, Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new(new(call, static (call, token) => call(token).AsFuture(), awaitsEnd: true));
    }

    /// <inheritdoc cref="FromTask(Func{CancellationToken, Task})"/>
    /// <typeparam name="T">The result.</typeparam>
    [OverloadResolutionPriority(1)]
    public static Future<TokenMachine<Func<CancellationToken, Task<T>>, TaskMachine<T>, T>, T> FromTask<T>(Func<CancellationToken, Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new(new(call, static (call, token) => call(token).AsFuture(), awaitsEnd: true));
    }

    /// <inheritdoc cref="FromTask(Func{CancellationToken, Task})"/>
    public static Future<TokenMachine<Func<CancellationToken, ValueTask>, ValueTaskMachine, Unit>, Unit> FromTask(Func<CancellationToken, ValueTask> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new(new(call, static (call, token) => call(token).AsFuture(), awaitsEnd: true));
    }

    /// <inheritdoc cref="FromTask(Func{CancellationToken, Task})"/>
    /// <typeparam name="T">The result.</typeparam>
    public static Future<TokenMachine<Func<CancellationToken, ValueTask<T>>, ValueTaskMachine<T>, T>, T> FromTask<T>(Func<CancellationToken, ValueTask<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new(new(call, static (call, token) => call(token).AsFuture(), awaitsEnd: true));
    }
}
