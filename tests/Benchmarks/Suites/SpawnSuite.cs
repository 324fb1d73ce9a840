using BenchmarkDotNet.Attributes;
using PollGen.Benchmarks.Spawning;

namespace PollGen.Benchmarks.Suites;

/// <summary>Spawned tasks that complete at once, or after a turn of the others, with their allocations.</summary>
[MemoryDiagnoser]
public class SpawnSuite
{
    private const int Count = 6400;
    private readonly SpawnRuns runs = new();

    [GlobalCleanup]
    public void Close() => runs.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long AtOnceTask() => runs.AtOnceAsync(Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public long AtOnceFromTask() => runs.AtOnceFromTask(Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public long AtOnceFromOutside() => runs.AtOnce(Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public long AfterYieldTask() => runs.AfterYieldAsync(Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public long AfterYieldFromTask() => runs.AfterYieldFromTask(Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public long AfterYieldFromOutside() => runs.AfterYield(Count);
}
