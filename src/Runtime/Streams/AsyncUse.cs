using System.ComponentModel;
using PollGen.CompilerServices;

namespace PollGen;

/// <summary>What <see cref="Co.Use{T}(T)"/> returns: a resource in the head of a <c>using</c>.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
[MustUse("disposes of the resource where its using ends, and not without one")]
public ref struct AsyncUse<T>
    where T : IAsyncDisposable?
{
    private readonly Co co;
    private AsyncResource<T> resource;

    internal AsyncUse(Co co, AsyncResource<T> resource)
    {
        this.co = co;
        this.resource = resource;
    }

    /// <summary>Holds the resource for a machine. Called by generated code only.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>What the machine keeps.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AsyncResource<T> Start(T resource) => new(resource);

    /// <inheritdoc cref="Start(T)"/>
    /// <param name="resource">The resource.</param>
    /// <param name="opened">The same.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AsyncResource<T> Start(T resource, out T opened) => new(opened = resource);

    /// <summary>Waits until the resource is disposed.</summary>
    public void Dispose() => co.Await(resource.Dispose());
}
