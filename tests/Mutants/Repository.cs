using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.Mutants;

/// <summary>The sources of the compiler, and of the programs that it is tried on, parsed once.</summary>
internal static class Repository
{
    public static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    private static readonly Lazy<IReadOnlyDictionary<string, SyntaxTree>> Sources = new(() => Below("src", "Generator"));

    private static readonly Lazy<IReadOnlyDictionary<string, SyntaxTree>> Kit = new(() => Below("tests", "Conformance.Tests", "Testing"));

    private static readonly Lazy<IReadOnlyDictionary<string, SyntaxTree>> All = new(() => Below("tests", "Conformance.Tests", "Programs"));

    /// <summary>The compiler, by path.</summary>
    public static IReadOnlyDictionary<string, SyntaxTree> Compiler => Sources.Value;

    /// <summary>What the programs are written with.</summary>
    public static IEnumerable<SyntaxTree> ProgramKit => Kit.Value.Values;

    /// <summary>All programs.</summary>
    public static IEnumerable<SyntaxTree> Programs => All.Value.Values;

    /// <summary>The file that declares the programs of a class.</summary>
    public static SyntaxTree ProgramsOf(string name) =>
        All.Value.Values.FirstOrDefault(tree => tree.ToString().Contains($"partial class {name}\n", StringComparison.Ordinal))
        ?? throw new NoMutantException($"There are no programs '{name}'.");

    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Options, path, Encoding.UTF8);

    private static IReadOnlyDictionary<string, SyntaxTree> Below(params string[] folder)
    {
        var top = Path.Combine([Root, .. folder]);
        return Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .ToDictionary(path => Path.GetRelativePath(top, path).Replace('\\', '/'), path => Parse(path, File.ReadAllText(path).ReplaceLineEndings("\n")));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
