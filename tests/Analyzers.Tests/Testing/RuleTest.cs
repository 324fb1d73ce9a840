using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>Runs one analyzer over a program. Where it reports, and nowhere else, the text is marked <c>{|PG0201:Send|}</c>.</summary>
internal class RuleTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public RuleTest(string source)
    {
        this.UseNet10AndPollGen();
        TestState.Sources.Add(("Program.cs", source));
    }

    public static Task Check(string source) => new RuleTest<TAnalyzer>(source).RunAsync();

    protected override ParseOptions CreateParseOptions() => Setup.CSharp14;

    protected override IEnumerable<Type> GetSourceGenerators() => [Setup.Generator];
}
