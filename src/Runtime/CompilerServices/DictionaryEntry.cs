using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>A dictionary and a key, by which a kept reference finds its value again. Used by generated code only.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
/// <param name="dictionary">The dictionary.</param>
/// <param name="key">The key.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryEntry<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
    where TKey : notnull
{
    /// <summary>The dictionary.</summary>
    public Dictionary<TKey, TValue> Dictionary { get; } = dictionary;

    /// <summary>The key.</summary>
    public TKey Key { get; } = key;
}
