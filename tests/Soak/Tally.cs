using System.Collections.Concurrent;

namespace PollGen.Soak;

/// <summary>How connections have ended. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> ends = new();
    private int connections;
    private int cancelled;

    public int Connections => Volatile.Read(ref connections);

    /// <summary>Tasks that were cancelled by their handles and had not ended by themselves.</summary>
    public int Cancelled => Volatile.Read(ref cancelled);

    /// <summary>A connection is over, as its client sees it.</summary>
    public void Ended(string how)
    {
        Interlocked.Increment(ref connections);
        ends.AddOrUpdate(how, 1, (_, count) => count + 1);
    }

    public void Cancel() => Interlocked.Increment(ref cancelled);

    public override string ToString() => string.Join(", ", ends.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"));
}
