using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>Compiles a program as a build does, with the generator and every analyzer.</summary>
internal static class Diagnosis
{
    /// <summary>The rules and compiler errors that are reported, each once.</summary>
    /// <param name="program">The source.</param>
    /// <param name="rule">A rule that is switched on where it is off by default.</param>
    public static async Task<IReadOnlyCollection<string>> OfAsync(string program, string rule) =>
        [.. (await ReportedAsync(SwitchedOn(Compile(Parse(Setup.Usings), Parse(program)), rule))).Select(diagnostic => diagnostic.Id).Distinct()];

    /// <summary>The same of a program as a new project has it, statements without a method included, and with what shows only when it is emitted.</summary>
    public static async Task<IReadOnlyCollection<Diagnostic>> OfNewProjectAsync(string program)
    {
        var compilation = Compile(Parse(Setup.Usings), Parse(Setup.ImplicitUsings), Parse(program));
        var reported = await ReportedAsync(compilation);
        return reported.Count > 0 ? reported : [.. Generate(compilation).Compilation.Emit(Stream.Null).Diagnostics.Where(IsReported)];
    }

    /// <summary>A program with what the generator makes of it, and with no analyzer.</summary>
    public static Compilation Generated(string program) => Generate(Compile(Parse(Setup.Usings), Parse(program))).Compilation;

    private static CSharpCompilation SwitchedOn(CSharpCompilation compilation, string rule) => compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
        AllRules.Descriptors.Where(one => one.Id == rule && !one.IsEnabledByDefault).Select(one => KeyValuePair.Create(one.Id, ReportDiagnostic.Info))));

    // What comes from it shares what it has read of the references.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Program", [], [.. Net100.References.All, Setup.PollGen]);

    private static CSharpCompilation Compile(params SyntaxTree[] trees) => Empty.AddSyntaxTrees(trees).WithOptions(new(
        trees[^1].GetRoot().ChildNodes().Any(node => node is GlobalStatementSyntax) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    private static (Compilation Compilation, ImmutableArray<Diagnostic> Diagnostics) Generate(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: Setup.CSharp14)
            .RunGeneratorsAndUpdateCompilation(compilation, out var final, out var generated);
        return (final, generated);
    }

    private static async Task<IReadOnlyCollection<Diagnostic>> ReportedAsync(CSharpCompilation compilation)
    {
        var (final, generated) = Generate(compilation);
        var diagnostics = await final.WithAnalyzers(AllRules.Analyzers).GetAllDiagnosticsAsync();
        return [.. diagnostics.Concat(generated).Where(IsReported)];
    }

    private static bool IsReported(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("PG", StringComparison.Ordinal);

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Setup.CSharp14);
}
