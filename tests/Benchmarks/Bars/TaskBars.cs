using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Sizes;
using PollGen.Benchmarks.Spawning;

namespace PollGen.Benchmarks.Bars;

/// <summary>What a spawned task costs, in bytes and in time.</summary>
public static class TaskBars
{
    public static IEnumerable<Group> Groups()
    {
        var runs = new SpawnRuns();
        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(2),
                new("spawn: ours, from a task", runs.AtOnceFromTask),
                new("spawn: ours, from outside", runs.AtOnce),
                new("spawn: async Task", runs.AtOnceAsync)),
            race =>
            [
                new("spawn", race.Ratio("spawn: ours, from a task", "spawn: async Task"), 2, "spawn and complete, against a synchronously completing async Task"),
                new("spawn-outside", race.Ratio("spawn: ours, from outside", "spawn: async Task"), 2, "the same, spawned from outside of the executor"),
            ]);
        yield return new RaceGroup(
            new Race(
                TimeSpan.FromMilliseconds(2),
                new("spawn, yield: ours, from a task", runs.AfterYieldFromTask),
                new("spawn, yield: ours, from outside", runs.AfterYield),
                new("spawn, yield: async Task", runs.AfterYieldAsync)),
            race =>
            [
                new("spawn-suspend", race.Ratio("spawn, yield: ours, from a task", "spawn, yield: async Task"), 0.5, "the same task suspended once, against the async one"),
                new("spawn-suspend-outside", race.Ratio("spawn, yield: ours, from outside", "spawn, yield: async Task"), 0.5, "the same, spawned from outside of the executor"),
            ]);
        yield return new IdleGroup();
    }

    private sealed class IdleGroup : Group
    {
        public override IEnumerable<Bar> Measure(bool isQuick) =>
        [
            new("idle-task-16", IdleTasks.BytesPerTask<Bytes16>(), 48 + 16, "bytes per idle spawned task with a future of 16 bytes"),
            new("idle-task-256", IdleTasks.BytesPerTask<Bytes256>(), 48 + 256, "the same with 256 bytes"),
            new("idle-task-1024", IdleTasks.BytesPerTask<Bytes1024>(), 48 + 1024, "the same with 1024 bytes"),
        ];
    }
}
