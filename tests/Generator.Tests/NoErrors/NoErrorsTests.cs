using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.NoErrors;

/// <summary>With the generated files the compiler says nothing that it did not say without them: no error, no warning, anywhere.</summary>
public class NoErrorsTests
{
    private static readonly string[] Awaitables = ["awaitable", "configured task"];

    private static readonly string[] WithoutResult = ["empty", "no return"];

    public static TheoryData<string> RightBodies => [.. Programs.Bodies.Keys.Except(Awaitables)];

    public static TheoryData<string> BrokenBodies => [.. BrokenPrograms.Bodies.Keys.Except(WithoutResult).Except(["missing brace"])];

    public static TheoryData<string> BrokenSources => [.. BrokenPrograms.Sources.Keys];

    [Theory]
    [MemberData(nameof(RightBodies))]
    public void A_right_program_builds_and_has_its_machine(string name) => Builds(name);

    [Theory]
    [InlineData("awaitable")]
    [InlineData("configured task")]
    public void An_awaitable_is_awaited(string name) => Builds(name);

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public void A_broken_body_gets_no_further_errors(string name) => AssertNothingIsAdded(ProgramRun.Of(Programs.Of(BrokenPrograms.Bodies[name])));

    [Theory]
    [InlineData("empty")]
    [InlineData("no return")]
    public void A_body_without_a_result_gets_no_further_errors(string name) => AssertNothingIsAdded(ProgramRun.Of(Programs.Of(BrokenPrograms.Bodies[name])));

    [Theory]
    [MemberData(nameof(BrokenSources))]
    public void A_broken_program_gets_no_further_errors(string name) => AssertNothingIsAdded(ProgramRun.Of(BrokenPrograms.Sources[name]));

    [Fact]
    public void A_missing_brace_shows_no_error_of_ours_in_the_users_file() =>
        AssertNothingShowsInTheUsersFile(ProgramRun.Of(Programs.Of(BrokenPrograms.Bodies["missing brace"])));

    private static void Builds(string name)
    {
        var run = ProgramRun.Of(Programs.Of(Programs.Bodies[name]));
        Assert.Empty(run.Errors);
        Assert.Empty(Checking.Problems(run.Output));
        Assert.All(run.Files.Values, file => Assert.DoesNotContain("MissingMachine]", file));
        AssertNothingIsAdded(run);
    }

    private static void AssertNothingIsAdded(ProgramRun run)
    {
        AssertNothingShowsInTheUsersFile(run);
        AssertNone(run, InGeneratedFiles(run));
    }

    private static void AssertNothingShowsInTheUsersFile(ProgramRun run)
    {
        Assert.Null(run.Result.Exception);
        Assert.DoesNotContain(run.DriverDiagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        var paths = run.Input.SyntaxTrees.Select(tree => tree.FilePath).ToHashSet();
        AssertNone(run, InGeneratedFiles(run).Where(diagnostic => paths.Contains(diagnostic.Location.GetMappedLineSpan().Path)));

        // A call that was wrong may now be wrong for another reason: the overload is there. A line that was right stays right.
        var wrong = Said(run.Input).Select(LineOf).ToHashSet();
        AssertNone(run, Said(run.Output).Except(InGeneratedFiles(run)).Where(diagnostic => !wrong.Contains(LineOf(diagnostic))));
    }

    private static IEnumerable<Diagnostic> InGeneratedFiles(ProgramRun run)
    {
        var trees = run.Input.SyntaxTrees.ToHashSet();
        return Said(run.Output).Where(diagnostic => diagnostic.Location.SourceTree is { } tree && !trees.Contains(tree));
    }

    private static IEnumerable<Diagnostic> Said(Compilation compilation) => compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Info);

    private static (string, int) LineOf(Diagnostic diagnostic) => (diagnostic.Location.SourceTree?.FilePath ?? "", diagnostic.Location.GetLineSpan().StartLinePosition.Line);

    private static void AssertNone(ProgramRun run, IEnumerable<Diagnostic> added) =>
        Assert.True(!added.Any(), string.Join("\n", added) + "\n\n" + string.Join("\n", run.Files.Values));
}
