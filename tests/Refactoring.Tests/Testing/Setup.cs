using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PollGen.Analyzers;
using PollGen.Generator;
using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Testing;

/// <summary>What the methods are compiled with, before and after: all that a build has.</summary>
internal static class Setup
{
    public static readonly CSharpParseOptions CSharp14 = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable);

    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(Co).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Log).Assembly.Location),
    ];

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(CoroutineAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>The source of a file under Methods.</summary>
    public static string SourceOf(string file)
    {
        using var reader = new StreamReader(typeof(Setup).Assembly.GetManifestResourceStream(file + ".cs")!);
        return reader.ReadToEnd();
    }

    /// <summary>The names of the files under Methods.</summary>
    public static IEnumerable<string> Files => typeof(Setup).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Select(name => name[..^3]).Order();

    /// <inheritdoc cref="BuildAsync(string, string, IReadOnlyList{string}, bool)"/>
    public static Task<Assembly> BuildAsync(string name, string source, bool isAnalyzed = true) => BuildAsync(name, source, [], isAnalyzed);

    /// <summary>Builds a file with the generator and all analyzers, as an assembly that is loaded. No error and no warning is allowed.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="source">The file.</param>
    /// <param name="otherFiles">More files.</param>
    /// <param name="isAnalyzed">Whether the analyzers run, too.</param>
    public static async Task<Assembly> BuildAsync(string name, string source, IReadOnlyList<string> otherFiles, bool isAnalyzed = true)
    {
        var input = CSharpCompilation.Create(
            name, [Parse("Usings.cs", Usings), Parse(name + ".cs", source), .. otherFiles.Select((text, position) => Parse($"Other{position}.cs", text))], References, Options);
        CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: CSharp14)
            .RunGeneratorsAndUpdateCompilation(input, out var output, out var generated);
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        var diagnostics = isAnalyzed ? await output.WithAnalyzers(Analyzers).GetAllDiagnosticsAsync() : emitted.Diagnostics;
        var wrong = diagnostics.Concat(generated).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not ("CS1591" or "CS0612" or "CS0618")).Distinct().ToList();
        Assert.True(wrong.Count == 0, $"{string.Join("\n", wrong.Take(20))}\n\n{source}");
        Assert.True(emitted.Success);
        return Assembly.Load(image.ToArray());
    }

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), CSharp14, path);
}
