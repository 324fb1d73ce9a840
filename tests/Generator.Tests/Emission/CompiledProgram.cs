using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace PollGen.Generator.Tests.Emission;

/// <summary>A program as a build leaves it: an assembly and its portable PDB, in memory.</summary>
internal sealed record CompiledProgram(string Name, ImmutableArray<byte> Image, ImmutableArray<byte> Symbols)
{
    public const string Path = "/src/Program.cs";

    private static readonly CSharpParseOptions CSharp14 = new(LanguageVersion.CSharp14);

    public static CompiledProgram Of(string name, string source, params CompiledProgram[] libraries) => Of(name, source, isDebug: false, libraries);

    /// <summary>As the configuration Debug builds it, in which DEBUG is defined.</summary>
    public static CompiledProgram Debug(string name, string source) => Of(name, source, isDebug: true, []);

    private static CompiledProgram Of(string name, string source, bool isDebug, CompiledProgram[] libraries)
    {
        var parsing = isDebug ? CSharp14.WithPreprocessorSymbols("DEBUG") : CSharp14;
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), parsing, Path)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Co).Assembly.Location), .. libraries.Select(library => MetadataReference.CreateFromImage(library.Image))],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = output.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return new(name, [.. image.ToArray()], [.. symbols.ToArray()]);
    }

    /// <summary>Loads this program beside its libraries and calls a static method without parameters.</summary>
    public object? Run(string type, string method, params CompiledProgram[] libraries)
    {
        var context = new AssemblyLoadContext(name: null);
        foreach (var library in libraries)
            library.LoadInto(context);
        return LoadInto(context).GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private Assembly LoadInto(AssemblyLoadContext context) =>
        context.LoadFromStream(new MemoryStream([.. Image]), new MemoryStream([.. Symbols]));
}
