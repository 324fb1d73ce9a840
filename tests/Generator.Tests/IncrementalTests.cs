using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests;

/// <summary>Typing re-emits what changes in text, and nothing of Roslyn is kept meanwhile.</summary>
public sealed class IncrementalTests
{
    private const string Source = """
        using PollGen;

        public static partial class Steps
        {
            [Coroutine]
            public static int Outer(Co co, int a)
            {
                return Inner(co, a) + 1;
            }

            public static int Plain(int x)
            {
                return x + 1;
            }

            [Coroutine]
            public static int Inner(Co co, int a)
            {
                int kept = a * 2;
                co.Await(Future.Yield());
                return kept;
            }

            [Coroutine]
            public static int Other(Co co, int a) => a + co.Await(Future.Ready(1));
        }
        """;

    private const string Outer = "Steps.OuterMachine.g.cs";
    private const string Inner = "Steps.InnerMachine.g.cs";
    private const string Other = "Steps.OtherMachine.g.cs";

    /// <summary>A project without coroutines pays for the search for the attribute, and for nothing else.</summary>
    [Fact]
    public void WithoutACoroutineNothingIsDone()
    {
        var run = new GeneratorRun("public static class Plain { [System.Obsolete] public static int Twice(int x) => x + x; }");
        string[] steps = [CoroutineGenerator.DeclarationStep, CoroutineGenerator.BindStep, CoroutineGenerator.LowerStep, CoroutineGenerator.PlanStep, CoroutineGenerator.FileStep];
        Assert.Empty(steps.SelectMany(step => run.Result.TrackedSteps.TryGetValue(step, out var runs) ? runs : []).SelectMany(step => step.Outputs));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void TypingInOneBodyReemitsThatCoroutine()
    {
        var run = new GeneratorRun(Source).Edit("return kept;", "return kept + 0;");
        Assert.Equal(IncrementalStepRunReason.Modified, run.Reasons[Inner]);
        Assert.Equal([Outer, Other], Unchanged(run));
    }

    [Fact]
    public void TypingInOneBodyLowersOnlyThatBodyAgain()
    {
        var run = new GeneratorRun(Source).Edit("return kept;", "return kept + 0;");
        Assert.Equal(["Inner"], Repeated(run, CoroutineGenerator.LowerStep));
        Assert.Equal(["Inner"], Repeated(run, CoroutineGenerator.PlanStep));
    }

    [Fact]
    public void TypingElsewhereBindsToTheSameAndLowersNothing()
    {
        var run = new GeneratorRun(Source).Edit("return x + 1;", "return x + 2;");
        Assert.Empty(Repeated(run, CoroutineGenerator.BindStep));
        Assert.Empty(Repeated(run, CoroutineGenerator.LowerStep));
        Assert.Empty(Repeated(run, CoroutineGenerator.PlanStep));
    }

    // What a body means can change while its text does not.
    [Fact]
    public void AChangedMeaningIsSeen()
    {
        var run = new GeneratorRun(Source, "", """
            using PollGen;

            public static partial class Uses
            {
                [Coroutine]
                public static long Sum(Co co)
                {
                    var kept = Limit.Of();
                    co.Await(Future.Yield());
                    return kept;
                }
            }

            public static class Limit { public static int Of() => 1; }
            """);
        var before = run.Files["Uses.SumMachine.g.cs"];
        run.Edit("public static int Of() => 1;", "public static long Of() => 1;", source: 2);
        Assert.Equal(["Sum"], Repeated(run, CoroutineGenerator.LowerStep));
        Assert.NotEqual(before, run.Files["Uses.SumMachine.g.cs"]);
    }

    // A stage that runs again on a kept product must write what it would write at first.
    [Fact]
    public void WhatIsReemittedIsWhatAFreshRunEmits()
    {
        var edited = new GeneratorRun(Source)
            .Edit("int kept = a * 2;", "int kept = a * 2; long more = a;").Edit("return kept;", "return kept + (int)more;");
        var fresh = new GeneratorRun(Source.Replace("int kept = a * 2;", "int kept = a * 2; long more = a;", StringComparison.Ordinal)
            .Replace("return kept;", "return kept + (int)more;", StringComparison.Ordinal));
        Assert.Equal(fresh.Files.OrderBy(file => file.Key, StringComparer.Ordinal), edited.Files.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void ALayoutThatChangesReemitsWhatEmbedsIt()
    {
        var run = new GeneratorRun(Source).Edit("int kept = a * 2;", "int kept = a * 2; long more = a;").Edit("return kept;", "return kept + (int)more;");
        Assert.Equal(IncrementalStepRunReason.Modified, run.Reasons[Inner]);
        Assert.Equal(IncrementalStepRunReason.Modified, run.Reasons[Outer]);
        Assert.Equal([Other], Unchanged(run));
    }

    [Theory]
    [InlineData("return x + 1;", "return x + 2;")]
    [InlineData("return x + 1;", "/* why */ return x + 1;")]
    public void TypingElsewhereReemitsNothing(string old, string changed)
    {
        var run = new GeneratorRun(Source).Edit(old, changed);
        Assert.Equal(3, Unchanged(run).Count);
    }

    [Fact]
    public void ALineMoreAboveChangesLineNumbersOnly()
    {
        var run = new GeneratorRun(Source);
        var before = run.Files;
        run.Edit("public static int Plain", "\n    public static int Plain");
        Assert.Equal([Outer], Unchanged(run));
        Assert.Equal(WithoutLines(before[Inner]), WithoutLines(run.Files[Inner]));
        Assert.NotEqual(before[Inner], run.Files[Inner]);
    }

    [Fact]
    public void ABrokenBodyKeepsItsSignatureAndItsCallersGreen()
    {
        var run = new GeneratorRun(Source).Edit("return kept;", "return kept +;");
        Assert.Contains("MissingMachine", run.Files[Inner], StringComparison.Ordinal);
        Assert.Equal([Other], Unchanged(run));
        Assert.All(run.Errors, error => Assert.Equal("Source0.cs", error.Location.SourceTree!.FilePath));

        run.Edit("return kept +;", "return kept;");
        Assert.DoesNotContain("MissingMachine", run.Files[Inner], StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void NothingOfRoslynIsKeptBetweenRuns()
    {
        var run = new GeneratorRun(Source);
        var kept = run.Result.TrackedSteps
            .Where(step => step.Key is CoroutineGenerator.DeclarationStep or CoroutineGenerator.FileStep or CoroutineGenerator.NoticeStep
                or CoroutineGenerator.BindStep or CoroutineGenerator.LowerStep or CoroutineGenerator.PlanStep)
            .SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Value).ToList();
        Assert.True(kept.Count >= 7);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var value in kept)
            AssertPlain(value, value.GetType().Name, seen);
    }

    private static IReadOnlyList<string> Unchanged(GeneratorRun run) =>
        [.. run.Reasons.Where(pair => pair.Value is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached).Select(pair => pair.Key)];

    /// <summary>The coroutines whose product of a step was made again.</summary>
    private static IReadOnlyList<string> Repeated(GeneratorRun run, string step) =>
    [
        .. run.Result.TrackedSteps[step].SelectMany(made => made.Outputs)
            .Where(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New)
            .Select(output => output.Value switch
            {
                BoundCoroutine bound => bound.Declaration.Name,
                LoweredCoroutine lowered => lowered.Declaration.Name,
                PlannedCoroutine planned => planned.Lowered.Declaration.Name,
                _ => output.Value.ToString()!,
            }),
    ];

    private static string WithoutLines(string text) =>
        Regex.Replace(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("#line", StringComparison.Ordinal))), @"(?<=\.cs:)\d+", "n");

    // By assignability, not by exact type, and through private fields too.
    private static void AssertPlain(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or SyntaxReference or IOperation or Diagnostic,
            $"{path} keeps a {value.GetType()}.");
        if (!value.GetType().IsValueType && value is IEnumerable items)
        {
            foreach (var item in items)
                AssertPlain(item, path + "[]", seen);
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer)
                    AssertPlain(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
