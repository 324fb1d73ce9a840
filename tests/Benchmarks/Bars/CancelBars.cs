using PollGen.Benchmarks.Cancelling;
using PollGen.Benchmarks.Measuring;

namespace PollGen.Benchmarks.Bars;

/// <summary>What it costs to give up a chain that is suspended three calls deep, each with clean-up.</summary>
public sealed class CancelBars : Group
{
    private const int Rounds = 25;
    private double ours;
    private double theirs;

    public override void WarmUp()
    {
        for (int call = 0; call < 40; call++)
            CancelRuns.Polled(100);
        CancelRuns.Async(200);
    }

    public override IEnumerable<Bar> Measure(bool isQuick)
    {
        var ratios = new List<double>();
        var (polled, async) = (new List<double>(), new List<double>());
        long bytes = 0;
        for (int round = 0; round < (isQuick ? 2 : Rounds); round++)
        {
            var (nanoseconds, allocated) = CancelRuns.Polled(5000);
            var (asyncNanoseconds, _) = CancelRuns.Async(30);
            polled.Add(nanoseconds);
            async.Add(asyncNanoseconds);
            ratios.Add(nanoseconds / asyncNanoseconds);
            bytes = Math.Max(bytes, allocated);
        }

        ours = Race.Median(polled);
        theirs = Race.Median(async);
        yield return new("cancel", Race.Median(ratios), 0.005, "cancelling a suspended three-deep chain with clean-up, against async with one token");
        yield return new("cancel-bytes", bytes, 0, "bytes allocated by cancelling it");
    }

    public override IEnumerable<(string Name, double Nanoseconds)> Times => [("cancel: ours", ours), ("cancel: async Task, token", theirs)];
}
