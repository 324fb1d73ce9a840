using PollGen.Fuzzing.Compiling;
using PollGen.Fuzzing.Running;
using PollGen.Fuzzing.Shrinking;
using PollGen.Fuzzing.Writing;

namespace PollGen.Fuzzing;

/// <summary>A program that went wrong.</summary>
internal sealed record Failure(FuzzProgram Program, string What);

/// <summary>Writes programs, compiles them, runs them, and counts.</summary>
internal sealed class Fuzzer : IDisposable
{
    private readonly WorkerProcess worker = new();
    private int batches;

    public int Programs { get; private set; }

    /// <summary>Programs that were run.</summary>
    public int Compared { get; private set; }

    public int Invalid { get; private set; }

    /// <summary>By message.</summary>
    public SortedDictionary<string, (int Count, string Example)> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>By message, of programs that are no C#.</summary>
    public SortedDictionary<string, (int Count, string Example)> Errors { get; } = new(StringComparer.Ordinal);

    public List<Failure> Failures { get; } = [];

    public Counts Counts { get; } = new();

    /// <summary>Runs as many programs, beginning with a seed.</summary>
    public void Run(int seed, int count) => Run([.. Enumerable.Range(seed, count)]);

    /// <summary>Runs the programs of these seeds.</summary>
    public void Run(IReadOnlyList<int> seeds)
    {
        var programs = seeds.Select(ProgramWriter.Write).ToDictionary(program => program.Name);
        var batch = BatchCompiler.Compile(programs.ToDictionary(program => program.Key, program => program.Value.Source), isOptimized: batches++ % 2 == 0, isNullable: batches % 8 == 1);
        foreach (var (name, (verdict, message)) in batch.Verdicts)
        {
            Programs++;
            switch (verdict)
            {
                case Verdict.Invalid:
                    Note(Errors, message, programs[name].Seed);
                    Invalid++;
                    break;
                case Verdict.Refused:
                    Note(Refusals, message, programs[name].Seed);
                    break;
                case Verdict.Broken or Verdict.Crashed:
                    Failures.Add(new Failure(programs[name], $"{verdict}: {message}"));
                    break;
                default:
                    Compared++;
                    Counts.Add(programs[name].Counts);
                    break;
            }
        }

        if (batch.Image is null)
            return;
        foreach (var (name, difference) in worker.Run(batch.Image, batch.Verdicts.Where(pair => pair.Value.Verdict != Verdict.Compiled).Select(pair => pair.Key)).Where(result => result.Value.Length > 0))
            Failures.Add(new Failure(programs[name], difference));
    }

    /// <summary>Makes the program of a failure as small as the time allows.</summary>
    public Failure Shrink(Failure failure, TimeSpan patience)
    {
        var (source, what) = new Shrinker(worker, patience).Shrink(failure.Program.Source, failure.Program.Name, failure.What);
        return new Failure(failure.Program with { Source = source }, what);
    }

    public void Dispose() => worker.Dispose();

    // Names and numbers in a message would make many of one.
    private static void Note(SortedDictionary<string, (int Count, string Example)> table, string message, int seed)
    {
        string[] lines = message.Split('\n');
        string key = System.Text.RegularExpressions.Regex.Replace(lines[0], "'[^']*'", "'…'");
        table[key] = table.TryGetValue(key, out var known) ? (known.Count + 1, known.Example) : (1, $"seed {seed}: {lines[^1].Trim()}");
    }
}
