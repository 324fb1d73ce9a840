using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>PG0105: the generator itself says it, because only it sees whole circles.</summary>
public class RecursionTests
{
    [Theory]
    [InlineData("[Coroutine] static int A(Co co, int n) => n == 0 ? 0 : [|A(co, n - 1)|] + 1;")]
    [InlineData("[Coroutine] static int A(Co co, int n) => n == 0 ? 0 : B(co, n - 1); [Coroutine] static int B(Co co, int n) => n == 0 ? 0 : [|A(co, n - 1)|];")]
    [InlineData("[Coroutine] static int A(Co co, int n) { if (n > 0) { [|A(co, n - 1)|]; co.Await(Future.Yield()); [|A(co, n - 2)|]; } return n; }")]
    public void The_call_that_closes_a_circle_is_noticed(string members)
    {
        var source = MarkedSource.Parse(Type(members));
        var run = ProgramRun.Of(source.Text).ShouldBuild();
        Assert.All(run.Result.Diagnostics, notice => Assert.Equal(("PG0105", DiagnosticSeverity.Info), (notice.Id, notice.Severity)));
        Assert.Equal(source.Spans, run.Result.Diagnostics.Select(notice => notice.Location.SourceSpan).Order());
        Assert.All(run.Result.Diagnostics, notice => Assert.Equal(Setup.ProgramPath, notice.Location.GetLineSpan().Path));
        Assert.Empty(Checking.Problems(run.Output));
        Assert.All(run.Files.Values, file => Assert.DoesNotContain("MissingMachine", file));
    }

    [Theory]
    [InlineData("[Coroutine] static int A(Co co, int n) => B(co, n) + B(co, n); [Coroutine] static int B(Co co, int n) => C(co, n); [Coroutine] static int C(Co co, int n) => n;")]
    [InlineData("[Coroutine] static int A(Co co, int n) => n == 0 ? 0 : A(Co.Blocking, n - 1);")]
    [InlineData("[Coroutine] static int A(Co co, int n) => 1; [Coroutine] static int A(Co co, string n) => A(co, n.Length);")]
    public void Without_a_circle_nothing_is_said(string members)
    {
        var run = ProgramRun.Of(Type(members)).ShouldBuild();
        Assert.Empty(run.Result.Diagnostics);
        Assert.All(run.Files.Values, file => Assert.DoesNotContain("MissingMachine", file));
    }

    private static string Type(string members) => $"static partial class P {{ {members} }}";
}
