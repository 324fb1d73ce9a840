using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PollGen.Generator.Tests.Emission;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Layout;

/// <summary>PG0106 and PG0107: what the generator says of sizes, and what the machine says of those that are known at run time only.</summary>
public class LargeFutureTests
{
    private const string Wait = "[Coroutine] static void Wait(Co co) => co.Await(Task.Delay(1));";
    private const string Keep = "[Coroutine] static int Keep(Co co) { Span<byte> kept = stackalloc byte[100]; Wait(co); return kept[0]; }";

    [Theory]
    [InlineData("[Coroutine([|MaxSize = 16|])] static int A(Co co, long a, long b, long c) { Wait(co); return (int)(a + b + c); }")]
    [InlineData("[Coroutine([|MaxSize = 100|])] static int A(Co co) => Keep(co) + 1;")]
    [InlineData("[Coroutine(Overload = \"B\", [|MaxSize = 0|])] static void A(Co co) => Wait(co);")]
    [InlineData("[Coroutine] static int A(Co co) { return B(co); [Coroutine([|MaxSize = 50|])] static int B(Co co) => Keep(co) + 1; }")]
    public void PG0106_a_future_that_breaks_its_contract(string member) => Check(member, "PG0106", DiagnosticSeverity.Error);

    [Theory]
    [InlineData("[Coroutine(MaxSize = 64)] static int A(Co co, long a, long b, long c) { Wait(co); return (int)(a + b + c); }")]
    [InlineData("[Coroutine(MaxSize = 200)] static int A(Co co) => Keep(co) + 1;")]
    [InlineData("[Coroutine(MaxSize = 64)] static int A(Co co) => co.Await(Keep().Boxed()) + 1;")]
    [InlineData("[Coroutine(MaxSize = 40)] static int A(Co co) { Span<byte> dead = stackalloc byte[100]; dead[0] = 1; var sum = dead[0]; Wait(co); return sum; }")]
    [InlineData("[Coroutine(MaxSize = 8)] static T A<T>(Co co, T a) { Wait(co); return a; }")]
    public void PG0106_says_nothing_of_one_that_keeps_it(string member) => Check(member);

    [Theory]
    [InlineData("[Coroutine] static int [|A|](Co co) { Span<byte> kept = stackalloc byte[5000]; Wait(co); return kept[0]; }")]
    [InlineData("[Coroutine(MaxSize = 6000)] static int B(Co co) { Span<byte> kept = stackalloc byte[5000]; Wait(co); return kept[0]; } [Coroutine] static int [|A|](Co co) => B(co) + 1;")]
    [InlineData("[Coroutine] static int [|A|](Co co) { Span<byte> one = stackalloc byte[2100]; Span<byte> two = stackalloc byte[2100]; Wait(co); return one[0] + two[0]; }")]
    public void PG0107_a_very_large_future(string member) => Check(member, "PG0107", DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("[Coroutine] static int A(Co co) { Span<byte> kept = stackalloc byte[4000]; Wait(co); return kept[0]; }")]
    [InlineData("[Coroutine(MaxSize = 6000)] static int A(Co co) { Span<byte> kept = stackalloc byte[5000]; Wait(co); return kept[0]; }")]
    [InlineData("[Coroutine] static int A(Co co) { { Span<byte> one = stackalloc byte[2100]; Wait(co); one[0] = 1; } { Span<byte> two = stackalloc byte[2100]; Wait(co); two[0] = 1; } return 1; }")]
    public void PG0107_says_nothing_of_smaller_or_stated_ones(string member) => Check(member);

    [Fact]
    public void The_biggest_parts_are_listed()
    {
        var run = ProgramRun.Of(Type("[Coroutine(MaxSize = 64)] static int A(Co co, long a) => Keep(co) + (int)a;"));
        var message = Assert.Single(run.Result.Diagnostics).GetMessage();
        Assert.Contains("'P.A' takes ", message);
        Assert.Matches("more than the 64 of its MaxSize; the biggest parts are keep \\d+, a 8, ", message);
    }

    [Fact]
    public void A_size_that_is_known_at_run_time_only_is_held_to_its_contract_there()
    {
        var program = CompiledProgram.Of("Program", """
            using System;
            using System.Threading.Tasks;
            using PollGen;

            public static partial class P
            {
                [Coroutine(MaxSize = 32)]
                static T A<T>(Co co, T a)
                {
                    co.Await(Task.CompletedTask);
                    return a;
                }

                [Coroutine]
                static int InPlace(Co co) => A(co, ((1L, 2L), (3L, 4L, 5L))).Item1.GetHashCode();

                public static string Run()
                {
                    var text = "";
                    A(1);
                    try { A(((1L, 2L), (3L, 4L, 5L))); } catch (InvalidOperationException e) { text += e.Message; }
                    try { Future.BlockOn(InPlace()); } catch (InvalidOperationException e) { text += e.Message; }
                    return text;
                }
            }
            """);
        var text = Assert.IsType<string>(program.Run("P", "Run"));
        Assert.Equal(2, text.Split("The future of P.A takes 64 bytes here, more than the 32 of its MaxSize.").Length - 1);
    }

    [Fact]
    public void The_limit_is_the_projects_to_choose()
    {
        var compilation = Setup.Compile(Type("[Coroutine] static int A(Co co) => Keep(co) + 1;"));
        Assert.Equal(["PG0107", "PG0107"], IdsWith("100"));
        Assert.Empty(IdsWith("5000"));
        Assert.Empty(IdsWith("many"));

        IEnumerable<string> IdsWith(string limit) => CSharpGeneratorDriver.Create(
                [new CoroutineGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
                optionsProvider: new GlobalConfig(new() { ["pollgen_large_future_bytes"] = limit }))
            .RunGenerators(compilation).GetRunResult().Diagnostics.Select(diagnostic => diagnostic.Id);
    }

    private static void Check(string member, string? id = null, DiagnosticSeverity severity = default)
    {
        var source = MarkedSource.Parse(Type(member));
        var run = ProgramRun.Of(source.Text).ShouldBuild();
        Assert.Equal(source.Spans, run.Result.Diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.All(run.Result.Diagnostics, diagnostic => Assert.Equal((id, severity), (diagnostic.Id, diagnostic.Severity)));
        Assert.Equal(id is null, source.Spans.Count == 0);
    }

    private static string Type(string member) => $"static partial class P {{ {Wait} {Keep} {member} }}";
}
