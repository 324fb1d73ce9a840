using Xunit.Abstractions;

namespace PollGen.Mutants;

/// <summary>The conformance programs tell every broken compiler from the real one.</summary>
public class MutantTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names() => [.. Mutants.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsCaught(string name)
    {
        var mutant = Mutants.All.Single(one => one.Name == name);
        var said = Try(mutant, mutant.Programs);
        output.WriteLine(said ?? "survives");
        Assert.NotNull(said);
    }

    /// <summary>What catches the mutants finds nothing wrong with the compiler itself.</summary>
    [Fact]
    public void TheCompilerItselfSurvives() => Assert.Null(Try(null, Mutants.All.SelectMany(mutant => mutant.Programs)));

    [Fact]
    public void ThereAreAtLeastTwentyWays()
    {
        output.WriteLine($"{Mutants.All.Count} mutants");
        Assert.True(Mutants.All.Select(mutant => (mutant.File, mutant.Text, mutant.Replacement)).Distinct().Count() >= 20);
    }

    private static string? Try(Mutant? mutant, IEnumerable<string> programs)
    {
        var (image, failure) = Workbench.Compile(Workbench.Break(mutant), programs.Select(Repository.ProgramsOf).Distinct(), Patience);
        // The programs of the real compiler may take their time on a busy machine.
        return image is null ? failure : Runner.FirstFailure(image, mutant is null ? 8 * Patience : Patience);
    }
}
