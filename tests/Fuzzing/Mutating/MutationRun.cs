using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Fuzzing.Compiling;
using PollGen.Generator;

namespace PollGen.Fuzzing.Mutating;

/// <summary>Puts mutated sources through the generator and all analyzers: nothing may throw, and a statement with errors of its own gets no others.</summary>
internal sealed class MutationRun
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(Analyzers.CoroutineAnalyzer).Assembly.GetTypes().Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public int Inputs { get; private set; }

    /// <summary>Inputs that were still valid C#.</summary>
    public int Valid { get; private set; }

    public List<string> Failures { get; } = [];

    public void Run(int seed, int count)
    {
        var trees = Enumerable.Range(seed, count)
            .Select(one => CSharpSyntaxTree.ParseText(Mutator.Mutate(one), BatchCompiler.CSharp14, $"P{one}.cs", System.Text.Encoding.UTF8)).ToList();
        if (!Check(trees))
        {
            // One by one, to say which.
            foreach (var tree in trees)
                Check([tree], isAlone: true);
        }

        Inputs += count;
    }

    private bool Check(IReadOnlyList<SyntaxTree> trees, bool isAlone = false)
    {
        var driver = CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: BatchCompiler.CSharp14)
            .RunGeneratorsAndUpdateCompilation(BatchCompiler.Create(trees, isOptimized: false), out var output, out _);
        if (driver.GetRunResult().Results.Single().Exception is { } exception)
        {
            if (isAlone)
                Fail(trees[0], $"the generator threw {exception}");
            return false;
        }

        var thrown = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (analyzed, analyzer, _) => { lock (thrown) thrown.Add($"{analyzer.GetType().Name} threw {analyzed}"); }, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = output.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        if (thrown.Count > 0)
        {
            if (isAlone)
                Fail(trees[0], thrown[0]);
            return false;
        }

        if (isAlone)
            return true;
        var errors = output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToLookup(error => error.Location.SourceTree);
        foreach (var tree in trees)
        {
            if (!errors[tree].Any())
                Valid++;
            foreach (var ours in found.Where(diagnostic => diagnostic.Location.SourceTree == tree && diagnostic.Id.StartsWith("PG01", StringComparison.Ordinal)))
            {
                if (StatementAround(tree, ours.Location) is { } statement && errors[tree].FirstOrDefault(error => statement.Span.Contains(error.Location.SourceSpan)) is { } own)
                    Fail(tree, $"{ours} stands beside {own}");
            }
        }

        return true;
    }

    private static SyntaxNode? StatementAround(SyntaxTree tree, Location location) =>
        tree.GetRoot().FindNode(location.SourceSpan).FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or MethodDeclarationSyntax);

    private void Fail(SyntaxTree tree, string what) => Failures.Add($"{Path.GetFileNameWithoutExtension(tree.FilePath)}: {what}\n{tree}");
}
