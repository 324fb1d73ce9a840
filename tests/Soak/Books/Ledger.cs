using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace PollGen.Soak.Books;

/// <summary>The large buffers that the relay and the streams rent from .NET's shared pool, which says so in events: each must come back, once.</summary>
internal sealed class Ledger : EventListener
{
    private const string Pool = "System.Buffers.ArrayPoolEventSource";
    private const int Rented = 1;
    private const int Allocated = 2;
    private const int Returned = 3;
    private const int Trimmed = 4;
    private const int Dropped = 6;

    // The relay's chunks and what a stream sends in the background; smaller ones may be .NET's own.
    private const int LargeEnough = 16 * 1024;

    // Created by the base class's constructor, which calls OnEventSourceCreated, before the fields below it: hence static.
    private static readonly ConcurrentDictionary<int, int> Outstanding = new();
    private static readonly ConcurrentQueue<string> Violations = new();
    private static long rents;
    private static long pooled;

    /// <summary>How many bytes of those buffers there are: what the pool keeps is no leak, and comes and goes with its threads.</summary>
    public static long Pooled => Volatile.Read(ref pooled);

    /// <returns>What is wrong at a moment at which nobody holds anything.</returns>
    public IEnumerable<string> Problems()
    {
        while (Violations.TryDequeue(out var violation))
            yield return violation;
        foreach (var (id, count) in Outstanding)
        {
            if (count != 0)
                yield return $"buffer {id} was rented {count} times more than it was returned";
        }

        // A new array may get the number of one that the collector has taken.
        Outstanding.Clear();
        if (Volatile.Read(ref rents) == 0)
            yield return "no buffer was ever rented: the pool's events do not arrive";
    }

    public override string ToString() => $"{Volatile.Read(ref rents)} buffers rented";

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Pool)
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name != Pool || eventData.Payload is not [int id, int size, ..] || size < LargeEnough)
            return;
        switch (eventData.EventId)
        {
            case Rented:
                Interlocked.Increment(ref rents);
                Outstanding.AddOrUpdate(id, 1, (_, count) => count + 1);
                break;
            case Returned when Outstanding.AddOrUpdate(id, -1, (_, count) => count - 1) < 0:
                Violations.Enqueue($"buffer {id} was returned twice");
                break;
            case Allocated:
                Interlocked.Add(ref pooled, size);
                break;
            case Trimmed or Dropped:
                Interlocked.Add(ref pooled, -size);
                break;
        }
    }
}
