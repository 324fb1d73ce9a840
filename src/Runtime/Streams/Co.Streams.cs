using PollGen.CompilerServices;

namespace PollGen;

public readonly ref partial struct Co
{
    /// <summary>Loops over an async stream: <c>foreach (var item in co.Each(source))</c> is what <c>await foreach</c> is in async code.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <param name="source">The stream. It is disposed when the loop is left, however that happens.</param>
    /// <param name="cancellation">
    /// Handed to the stream. A coroutine that is given up while it waits for an element cancels the stream by itself: it waits
    /// until the stream has stopped, and then disposes it.
    /// </param>
    /// <returns>What <c>foreach</c> loops over; of no use anywhere else.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(Co)</c>, or the thread runs an executor's tasks.</exception>
    public AsyncEach<T> Each<T>(IAsyncEnumerable<T> source, CancellationToken cancellation = default)
    {
        Check();
        return new AsyncEach<T>(this, source, cancellation);
    }

    /// <summary>
    /// Disposes a resource that is disposed asynchronously: <c>using (co.Use(resource))</c> is what <c>await using</c> is in async code.
    /// </summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="resource">The resource; null is allowed, and then nothing is disposed.</param>
    /// <returns>What <c>using</c> disposes; of no use anywhere else.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(Co)</c>, or the thread runs an executor's tasks.</exception>
    public AsyncUse<T> Use<T>(T resource)
        where T : IAsyncDisposable?
    {
        Check();
        return new AsyncUse<T>(this, AsyncUse<T>.Start(resource));
    }

    /// <inheritdoc cref="Use{T}(T)"/>
    /// <param name="resource">The resource, made in place.</param>
    /// <param name="opened">The same, under a name: <c>using var _ = co.Use(Open(path), out var file);</c></param>
    public AsyncUse<T> Use<T>(T resource, out T opened)
        where T : IAsyncDisposable?
    {
        Check();
        return new AsyncUse<T>(this, AsyncUse<T>.Start(resource, out opened));
    }

    /// <inheritdoc cref="Use{T}(T)"/>
    public AsyncUse<NullableResource<T>> Use<T>(T? resource)
        where T : struct, IAsyncDisposable
    {
        Check();
        return new AsyncUse<NullableResource<T>>(this, AsyncUse<NullableResource<T>>.Start(resource));
    }
}
