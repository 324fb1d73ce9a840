namespace PollGen.Soak.Books;

/// <summary>The managed heap, without the buffers that .NET's pool keeps, and the process after each round, when everything unreachable has been collected.</summary>
internal sealed class MemorySamples
{
    private const long HeapTolerance = 256 * 1024;
    private const long ProcessTolerance = 16 * 1024 * 1024;

    private readonly List<(long Heap, long Process)> samples = [];

    public string Last => $"heap {samples[^1].Heap / 1024} KiB, process {samples[^1].Process / 1024 / 1024} MiB";

    /// <summary>Whether the last third of the rounds needs as much as the one before it did.</summary>
    public bool IsFlat => Growth(sample => sample.Heap) <= HeapTolerance && Growth(sample => sample.Process) <= ProcessTolerance;

    public string Verdict => $"memory {(IsFlat ? "is flat" : "GROWS")}: from the second third of the rounds to the last one the heap grew by {Growth(sample => sample.Heap) / 1024} KiB, "
        + $"the process by {Growth(sample => sample.Process) / 1024} KiB";

    public void Take()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        samples.Add((GC.GetTotalMemory(forceFullCollection: false) - Ledger.Pooled, Environment.WorkingSet));
    }

    private long Growth(Func<(long Heap, long Process), long> value)
    {
        var third = samples.Count / 3;
        return Median(samples[^third..]) - Median(samples[^(2 * third)..^third]);

        long Median(List<(long, long)> some) => some.Select(value).Order().ElementAt(some.Count / 2);
    }
}
