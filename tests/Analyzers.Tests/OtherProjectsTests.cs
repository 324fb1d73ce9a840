using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>A compilation that does not use the library costs one look for its types: no analyzer is called for anything in it.</summary>
public class OtherProjectsTests
{
    private const string Program = "class Program { static async System.Threading.Tasks.Task<int> Run(int[] n) { foreach (var item in n) await System.Threading.Tasks.Task.Delay(item); return n.Length; } }";

    public static TheoryData<string> Names => [.. AllRules.Analyzers.Select(analyzer => analyzer.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_not_called_without_the_library(string name) => Assert.Equal(0, Actions(await RunAsync(name, [])));

    // Or the numbers would say nothing.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_called_with_it(string name)
    {
        // One looks for a language that is too old, and for nothing else; the other is off until it is switched on.
        if (name is not (nameof(LanguageTooOldAnalyzer) or nameof(LongLoopAnalyzer)))
            Assert.NotEqual(0, Actions(await RunAsync(name, [MetadataReference.CreateFromFile(typeof(Co).Assembly.Location)])));
    }

    private static int Actions(AnalyzerTelemetryInfo counts) =>
        counts.SymbolActionsCount + counts.SymbolStartActionsCount + counts.OperationActionsCount + counts.OperationBlockActionsCount + counts.OperationBlockStartActionsCount + counts.SyntaxNodeActionsCount
        + counts.SyntaxTreeActionsCount + counts.SemanticModelActionsCount + counts.CodeBlockActionsCount + counts.CodeBlockStartActionsCount + counts.CompilationActionsCount + counts.CompilationEndActionsCount;

    private static async Task<AnalyzerTelemetryInfo> RunAsync(string name, MetadataReference[] references)
    {
        var analyzer = AllRules.Analyzers.Single(analyzer => analyzer.GetType().Name == name);
        var compilation = CSharpCompilation.Create(
            "Other", [CSharpSyntaxTree.ParseText(Program, Setup.CSharp14)], [.. Net100.References.All, .. references], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var analyzed = compilation.WithAnalyzers([analyzer]);
        Assert.Empty(await analyzed.GetAllDiagnosticsAsync());
        return await analyzed.GetAnalyzerTelemetryInfoAsync(analyzer, default);
    }
}
