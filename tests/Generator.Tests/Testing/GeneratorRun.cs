using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.Generator.Tests.Testing;

/// <summary>Runs the generator over sources as an editor does: again and again, with one driver that remembers.</summary>
public sealed class GeneratorRun
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private CSharpCompilation compilation;
    private GeneratorDriver driver;

    public GeneratorRun(params string[] sources)
    {
        compilation = CSharpCompilation.Create(
            "Program",
            sources.Select((source, position) => Parse(source, position)),
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Co).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        driver = CSharpGeneratorDriver.Create(
            [new CoroutineGenerator().AsSourceGenerator()],
            parseOptions: Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; private set; } = null!;

    public GeneratorRunResult Result { get; private set; }

    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    public IEnumerable<Diagnostic> Errors => Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Replaces text in one of the sources and runs again.</summary>
    public GeneratorRun Edit(string old, string changed, int source = 0)
    {
        var tree = compilation.SyntaxTrees[source];
        var text = tree.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        compilation = compilation.ReplaceSyntaxTree(tree, Parse(text.Replace(old, changed, StringComparison.Ordinal), source));
        Run();
        return this;
    }

    /// <summary>Why each file was written in the last run, by its name.</summary>
    public IReadOnlyDictionary<string, IncrementalStepRunReason> Reasons => Result.TrackedSteps[CoroutineGenerator.FileStep]
        .SelectMany(step => step.Outputs)
        .ToDictionary(output => ((GeneratedFile)output.Value).HintName, output => output.Reason);

    private static SyntaxTree Parse(string source, int position) => CSharpSyntaxTree.ParseText(source, Options, $"Source{position}.cs", System.Text.Encoding.UTF8);

    private void Run()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Output = output;
        Result = driver.GetRunResult().Results.Single();
    }
}
