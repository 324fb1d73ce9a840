using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using PollGen.Generator;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>What every program under test is compiled with: .NET 10, the runtime library as built, and the generator.</summary>
internal static class Setup
{
    public static readonly CSharpParseOptions CSharp14 = new(LanguageVersion.CSharp14);

    public static readonly Type Generator = typeof(CoroutineGenerator);

    // The reference assemblies come from a package that is restored with the tests, so nothing is downloaded while they run.
    private static readonly ReferenceAssemblies Nothing = new("net10.0");

    /// <summary>The runtime library as built.</summary>
    public static readonly MetadataReference PollGen = MetadataReference.CreateFromFile(typeof(Co).Assembly.Location);

    // A workspace of its own reads all its references anew, so those that no test needs cost more than the tests themselves.
    private static readonly IReadOnlyList<MetadataReference> Few =
    [
        PollGen,
        .. typeof(Co).Assembly.GetReferencedAssemblies().Select(name => name.Name)
            .Concat(["System.Console", "System.Linq", "System.Collections", "System.Collections.Immutable", "System.Threading", "System.Memory", "System.Runtime", "System.Runtime.InteropServices", "System.Net.Sockets"])
            .Distinct().Select(Reference),
    ];

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        global using PollGen;
        """;

    /// <summary>What the SDK adds to a new project.</summary>
    public const string ImplicitUsings = """
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        """;

    private static MetadataReference Reference(string? name) => Net100.References.All.Single(reference => reference.FilePath == name + ".dll");

    public static void UseNet10AndPollGen(this AnalyzerTest<DefaultVerifier> test)
    {
        test.ReferenceAssemblies = Nothing;
        test.TestState.AdditionalReferences.AddRange(Few);
        test.TestState.Sources.Add(("Usings.cs", Usings));

        // What the generator writes has tests of its own.
        test.TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
    }
}
