using PollGen.Benchmarks.Leaves;
using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Bars;

/// <summary>What it costs to hold a reference across a suspension, for each kind of memory that it may point into, beside holding memory.</summary>
public static class ReferenceBars
{
    private const string Memory = "hold: Memory<byte>";
    private const double Goal = 0.8;

    private static readonly byte[] Bytes = [.. Enumerable.Repeat((byte)1, 64)];
    private static readonly Metronome Slow = new(isReady: false);

    private static readonly (string Bar, string What, Func<int, long> Run)[] Origins =
    [
        ("hold-array-span", "a span of an array", n => Driver.Poll(Holding.ArraySpan(Slow, Bytes, n))),
        ("hold-array-element", "a reference to an array's element", n => Driver.Poll(Holding.ArrayElement(Slow, Bytes, n))),
        ("hold-frame-span", "a span of a buffer in the frame", n => Driver.Poll(Holding.FrameSpan(Slow, Bytes, n))),
        ("hold-frame-local", "a reference to a local", n => Driver.Poll(Holding.FrameLocal(Slow, Bytes, n))),
        ("hold-object-field", "a reference to an object's field", n => Driver.Poll(Holding.ObjectField(Slow, Bytes, n))),
        ("hold-static-field", "a reference to a static field", n => Driver.Poll(Holding.StaticField(Slow, Bytes, n))),
        ("hold-list-span", "a span of a list", n => Driver.Poll(Holding.ListSpan(Slow, Bytes, n))),
        ("hold-text", "a span of a string", n => Driver.Poll(Holding.Text(Slow, Bytes, n))),
        ("hold-constant", "a span of constant data", n => Driver.Poll(Holding.Constant(Slow, Bytes, n))),
        ("hold-memory-span", "a span of a Memory<byte>", n => Driver.Poll(Holding.MemorySpan(Slow, Bytes, n))),
        ("hold-either", "a reference into one of two kinds", n => Driver.Poll(Holding.Either(Slow, Bytes, n))),
        ("hold-entry", "a reference to a dictionary's value", n => Driver.Poll(Holding.Entry(Slow, Bytes, n))),
        ("hold-parameter", "a span that is handed in", n => Driver.Poll(Holding.Parameter(Slow, Bytes, n))),
    ];

    public static IEnumerable<Group> Groups()
    {
        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                [new(Memory, n => Driver.Poll(Holding.Memory(Slow, Bytes, n))), .. Origins.Select(origin => new Contender($"hold: {origin.What}", origin.Run))]),
            race => Origins.Select((origin, position) => new Bar(
                origin.Bar, race.Ratio($"hold: {origin.What}", Memory), Goal, (position == 0 ? "suspending and resuming with " : "the same with ") + origin.What + (position == 0 ? ", against a Memory<byte>" : ""))));
    }
}
