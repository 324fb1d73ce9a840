using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PollGen.Generator.Tests.Testing;

/// <summary>One run of the generator over a compilation; an edit makes the next run of the same driver.</summary>
internal sealed class ProgramRun
{
    private readonly GeneratorDriver driver;

    private ProgramRun(GeneratorDriver before, CSharpCompilation input)
    {
        Input = input;
        driver = before.RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        Output = (CSharpCompilation)output;
        DriverDiagnostics = diagnostics;
        Result = driver.GetRunResult().Results.Single();
    }

    public CSharpCompilation Input { get; }

    /// <summary>The input together with the generated files.</summary>
    public CSharpCompilation Output { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>What the driver itself says, such as that the generator threw.</summary>
    public IReadOnlyList<Diagnostic> DriverDiagnostics { get; }

    /// <summary>The text of each generated file by its hint name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    public IReadOnlyList<Diagnostic> Errors => [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    public static ProgramRun Of(string source) => Of(Setup.Compile(source));

    public static ProgramRun Of(CSharpCompilation input) => new(NewDriver((CSharpParseOptions)input.SyntaxTrees[0].Options), input);

    /// <summary>The text of the only generated file that holds the machine.</summary>
    public string FileOf(string machine) => Files.Single(file => file.Key.EndsWith($".{machine}.g.cs", StringComparison.Ordinal)).Value;

    /// <summary>Replaces a piece of a file, as typing does, and runs again.</summary>
    public ProgramRun Edit(string old, string replacement, string path = Setup.ProgramPath)
    {
        var tree = Input.SyntaxTrees.Single(tree => tree.FilePath == path);
        var text = tree.GetText();
        var position = text.ToString().IndexOf(old, StringComparison.Ordinal);
        Assert.True(position >= 0, $"'{old}' is not in the source.");
        var changed = text.WithChanges(new TextChange(new TextSpan(position, old.Length), replacement));
        return new ProgramRun(driver, Input.ReplaceSyntaxTree(tree, tree.WithChangedText(changed)));
    }

    /// <summary>The same program is built once more, as after an edit that was undone.</summary>
    public ProgramRun Again() => new(driver, Input.Clone());

    /// <summary>No error anywhere, shown with the generated text.</summary>
    public ProgramRun ShouldBuild()
    {
        Assert.True(Errors.Count == 0, string.Join("\n", Errors) + "\n\n" + string.Join("\n", Files.Values));
        return this;
    }

    private static CSharpGeneratorDriver NewDriver(CSharpParseOptions options) => CSharpGeneratorDriver.Create(
        [new CoroutineGenerator().AsSourceGenerator()], parseOptions: options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
