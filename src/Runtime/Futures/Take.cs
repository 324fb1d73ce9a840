namespace PollGen;

public static partial class Future
{
    /// <summary>Moves a future that has not been polled out of where it stands, and leaves nothing behind that could be used by mistake.</summary>
    /// <typeparam name="TFuture">A future, or a struct that holds one.</typeparam>
    /// <param name="place">A variable, field or element; it is <c>default</c> afterwards, and may be set again.</param>
    /// <returns>The future.</returns>
    /// <remarks>Reading a field or an element by value copies what it holds, which the analyzer reports (PG0204).</remarks>
    /// <example>
    /// <code>
    /// foreach (ref var future in futures.AsSpan())
    ///     executor.SpawnDetached(Future.Take(ref future));
    /// </code>
    /// </example>
    public static TFuture Take<TFuture>(ref TFuture place)
        where TFuture : struct, allows ref struct
    {
        var taken = place;
        place = default;
        return taken;
    }
}
