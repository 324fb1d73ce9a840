using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PollGen.Generator.Tests.Testing;

/// <summary>What every program under test is compiled with: .NET 10, the runtime library as built, all warnings on.</summary>
internal static class Setup
{
    public const string ProgramPath = "/src/Program.cs";
    public const string UsingsPath = "/src/Usings.cs";

    public static readonly CSharpParseOptions CSharp14 = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Co).Assembly.Location)];

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug, allowUnsafe: true,
        warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable, deterministic: true);

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        global using PollGen;
        """;

    private static readonly SyntaxTree UsingsTree = Parse(UsingsPath, Usings);

    /// <summary>A library of one file, with the usual usings beside it.</summary>
    public static CSharpCompilation Compile(string source) => Compile("Program", (ProgramPath, source));

    public static CSharpCompilation Compile(string assembly, params (string Path, string Text)[] files) => CSharpCompilation.Create(
        assembly, [UsingsTree, .. files.Select(file => Parse(file.Path, file.Text))], References, Options);

    // Emitting a PDB needs an encoding.
    public static SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), CSharp14, path);
}
