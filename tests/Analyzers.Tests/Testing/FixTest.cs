using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>Applies one fix to a program: to one diagnostic after the other, and to all at once, with the same result.</summary>
internal sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    public FixTest(string before, string after)
    {
        this.UseNet10AndPollGen();
        TestState.Sources.Add(("Program.cs", before));
        FixedState.Sources.AddRange(TestState.Sources.Take(1));
        FixedState.Sources.Add(("Program.cs", after));
    }

    public static Task Check(string before, string after) => new FixTest<TAnalyzer, TFix>(before, after).RunAsync();

    /// <summary>The diagnostic is there and no fix is offered for it.</summary>
    public static Task CheckNotOffered(string source) => Check(source, source);

    protected override ParseOptions CreateParseOptions() => Setup.CSharp14;

    protected override IEnumerable<Type> GetSourceGenerators() => [Setup.Generator];
}
