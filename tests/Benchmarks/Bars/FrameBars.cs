using PollGen.Benchmarks.ByHand;
using PollGen.Benchmarks.Leaves;
using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Bars;

/// <summary>A whole small program, three reads a frame into a buffer inside its future, against the same by hand.</summary>
public static class FrameBars
{
    public static IEnumerable<Group> Groups() => [Group(isReady: true, "frames-ready", "frames, ready"), Group(isReady: false, "frames-pending", "frames, pending")];

    private static RaceGroup Group(bool isReady, string bar, string title)
    {
        var conn = new Conn(isReady);
        return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                new($"{title}: ours", n => Driver.Poll(Frames.Sum(conn, n))),
                new($"{title}: by hand", n => Driver.Poll(new Future<FrameSum, int>(new FrameSum(conn, n))))),
            race => [new(bar, race.Ratio($"{title}: ours", $"{title}: by hand"), 1.15, $"frames of three reads, each {(isReady ? "ready at once" : "pending first")}, against the machine written by hand")]);
    }
}
