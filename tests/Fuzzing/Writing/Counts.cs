namespace PollGen.Fuzzing.Writing;

/// <summary>How often each construct was written. Kinds that were never written count zero.</summary>
internal sealed class Counts
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public Counts()
    {
        foreach (string kind in BodyWriter.AllKinds)
            counts[kind] = 0;
    }

    public IReadOnlyDictionary<string, long> ByKind => counts;

    public IEnumerable<string> Missing => counts.Where(pair => pair.Value == 0).Select(pair => pair.Key);

    public void Add(string kind)
    {
        if (!counts.TryGetValue(kind, out long count))
            throw new InvalidOperationException($"'{kind}' is not among the kinds that are counted.");
        counts[kind] = count + 1;
    }

    public void Add(Counts other)
    {
        foreach (var (kind, count) in other.counts)
            counts[kind] += count;
    }
}
