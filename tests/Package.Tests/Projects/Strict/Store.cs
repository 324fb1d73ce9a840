using PollGen;

namespace Strict;

/// <summary>What a store is.</summary>
public partial interface IStore
{
    /// <summary>Looks a word up.</summary>
    /// <param name="co">The right to wait.</param>
    /// <param name="key">It.</param>
    /// <returns>Null where there is none.</returns>
    [Coroutine]
    string? Find(Co co, string key);
}

/// <summary>A store in memory.</summary>
/// <typeparam name="T">What it keeps beside the words.</typeparam>
public sealed partial class Store<T> : IStore, IDisposable
    where T : notnull
{
    private readonly Dictionary<string, (string Word, T Extra)> entries = [];
    private bool isClosed;

    /// <summary>Adds a word.</summary>
    /// <param name="co">The right to wait.</param>
    /// <param name="key">Its name.</param>
    /// <param name="word">It.</param>
    /// <param name="extra">What is kept with it.</param>
    [Coroutine]
    public void Add(Co co, string key, string? word, T extra)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        co.Await(Future.Yield());
        if (word is not null)
            entries[key] = (word, extra);
    }

    /// <inheritdoc/>
    [Coroutine]
    public string? Find(Co co, string key)
    {
        co.Await(Task.Yield());
        return entries.TryGetValue(key, out var entry) ? entry.Word : null;
    }

    /// <inheritdoc/>
    public void Dispose() => isClosed = true;
}
