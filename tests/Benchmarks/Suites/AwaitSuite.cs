using BenchmarkDotNet.Attributes;
using PollGen.Benchmarks.Async;
using PollGen.Benchmarks.ByHand;
using PollGen.Benchmarks.Leaves;
using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Suites;

/// <summary>Awaits that are ready at once, or pending first, with their allocations.</summary>
[MemoryDiagnoser]
public class AwaitSuite
{
    private const int Count = 10_000;
    private Metronome metronome = null!;

    [Params(true, false)]
    public bool IsReady { get; set; }

    [GlobalSetup]
    public void Setup() => metronome = new Metronome(IsReady);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long LeafByHand() => Driver.Poll(new Future<LeafLoop, long>(new LeafLoop(metronome, Count)));

    [Benchmark(OperationsPerInvoke = Count)]
    public long LeafByHandInFields() => Driver.Poll(new Future<FieldLoop, long>(new FieldLoop(metronome, Count)));

    [Benchmark(OperationsPerInvoke = Count)]
    public long Leaf() => Driver.Poll(Loops.OverLeaf(metronome, Count));

    [Benchmark(OperationsPerInvoke = Count)]
    public long LeafValueTask() => AsyncDriver.Run(metronome, ValueTasks.OverLeaf(metronome, Count));

    [Benchmark(OperationsPerInvoke = Count)]
    public long ChildByHand() => Driver.Poll(new Future<ChildLoop, long>(new ChildLoop(metronome, Count)));

    [Benchmark(OperationsPerInvoke = Count)]
    public long Child() => Driver.Poll(Loops.OverChild(metronome, Count));

    [Benchmark(OperationsPerInvoke = Count)]
    public long ChildTask() => AsyncDriver.Run(metronome, Tasks.OverChild(metronome, Count));

    [Benchmark(OperationsPerInvoke = Count)]
    public long ChildValueTask() => AsyncDriver.Run(metronome, ValueTasks.OverChild(metronome, Count));

    [Benchmark(OperationsPerInvoke = Count)]
    public long ChildPooledValueTask() => AsyncDriver.Run(metronome, PooledTasks.OverChild(metronome, Count));

    [Benchmark(OperationsPerInvoke = Count)]
    public long FiveDeep() => Driver.Poll(Loops.OverFiveDeep(metronome, Count));

    [Benchmark(OperationsPerInvoke = Count)]
    public long FiveDeepValueTask() => AsyncDriver.Run(metronome, ValueTasks.OverFiveDeep(metronome, Count));
}
