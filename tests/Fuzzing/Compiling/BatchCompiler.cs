using System.Collections.Concurrent;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Conformance.Tests.Testing;
using PollGen.Fuzzing.Cancelling;
using PollGen.Generator;
using PollGen.Generator.Validation;

namespace PollGen.Fuzzing.Compiling;

/// <summary>Compiles many programs at once, each in a file of its own; those that fail are taken out, so that the others can run.</summary>
internal sealed class BatchCompiler
{
    public static readonly CSharpParseOptions CSharp14 = new(LanguageVersion.CSharp14);

    public static readonly IReadOnlyList<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(Co).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Trace).Assembly.Location),
    ];

    private const string Marker = "[global::PollGen.CompilerServices.MissingMachine]";

    // Of all batches: the names of programs are the only thing that the validators know.
    private static readonly ConcurrentDictionary<string, string> Faults = new();

    private readonly Dictionary<string, Judged> verdicts = [];

    static BatchCompiler() => Validation.Listener = (coroutine, fault) => Faults[coroutine.Split('.')[0]] = $"{coroutine}: {fault}";

    private BatchCompiler()
    {
    }

    public IReadOnlyDictionary<string, Judged> Verdicts => verdicts;

    /// <summary>What the validators between the stages say of a program.</summary>
    public string FaultOf(string name) => Faults.TryGetValue(name, out string? fault) ? fault : "";

    /// <summary>The assembly; null if nothing can run.</summary>
    public byte[]? Image { get; private set; }

    /// <param name="sources">By the name of the class.</param>
    /// <param name="isOptimized">Whether the C# compiler optimizes.</param>
    public static BatchCompiler Compile(IReadOnlyDictionary<string, string> sources, bool isOptimized)
    {
        var batch = new BatchCompiler();
        foreach (string name in sources.Keys)
            Faults.TryRemove(name, out _);
        var trees = sources.ToDictionary(source => source.Key, source => Parse(source.Key, source.Value));
        batch.Compile(trees, trees => Create(trees, isOptimized));
        return batch;
    }

    /// <summary>The generated files of one program.</summary>
    public static IEnumerable<string> Generate(string name, string source)
    {
        var result = CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: CSharp14)
            .RunGenerators(Create([Parse(name, source)], isOptimized: false)).GetRunResult().Results.Single();
        return result.Exception is { } exception ? [exception.ToString()] : result.GeneratedSources.Select(file => file.SourceText.ToString());
    }

    /// <summary>What every compilation begins with: what the references hold is read once.</summary>
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Fuzz", [], References);

    // At warning level 0 the driver would keep to itself that the generator threw.
    public static CSharpCompilation Create(IEnumerable<SyntaxTree> trees, bool isOptimized) => Empty.AddSyntaxTrees(trees).WithOptions(
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: isOptimized ? OptimizationLevel.Release : OptimizationLevel.Debug, allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Disable, warningLevel: 1, deterministic: true));

    // A program stands in a file of its own, together with its oracle.
    private static SyntaxTree Parse(string name, string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, CSharp14).GetCompilationUnitRoot();
        var program = root.DescendantNodes().OfType<ClassDeclarationSyntax>().First();
        if (OracleWriter.Write(program) is { } oracle)
            root = root.InsertNodesAfter(program, [oracle]);
        return CSharpSyntaxTree.ParseText((IsNullable(name) ? "#nullable enable\n" : "") + root.ToFullString(), CSharp14, name + ".cs", System.Text.Encoding.UTF8);
    }

    // Deep loops take the C# compiler many times as long when it checks nullable types, so few programs have it do that.
    private static bool IsNullable(string name) => int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % 16 == 0;

    private void Compile(Dictionary<string, SyntaxTree> trees, Func<IEnumerable<SyntaxTree>, CSharpCompilation> create)
    {
        TakeOut(trees, trees.Values.SelectMany(tree => tree.GetDiagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        while (trees.Count > 0)
        {
            var driver = CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: CSharp14)
                .RunGeneratorsAndUpdateCompilation(create(trees.Values), out var output, out _);
            var result = driver.GetRunResult().Results.Single();
            if (result.Exception is { } exception)
            {
                FindCrash(trees, exception, create);
                continue;
            }

            using var image = new MemoryStream();
            var emitted = output.Emit(image);
            if (emitted.Success)
            {
                Refuse(trees, result, output);
                foreach (string name in trees.Keys)
                    verdicts[name] = new Judged(Verdict.Compiled);
                Image = trees.Count > 0 ? image.ToArray() : null;
                return;
            }

            if (!TakeOut(trees, emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)))
                throw new InvalidOperationException($"No program is to blame for {emitted.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
        }
    }

    /// <summary>The programs in whose files the errors are leave.</summary>
    private bool TakeOut(Dictionary<string, SyntaxTree> trees, IEnumerable<Diagnostic> errors)
    {
        bool found = false;
        // A user's error shows in the generated file too, so it is judged first.
        foreach (var error in errors.OrderBy(error => IsGenerated(error.Location.SourceTree)))
        {
            if (error.Location.SourceTree is not { } tree || NameOf(tree) is not { } name || !trees.Remove(name))
                continue;
            found = true;
            string line = tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
            verdicts[name] = new Judged(IsGenerated(tree) ? Verdict.Broken : Verdict.Invalid, $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}\n    {line}");
        }

        return found;
    }

    private void Refuse(Dictionary<string, SyntaxTree> trees, GeneratorRunResult result, Compilation output)
    {
        foreach (string name in result.GeneratedSources.Where(file => file.SourceText.ToString().Contains(Marker, StringComparison.Ordinal)).Select(file => NameOf(file.SyntaxTree)).OfType<string>().Distinct())
        {
            if (!trees.TryGetValue(name, out var tree))
                continue;
            verdicts[name] = Reason(tree, output);
            trees.Remove(name);
        }

        // A declaration that is refused has no file at all.
        var machines = result.GeneratedSources.Select(file => NameOf(file.SyntaxTree)).OfType<string>().GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        foreach (var (name, tree) in trees.Where(pair => machines.GetValueOrDefault(pair.Key) < Problems.Coroutines(pair.Value)).ToList())
        {
            verdicts[name] = Reason(tree, output);
            trees.Remove(name);
        }
    }

    // The checker binds bodies as the generator does, and must not throw either.
    private static Judged Reason(SyntaxTree tree, Compilation output)
    {
        try
        {
            return new Judged(Verdict.Refused, Problems.Of(tree, output).FirstOrDefault() ?? "no reason was given");
        }
        catch (Exception e)
        {
            return new Judged(Verdict.Crashed, $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}");
        }
    }

    private void FindCrash(Dictionary<string, SyntaxTree> trees, Exception exception, Func<IEnumerable<SyntaxTree>, CSharpCompilation> create)
    {
        bool found = false;
        foreach (var (name, tree) in trees.ToList())
        {
            var driver = CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: CSharp14).RunGenerators(create([tree]));
            if (driver.GetRunResult().Results.Single().Exception is not { } own)
                continue;
            verdicts[name] = new Judged(Verdict.Crashed, $"{own.GetType().Name}: {own.Message}\n{own.StackTrace}");
            trees.Remove(name);
            found = true;
        }

        if (!found)
            throw new InvalidOperationException("The generator threw on programs that it compiles one by one.", exception);
    }

    private static bool IsGenerated(SyntaxTree? tree) => tree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    // "P12.cs", or "…/Fuzz.Programs.P12.MainMachine.g.cs".
    private static string? NameOf(SyntaxTree tree) => Path.GetFileName(tree.FilePath).Split('.').FirstOrDefault(part => part.Length > 1 && part[0] == 'P' && char.IsAsciiDigit(part[1]));
}
