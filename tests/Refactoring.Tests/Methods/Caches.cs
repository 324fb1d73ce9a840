using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>Values that take a while to find, found once.</summary>
public sealed class AsyncCache<TKey, TValue>(Func<TKey, Task<TValue>> find, Log log)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> values = [];
    private readonly SemaphoreSlim gate = new(1, 1);

    public int Count => values.Count;

    public async ValueTask<TValue> GetAsync(TKey key)
    {
        if (values.TryGetValue(key, out var known))
            return known;
        await gate.WaitAsync();
        try
        {
            // Somebody else may have found it meanwhile.
            if (values.TryGetValue(key, out known))
                return known;
            log.Add($"find {key}");
            return values[key] = await find(key);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<TValue[]> GetAllAsync(params TKey[] keys)
    {
        var found = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            found[i] = await GetAsync(keys[i]);
        return found;
    }

    /// <summary>Finds all again; what is not found any more goes.</summary>
    public async Task RefreshAsync(Func<TKey, bool>? filter = null)
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var key in values.Keys.ToList())
            {
                if (filter?.Invoke(key) == false)
                    continue;
                try
                {
                    values[key] = await find(key).ConfigureAwait(false);
                }
                catch (KeyNotFoundException)
                {
                    values.Remove(key);
                    log.Add($"gone: {key}");
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }
}

public static class CacheExtensions
{
    /// <summary>The value, or another where there is none.</summary>
    public static async Task<TValue> GetOrAsync<TKey, TValue>(this AsyncCache<TKey, TValue> cache, TKey key, Func<Task<TValue>> other)
        where TKey : notnull
    {
        try
        {
            return await cache.GetAsync(key);
        }
        catch (KeyNotFoundException)
        {
            return await other();
        }
    }
}

public static class CachePrograms
{
    private static AsyncCache<string, int> Make(Log log, HashSet<string>? missing = null) => new(
        async key =>
        {
            await Pause.For();
            return missing?.Contains(key) == true ? throw new KeyNotFoundException(key) : key.Length;
        },
        log);

    public static async Task<string> Gets(Log log)
    {
        var cache = Make(log);
        int[] found = await cache.GetAllAsync("a", "bb", "a", "ccc", "bb");
        return $"{string.Join(",", found)} {cache.Count}";
    }

    public static async Task<string> NotFound(Log log)
    {
        var cache = Make(log, ["b"]);
        int first = await cache.GetOrAsync("b", async () => await Pause.Then(-1));
        int second = await CacheExtensions.GetOrAsync(cache, "aa", () => throw new InvalidOperationException());
        return $"{first} {second} {await cache.GetAsync("b")}";
    }

    public static async Task<string> Refreshes(Log log)
    {
        var missing = new HashSet<string>();
        var cache = Make(log, missing);
        await cache.GetAllAsync("a", "b", "cc");
        missing.Add("b");
        missing.Add("a");
        await cache.RefreshAsync(key => key != "a");
        return $"{cache.Count} {await cache.GetAsync("a")}";
    }
}
