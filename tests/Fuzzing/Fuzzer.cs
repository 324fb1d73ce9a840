using System.Collections.Concurrent;
using System.Diagnostics;
using PollGen.Fuzzing.Compiling;
using PollGen.Fuzzing.Running;
using PollGen.Fuzzing.Shrinking;
using PollGen.Fuzzing.Writing;

namespace PollGen.Fuzzing;

/// <summary>A program that went wrong.</summary>
internal sealed record Failure(FuzzProgram Program, string What);

/// <summary>Writes programs, compiles them, runs them, and counts. Batches may run on several threads at once.</summary>
internal sealed class Fuzzer : IDisposable
{
    private readonly ConcurrentBag<WorkerProcess> idle = [];
    private readonly Lock counting = new();

    public int Programs { get; private set; }

    /// <summary>Programs that were run.</summary>
    public int Compared { get; private set; }

    public int Invalid { get; private set; }

    /// <summary>By message.</summary>
    public SortedDictionary<string, (int Count, string Example)> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>By message, of programs that are no C#.</summary>
    public SortedDictionary<string, (int Count, string Example)> Errors { get; } = new(StringComparer.Ordinal);

    /// <summary>By message, of programs that end the process or hang when they run directly.</summary>
    public SortedDictionary<string, (int Count, string Example)> Lost { get; } = new(StringComparer.Ordinal);

    public List<Failure> Failures { get; } = [];

    public Counts Counts { get; } = new();

    /// <summary>What compiling took, of all threads together.</summary>
    public TimeSpan Compiling { get; private set; }

    /// <summary>What running took, of all processes together.</summary>
    public TimeSpan Running { get; private set; }

    /// <summary>Runs as many programs, beginning with a seed.</summary>
    public void Run(int seed, int count) => Run([.. Enumerable.Range(seed, count)]);

    /// <summary>Runs the programs of these seeds.</summary>
    public void Run(IReadOnlyList<int> seeds)
    {
        foreach (var alike in seeds.GroupBy(FuzzProgram.IsOptimizedAt))
            RunAlike([.. alike]);
    }

    private void RunAlike(IReadOnlyList<int> seeds)
    {
        try
        {
            RunBatch([.. seeds.Select(ProgramWriter.Write)]);
        }
        catch (Exception e) when (seeds.Count == 1)
        {
            lock (counting)
            {
                Programs++;
                Failures.Add(new Failure(ProgramWriter.Write(seeds[0]), $"Crashed: {e}"));
            }
        }
        catch (Exception)
        {
            // No program of the batch was to blame; in a smaller one it shows.
            RunAlike([.. seeds.Take(seeds.Count / 2)]);
            RunAlike([.. seeds.Skip(seeds.Count / 2)]);
        }
    }

    private void RunBatch(IReadOnlyList<FuzzProgram> list)
    {
        var clock = Stopwatch.StartNew();
        var programs = list.ToDictionary(program => program.Name);
        var batch = BatchCompiler.Compile(programs.ToDictionary(program => program.Key, program => program.Value.Source), list[0].IsOptimized);
        var compiling = clock.Elapsed;
        var differences = batch.Image is null ? [] : WithWorker(worker => worker.Run(batch.Image, batch.Verdicts.Where(pair => pair.Value.Verdict != Verdict.Compiled).Select(pair => pair.Key)))
            .Where(result => result.Value.Length > 0).ToList();
        var faults = programs.Keys.Select(name => KeyValuePair.Create(name, batch.FaultOf(name))).Where(pair => pair.Value.Length > 0).ToList();
        lock (counting)
        {
            Compiling += compiling;
            Running += clock.Elapsed - compiling;
            foreach (var (name, judged) in batch.Verdicts)
                Count(programs[name], judged);
            foreach (var (name, fault) in faults)
                Failures.Add(new Failure(programs[name], $"{Shrinker.Validator}: {fault}"));
            foreach (var (name, difference) in differences)
                Note(programs[name], difference);
        }
    }

    private void Count(FuzzProgram program, Judged judged)
    {
        Programs++;
        switch (judged.Verdict)
        {
            case Verdict.Invalid:
                Note(Errors, judged.Message, program.Seed);
                Invalid++;
                break;
            case Verdict.Refused:
                Note(Refusals, judged.Message, program.Seed);
                break;
            case Verdict.Broken or Verdict.Crashed:
                Failures.Add(new Failure(program, $"{judged.Verdict}: {judged.Message}"));
                break;
            default:
                Compared++;
                Counts.Add(program.Counts);
                break;
        }
    }

    private void Note(FuzzProgram program, string difference)
    {
        if (!difference.StartsWith(WorkerProcess.DirectlyLost, StringComparison.Ordinal))
        {
            Failures.Add(new Failure(program, difference));
            return;
        }

        Compared--;
        Note(Lost, difference, program.Seed);
    }

    private T WithWorker<T>(Func<WorkerProcess, T> use)
    {
        var worker = idle.TryTake(out var known) ? known : new WorkerProcess();
        try
        {
            return use(worker);
        }
        finally
        {
            idle.Add(worker);
        }
    }

    /// <summary>Makes the program of a failure as small as the time allows.</summary>
    public Failure Shrink(Failure failure, TimeSpan patience)
    {
        var (source, what) = WithWorker(worker => new Shrinker(worker, patience).Shrink(failure.Program, failure.What));
        return new Failure(failure.Program with { Source = source }, what);
    }

    public void Dispose()
    {
        foreach (var worker in idle)
            worker.Dispose();
    }

    // Names and numbers in a message would make many of one.
    private static void Note(SortedDictionary<string, (int Count, string Example)> table, string message, int seed)
    {
        string[] lines = message.Split('\n');
        string key = System.Text.RegularExpressions.Regex.Replace(lines[0].StartsWith("PG0104", StringComparison.Ordinal) ? "PG0104" : lines[0], "'[^']{12,}'", "'…'");
        table[key] = table.TryGetValue(key, out var known) ? (known.Count + 1, known.Example) : (1, $"seed {seed}: {lines[^1].Trim()}");
    }
}
