// In: the ordinary sources. Out: an assembly with their coroutines, compiled by the generator as it stands.
extern alias Generator;

using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PollGen.Conformance.Tests.Testing;
using Generator::PollGen.Generator;
using Generator::PollGen.Generator.Binding;

namespace PollGen.Ordinary.Tests.Rewriting;

internal sealed class Rewritten
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private static readonly Lazy<Rewritten> Made = new(() => new Rewritten());

    private Rewritten()
    {
        var sources = Sources().ToList();
        var refused = new Dictionary<string, string>();
        while (true)
        {
            Tally = new Tally();
            var texts = Rewrite(sources, refused);
            int before = refused.Count;
            if (Compile(texts, refused) is { } image)
            {
                Programs = CoroutineProgram.FindIn(Assembly.Load(image)).ToDictionary(program => program.Name);
                return;
            }

            Assert.True(refused.Count > before, "Nothing new was refused.");
        }
    }

    public static Rewritten Sole => Made.Value;

    public Tally Tally { get; private set; }

    public IReadOnlyDictionary<string, CoroutineProgram> Programs { get; }

    private List<SyntaxTree> Rewrite(List<SyntaxTree> sources, IReadOnlyDictionary<string, string> refused)
    {
        var compilation = Create(sources);
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var choice = new Choice(compilation, refused, Tally);
        // Parsed again from its text: the rewriter composes text.
        return [.. sources.Select(tree => Parse(tree.FilePath, SourceRewriter.Rewrite(tree, compilation.GetSemanticModel(tree), choice, Tally)))];
    }

    /// <returns>Null where a method is refused by a rule.</returns>
    private static byte[]? Compile(IEnumerable<SyntaxTree> texts, Dictionary<string, string> refused)
    {
        var input = Create(texts);
        var driver = CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: Options).RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        var exception = driver.GetRunResult().Results.Single().Exception;
        Assert.True(exception is null, exception?.ToString());
        var models = new SemanticModels(output);
        int before = refused.Count;
        foreach (var tree in input.SyntaxTrees)
        {
            foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.ToString().Contains("PollGen.Coroutine", StringComparison.Ordinal)))
            {
                var symbol = models.Of(method).GetDeclaredSymbol(method)!;
                if (CoroutineChecker.Check(symbol, models, default).FirstOrDefault() is { } problem)
                    refused[OriginalOf(symbol)] = $"{problem.RuleId} ({symbol.ContainingType.Name}.{symbol.Name}): {string.Join(" / ", problem.Arguments)}";
            }
        }

        if (refused.Count > before)
            return null;
        using var image = new MemoryStream();
        var result = output.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20).Select(error => $"{error}\n    {LineOf(error)}")));
        return image.ToArray();
    }

    private static string LineOf(Diagnostic error) => error.Location.SourceTree?.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() ?? "";

    // By the name that it has without Co and Trace.
    private static string OriginalOf(IMethodSymbol coroutine) => coroutine.ContainingType.GetMembers(coroutine.Name).OfType<IMethodSymbol>()
        .Where(other => other.Parameters.Length == coroutine.Parameters.Length - 2 && !other.Parameters.Any(parameter => parameter.Type.Name is nameof(Trace) or nameof(Co)))
        .Select(Choice.NameOf).First();

    private static CSharpCompilation Create(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        "PollGen.Rewritten", trees.Prepend(Parse("Global.cs", Usings)), References(),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    private static IEnumerable<SyntaxTree> Sources()
    {
        var assembly = typeof(Rewritten).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Parse(name, reader.ReadToEnd());
        }
    }

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) != "PollGen.Generator.dll")
        .Select(path => MetadataReference.CreateFromFile(path));

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Options, path);
}
