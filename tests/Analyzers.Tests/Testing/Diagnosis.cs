using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>Compiles a program as a build does, with the generator and every analyzer.</summary>
internal static class Diagnosis
{
    /// <summary>The rules and compiler errors that are reported, each once.</summary>
    public static async Task<IReadOnlyCollection<string>> OfAsync(string program)
    {
        var compilation = CSharpCompilation.Create(
            "Program",
            [Parse(Setup.Usings), Parse(program)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Co).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: Setup.CSharp14)
            .RunGeneratorsAndUpdateCompilation(compilation, out var final, out var generated);
        var diagnostics = await final.WithAnalyzers(AllRules.Analyzers).GetAllDiagnosticsAsync();
        return diagnostics.Concat(generated).Where(IsReported).Select(diagnostic => diagnostic.Id).Distinct().ToList();
    }

    private static bool IsReported(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("PG", StringComparison.Ordinal);

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Setup.CSharp14);
}
