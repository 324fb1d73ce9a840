using System.Diagnostics;
using System.Globalization;
using PollGen.Fuzzing;
using PollGen.Fuzzing.Compiling;
using PollGen.Fuzzing.Mutating;
using PollGen.Fuzzing.Running;
using PollGen.Fuzzing.Shrinking;
using PollGen.Fuzzing.Writing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [Worker.Command])
{
    Worker.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

var options = Options.Parse(args);
if (options.Shows)
{
    Console.WriteLine(ProgramWriter.Write(options.Seed).Source);
    return 0;
}

if (options.ShowsGenerated)
{
    var program = ProgramWriter.Write(options.Seed);
    foreach (string file in BatchCompiler.Generate(program.Name, program.Source))
        Console.WriteLine(file);
    return 0;
}

if (options.Mutates)
{
    var run = new MutationRun();
    var time = Stopwatch.StartNew();
    int told = 0;
    for (int seed = options.Seed; time.Elapsed < options.Time && run.Inputs < options.Count; seed += options.Batch)
    {
        run.Run(seed, options.Batch);
        Console.WriteLine($"{time.Elapsed:hh\\:mm\\:ss} {run.Inputs} inputs, {run.Valid} still valid C#, {run.Inputs / time.Elapsed.TotalSeconds:F1}/s, {run.Failures.Count} failures");
        for (; told < run.Failures.Count; told++)
            Console.WriteLine($"FAILURE {run.Failures[told]}\n");
    }

    Console.WriteLine($"{run.Inputs} mutated sources, {run.Valid} still valid C#, {run.Failures.Count} failures");
    return run.Failures.Count == 0 ? 0 : 1;
}

using var fuzzer = new Fuzzer();
var clock = Stopwatch.StartNew();
var shown = TimeSpan.Zero;
int known = 0;
int batch = -1;
if (options.Seeds.Count > 0)
{
    fuzzer.Run(options.Seeds);
}
else
{
    // Each lane compiles a batch and waits for its process to run it; two keep two cores busy.
    var lanes = Enumerable.Range(0, options.Lanes).Select(_ => new Thread(RunLane, 64 << 20)).ToList();
    lanes.ForEach(lane => lane.Start());
    lanes.ForEach(lane => lane.Join());
}

ShowFailures();
foreach (var failure in fuzzer.Failures.DistinctBy(failure => Shrinker.SignatureOf(failure.What)).Take(options.Shrinks))
{
    var small = fuzzer.Shrink(failure, TimeSpan.FromMinutes(3));
    Console.WriteLine($"SHRUNK seed {small.Program.Seed}: {small.What}\n{RegressionCase.Of(small.Program)}\n");
}

Report.Write(Console.Out, fuzzer, clock.Elapsed);
return fuzzer.Failures.Count == 0 ? 0 : 1;

void RunLane()
{
    while (clock.Elapsed < options.Time && Interlocked.Increment(ref batch) * (long)options.Batch is var start && start < options.Count)
    {
        fuzzer.Run(options.Seed + (int)start, Math.Min(options.Batch, options.Count - (int)start));
        lock (clock)
        {
            ShowFailures();
            if (clock.Elapsed - shown < TimeSpan.FromSeconds(10))
                continue;
            shown = clock.Elapsed;
            Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss} {fuzzer.Programs} programs, {fuzzer.Programs / clock.Elapsed.TotalSeconds:F1}/s, {fuzzer.Compared} compared, {fuzzer.Failures.Count} failures; {fuzzer.Compiling.TotalSeconds:F0} s compiling, {fuzzer.Running.TotalSeconds:F0} s running");
        }
    }
}

void ShowFailures()
{
    for (; known < fuzzer.Failures.Count; known++)
        Console.WriteLine($"FAILURE seed {fuzzer.Failures[known].Program.Seed}: {fuzzer.Failures[known].What}\n");
}
