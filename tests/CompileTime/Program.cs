// What the generator and the analyzers add to a build, and what a keystroke costs. One line a figure; medians of several rounds.
// dotnet run -c Release --project tests/CompileTime [-- coroutines rounds]
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Analyzers;
using PollGen.CompileTime;
using PollGen.Generator;

const string Generator = "generator, whole project";
const string Diagnosis = "compiler's own diagnostics, whole project";
const string Analysis = "the same with the analyzers";
const string Compiler = "compiler, the same with what was generated";

var coroutines = args.Length > 0 ? int.Parse(args[0]) : 1000;
var rounds = args.Length > 1 ? int.Parse(args[1]) : 5;
ImmutableArray<DiagnosticAnalyzer> analyzers =
[
    .. typeof(CoroutineAnalyzer).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
];
Edit[] edits =
[
    new("a keystroke in a body of a leaf", "return value + 1;", "return value + 11;"),
    new("one that changes the layout of a body that others embed", "co.Await(Future.Yield());\n        return value + 1;", "var more = value * 2L;\n        co.Await(Future.Yield());\n        return value + (int)more;"),
    new("one in a comment", "using System;", "using System; // why"),
];
var times = new Dictionary<string, List<double>>();

for (var round = -1; round < rounds; round++)
{
    var project = Sources.Project(coroutines);
    var driver = Driver(project, isTracked: false);
    Compilation output = project;
    Time(Generator, () => driver = driver.RunGeneratorsAndUpdateCompilation(project, out output, out _));
    // What one has bound the next would find ready, so each gets a compilation of its own.
    var diagnosed = output.Clone();
    Time(Diagnosis, () => diagnosed.GetDiagnostics());
    // In a build the analyzers listen while the compiler binds, and what they ask for is mostly there: what they add is the difference.
    var analyzed = output.Clone().WithAnalyzers(analyzers);
    Time(Analysis, () => analyzed.GetAllDiagnosticsAsync().GetAwaiter().GetResult());
    var compiled = output.Clone();
    Time(Compiler, () =>
    {
        var result = compiled.Emit(Stream.Null);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
    });
    foreach (var edit in edits)
    {
        var edited = edit.Apply(project);
        Time(edit.Name, () => driver.RunGenerators(edited));
    }

    void Time(string name, Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        if (round >= 0)
            (times.TryGetValue(name, out var list) ? list : times[name] = []).Add(watch.Elapsed.TotalMilliseconds);
    }
}

Console.WriteLine($"{coroutines} coroutines, medians of {rounds} rounds");
foreach (var (name, list) in times)
    Console.WriteLine($"{Median(list),9:F1} ms  {name}{(edits.FirstOrDefault(edit => edit.Name == name) is { } edit ? $"; made anew in 100: {MadeAnew(edit)}" : "")}");
var ours = Median(times[Generator]) + Median(times[Analysis]) - Median(times[Diagnosis]);
Console.WriteLine($"{ours / (ours + Median(times[Compiler])),9:P0}     share of generator and analyzers in the whole");
Console.WriteLine($"{(Median(times[Analysis]) - Median(times[Diagnosis])) / (ours + Median(times[Compiler])),9:P0}     share of the analyzers alone");
Console.WriteLine("Each analyzer's share of the time that all spend in their own code, what they have the compiler bind included; of one run more");
var shares = await Shares();
foreach (var (name, time) in shares.OrderByDescending(share => share.Time))
    Console.WriteLine($"{time / shares.Sum(share => share.Time),9:P1}     {name}");

async Task<List<(string Name, double Time)>> Shares()
{
    var project = Sources.Project(coroutines);
    Driver(project, isTracked: false).RunGeneratorsAndUpdateCompilation(project, out var output, out _);
    // One after the other, so that none waits for a turn within its time.
    var analyzed = output.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
    await analyzed.GetAnalyzerDiagnosticsAsync();
    var shares = new List<(string, double)>();
    foreach (var analyzer in analyzers)
        shares.Add((analyzer.GetType().Name, (await analyzed.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime.TotalMilliseconds));
    return shares;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static GeneratorDriver Driver(CSharpCompilation project, bool isTracked) => CSharpGeneratorDriver.Create(
    [new CoroutineGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.SyntaxTrees[0].Options,
    driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, isTracked));

// Asked of a smaller project: keeping the reasons costs the driver more than the work.
static string MadeAnew(Edit edit)
{
    string[] steps = [CoroutineGenerator.BindStep, CoroutineGenerator.LowerStep, CoroutineGenerator.PlanStep, CoroutineGenerator.FileStep];
    var project = Sources.Project(100);
    var made = Driver(project, isTracked: true).RunGenerators(project).RunGenerators(edit.Apply(project)).GetRunResult().Results.Single().TrackedSteps;
    return string.Join(", ", steps.Select(step => $"{step} {made[step].SelectMany(run => run.Outputs).Count(one => one.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New)}"));
}

/// <summary>What someone types into the first file.</summary>
internal sealed record Edit(string Name, string Old, string Changed)
{
    public CSharpCompilation Apply(CSharpCompilation project) => Sources.Typed(project, Old, Changed);
}
