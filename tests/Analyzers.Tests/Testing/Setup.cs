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

    public static void UseNet10AndPollGen(this AnalyzerTest<DefaultVerifier> test)
    {
        test.ReferenceAssemblies = Nothing;
        test.TestState.AdditionalReferences.AddRange(Net100.References.All);
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(Co).Assembly.Location));
        test.TestState.Sources.Add(("Usings.cs", Usings));

        // What the generator writes has tests of its own.
        test.TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
    }
}
