using System.ComponentModel;
using System.Runtime.CompilerServices;
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

    /// <summary>Loops over an async stream that is open already, such as one that an extension method <c>GetAsyncEnumerator</c> has opened.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <param name="opened">
    /// The stream. It is disposed when the loop is left, however that happens. A coroutine that is given up while it waits for an element
    /// waits for that element, and then disposes the stream: there is no token by which to stop it.
    /// </param>
    /// <returns>What <c>foreach</c> loops over; of no use anywhere else.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(Co)</c>, or the thread runs an executor's tasks.</exception>
    [OverloadResolutionPriority(-1)]
    public AsyncEach<T> Each<T>(IAsyncEnumerator<T> opened)
    {
        Check();
        return new AsyncEach<T>(this, opened);
    }

    /// <summary>Says what to write where a type only has the methods of an async stream: no interface tells the machine what to keep of it.</summary>
    /// <typeparam name="T">No stream.</typeparam>
    /// <param name="source">Not used.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-2)]
    [Obsolete("co.Each takes an IAsyncEnumerable<T> or an IAsyncEnumerator<T>. Of what only has their methods, write the loop: 'try { while (co.Await(e.MoveNextAsync())) … } finally { co.Await(e.DisposeAsync()); }'.", error: true)]
    public AsyncEach<dynamic> Each<T>(T source)
        where T : allows ref struct
        => throw new NotSupportedException();

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

    /// <summary>Says what to write where a type only has a method <c>DisposeAsync</c>.</summary>
    /// <param name="resource">Not used.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-2)]
    [Obsolete("co.Use takes an IAsyncDisposable. Of what only has its method, write the block: 'try { … } finally { co.Await(resource.DisposeAsync()); }'.", error: true)]
    public AsyncUse<IAsyncDisposable> Use(object resource) => throw new NotSupportedException();
}
