using Xunit.Abstractions;

namespace PollGen.Mutants;

/// <summary>The conformance programs tell every broken compiler from the real one. A class for some stages, so that they run beside each other.</summary>
public abstract class MutantTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected void MustBeCaught(string name)
    {
        var mutant = Mutants.All.Single(one => one.Name == name);
        var said = Try(mutant, mutant.Programs);
        output.WriteLine(said ?? "survives");
        Assert.NotNull(said);
    }

    protected static TheoryData<string> NamesOf(IEnumerable<Mutant> mutants) => [.. mutants.Select(mutant => mutant.Name)];

    protected static string? Try(Mutant? mutant, IEnumerable<string> programs)
    {
        var (image, failure) = Workbench.Compile(Workbench.Break(mutant), programs.Select(Repository.ProgramsOf).Distinct(), Patience, validates: false);
        // The programs of the real compiler may take their time on a busy machine.
        return image is null ? failure : Runner.FirstFailure(image, mutant is null ? 8 * Patience : Patience);
    }
}

/// <summary>Binding, flow and dataflow are broken.</summary>
public class FrontMutantTests(ITestOutputHelper output) : MutantTests(output)
{
    public static TheoryData<string> Names() => NamesOf([.. Mutants.Binding(), .. Mutants.Flow(), .. Mutants.Dataflow()]);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsCaught(string name) => MustBeCaught(name);
}

/// <summary>Layout and emission are broken.</summary>
public class BackMutantTests(ITestOutputHelper output) : MutantTests(output)
{
    private readonly ITestOutputHelper output = output;

    public static TheoryData<string> Names() => NamesOf([.. Mutants.Layout(), .. Mutants.Emission()]);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsCaught(string name) => MustBeCaught(name);

    /// <summary>What catches the mutants finds nothing wrong with the compiler itself.</summary>
    [Fact]
    public void TheCompilerItselfSurvives() => Assert.Null(Try(null, Mutants.All.SelectMany(mutant => mutant.Programs)));

    [Fact]
    public void ThereAreAtLeastTwentyWays()
    {
        output.WriteLine($"{Mutants.All.Count} mutants");
        Assert.True(Mutants.All.Select(mutant => (mutant.File, mutant.Text, mutant.Replacement)).Distinct().Count() >= 20);
    }
}

/// <summary>Where a frame does not keep what its coroutine needs, the validators between the stages say so, and no program has to run.</summary>
public class ValidatorTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Names() => [.. Mutants.All.Where(mutant => mutant.IsSeen).Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsSeen(string name)
    {
        var mutant = Mutants.All.Single(one => one.Name == name);
        var (image, failure) = Workbench.Compile(Workbench.Break(mutant), mutant.Programs.Select(Repository.ProgramsOf), Patience, validates: true);
        output.WriteLine(failure);
        Assert.Null(image);
        Assert.Contains("The compiler of coroutines is wrong about", failure, StringComparison.Ordinal);
    }
}
