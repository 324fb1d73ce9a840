using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>A resource that is disposed asynchronously. Used by generated code and by direct execution.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct AsyncResource<T>
    where T : IAsyncDisposable?
{
    private T resource;

    internal AsyncResource(T resource) => this.resource = resource;

    /// <summary>Disposes the resource where it stands: a struct is neither boxed nor copied. Does nothing for null.</summary>
    /// <returns>Ready when it is disposed.</returns>
    public Future<ValueTaskMachine, Unit> Dispose() =>
        (typeof(T).IsValueType || resource is not null ? resource!.DisposeAsync() : default).AsFuture();
}

/// <summary>A struct resource that may be missing.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
/// <param name="resource">The resource, or null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableResource<T>(T? resource) : IAsyncDisposable
    where T : struct, IAsyncDisposable
{
    /// <summary>Takes the resource.</summary>
    /// <param name="resource">The resource, or null.</param>
    public static implicit operator NullableResource<T>(T? resource) => new(resource);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => resource is { } present ? present.DisposeAsync() : default;
}
