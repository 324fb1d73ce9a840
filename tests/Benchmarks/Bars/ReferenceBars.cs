using PollGen.Benchmarks.Leaves;
using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Bars;

/// <summary>What it costs to hold a reference across a suspension, beside holding memory.</summary>
public static class ReferenceBars
{
    public static IEnumerable<Group> Groups()
    {
        var slow = new Metronome(isReady: false);
        byte[] bytes = new byte[64];
        Array.Fill(bytes, (byte)1);
        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                new("hold: Memory<byte>", n => Driver.Poll(Holding.Memory(slow, bytes, n))),
                new("hold: span of an array", n => Driver.Poll(Holding.ArraySpan(slow, bytes, n))),
                new("hold: element of an array", n => Driver.Poll(Holding.ArrayElement(slow, bytes, n))),
                new("hold: span of the frame", n => Driver.Poll(Holding.FrameSpan(slow, bytes, n)))),
            race =>
            [
                new("hold-array-span", race.Ratio("hold: span of an array", "hold: Memory<byte>"), 0.8, "suspending and resuming with a span of an array, against a Memory<byte>"),
                new("hold-array-element", race.Ratio("hold: element of an array", "hold: Memory<byte>"), 0.8, "the same with a reference to an array's element"),
                new("hold-frame-span", race.Ratio("hold: span of the frame", "hold: Memory<byte>"), 0.8, "the same with a span of a buffer in the frame"),
            ]);
    }
}
