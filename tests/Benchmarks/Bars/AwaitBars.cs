using PollGen.Benchmarks.Async;
using PollGen.Benchmarks.ByHand;
using PollGen.Benchmarks.Leaves;
using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Bars;

/// <summary>What an await costs, ready at once or pending first.</summary>
public static class AwaitBars
{
    public static IEnumerable<Group> Groups()
    {
        var ready = new Metronome(isReady: true);
        var slow = new Metronome(isReady: false);

        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                new("ready leaf: ours", n => Driver.Poll(Loops.OverLeaf(ready, n))),
                new("ready leaf: by hand", n => Driver.Poll(new Future<LeafLoop, long>(new LeafLoop(ready, n)))),
                new("ready leaf: by hand, fields", n => Driver.Poll(new Future<FieldLoop, long>(new FieldLoop(ready, n)))),
                new("ready leaf: plain", n => Plain.OverLeaf(ready, n)),
                new("ready leaf: ValueTask", n => AsyncDriver.Run(ready, ValueTasks.OverLeaf(ready, n)))),
            race =>
            [
                new("ready-leaf", Fastest(race, "ready leaf: ours", "ready leaf: by hand", "ready leaf: by hand, fields"), 1.15, "ready await of a leaf, against the machine written by hand"),
            ]);

        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                new("ready child: ours", n => Driver.Poll(Loops.OverChild(ready, n))),
                new("ready child: by hand", n => Driver.Poll(new Future<ChildLoop, long>(new ChildLoop(ready, n)))),
                new("ready child: plain callee", n => Plain.OverChild(ready, n)),
                new("ready child: ValueTask", n => AsyncDriver.Run(ready, ValueTasks.OverChild(ready, n))),
                new("ready child: pooled ValueTask", n => AsyncDriver.Run(ready, PooledTasks.OverChild(ready, n))),
                new("ready child: Task", n => AsyncDriver.Run(ready, Tasks.OverChild(ready, n)))),
            race =>
            [
                new("ready-child", race.Ratio("ready child: ours", "ready child: plain callee"), 1.5, "ready await of a child, against a synchronous callee that is not inlined"),
            ]);

        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                new("resume: ours", n => Driver.Poll(Loops.OverLeaf(slow, n))),
                new("resume: by hand", n => Driver.Poll(new Future<LeafLoop, long>(new LeafLoop(slow, n)))),
                new("resume: by hand, fields", n => Driver.Poll(new Future<FieldLoop, long>(new FieldLoop(slow, n)))),
                new("resume: ValueTask", n => AsyncDriver.Run(slow, ValueTasks.OverLeaf(slow, n))),
                new("resume: Task", n => AsyncDriver.Run(slow, Tasks.OverLeaf(slow, n)))),
            race =>
            [
                new("resume", Fastest(race, "resume: ours", "resume: by hand", "resume: by hand, fields"), 1.15, "suspend and resume at depth 1, against the machine written by hand"),
                new("resume-async", race.Ratio("resume: ours", "resume: ValueTask"), 0.3, "the same against async ValueTask"),
            ]);

        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                new("depth 1: ours", n => Driver.Poll(Depths.One(slow, n)) - n),
                new("depth 5: ours", n => Driver.Poll(Depths.Five(slow, n)) - (5L * n)),
                new("depth 10: ours", n => Driver.Poll(Depths.Ten(slow, n)) - (10L * n))),
            race =>
            [
                new("depth-10", race.Ratio("depth 10: ours", "depth 1: ours"), 2.2, "resume at depth 10 over depth 1"),
            ]);

        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(0.3),
                new("five deep: ours", n => Driver.Poll(Loops.OverFiveDeep(slow, n))),
                new("five deep: ValueTask", n => AsyncDriver.Run(slow, ValueTasks.OverFiveDeep(slow, n))),
                new("five deep: pooled ValueTask", n => AsyncDriver.Run(slow, PooledTasks.OverFiveDeep(slow, n))),
                new("five deep: Task", n => AsyncDriver.Run(slow, Tasks.OverFiveDeep(slow, n)))),
            race =>
            [
                new("five-deep", race.Ratio("five deep: ours", "five deep: ValueTask"), 0.08, "a loop over a five-deep child that pends once, against async ValueTask"),
            ]);
    }

    /// <summary>The ratio to the faster of two machines written by hand.</summary>
    private static double Fastest(Race race, string ours, string one, string other) => Math.Max(race.Ratio(ours, one), race.Ratio(ours, other));
}
