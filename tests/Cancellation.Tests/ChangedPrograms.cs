using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PollGen.Generator;

namespace PollGen.Cancellation.Tests;

/// <summary>The programs of the conformance suite, changed by <see cref="CleanUpRewriter"/>, as an assembly in memory.</summary>
internal static class ChangedPrograms
{
    public static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private static readonly Lazy<Func<string, int, int?, string?>> Entry = new(() =>
        Build().GetType("PollGen.Cancellation.Tests.Oracle.Direct", throwOnError: true)!.GetMethod("Run")!.CreateDelegate<Func<string, int, int?, string?>>());

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using PollGen;
        global using Xunit;
        """;

    /// <summary>What the program does directly when it is cancelled at a leaf: effects and end. Null if it does not reach the leaf.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="leaf">Which leaf, counted from 1.</param>
    /// <param name="interrupted">Null: the leaf throws. Otherwise the thread that waits there is interrupted, and clean-up is pending so often.</param>
    public static string? Cancelled(string program, int leaf, int? interrupted) => Entry.Value(program, leaf, interrupted);

    // The machines are those of the sources as they stand: what is changed is only ever executed directly.
    private static Assembly Build()
    {
        var sources = Sources().ToList();
        var original = CSharpCompilation.Create(
            "PollGen.Changed",
            sources.Select(source => Parse(source.Path, source.Text)).Prepend(Parse("Global.cs", Usings)),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(original, out var whole, out _);
        foreach (var tree in original.SyntaxTrees.Where(tree => tree.FilePath.StartsWith("Programs/", StringComparison.Ordinal) || tree.FilePath == "Testing/Leaves.cs"))
        {
            // Parsed again from its text: the rewriter composes text.
            string text = new CleanUpRewriter().Visit(tree.GetRoot()).ToFullString();
            whole = whole.ReplaceSyntaxTree(tree, Parse(tree.FilePath, text));
        }

        using var binary = new MemoryStream();
        var result = whole.Emit(binary);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(40)));
        return Assembly.Load(binary.ToArray());
    }

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var assembly = typeof(ChangedPrograms).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name.Replace('\\', '/'), reader.ReadToEnd());
        }
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && name != "PollGen.Conformance.Tests.dll" && name != "PollGen.Cancellation.Tests.dll")
            .Select(path => MetadataReference.CreateFromFile(path));

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Options, path);
}
