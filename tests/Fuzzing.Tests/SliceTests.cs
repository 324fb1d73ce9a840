using PollGen.Fuzzing.Mutating;
using PollGen.Fuzzing.Writing;
using Xunit.Abstractions;

namespace PollGen.Fuzzing.Tests;

/// <summary>A slice of the fuzzer with fixed seeds; <c>dotnet run -c Release --project tests/Fuzzing -- --minutes 60</c> runs the rest.</summary>
public class SliceTests(ITestOutputHelper output)
{
    [Fact]
    public void Programs_made_by_chance_do_the_same_in_both_executions()
    {
        using var fuzzer = new Fuzzer();
        // Both with and without the C# compiler's optimization.
        fuzzer.Run(seed: 88, count: 24);
        output.WriteLine($"{fuzzer.Programs} programs, {fuzzer.Compared} compared");
        Assert.True(fuzzer.Failures.Count == 0, string.Join("\n\n", fuzzer.Failures.Select(failure => $"seed {failure.Program.Seed}: {failure.What}\n{failure.Program.Source}")));
        Assert.True(fuzzer.Compared >= 18, "Too many programs were refused or are no C#, so the slice shows little.");
    }

    [Fact]
    public void Every_kind_of_construct_is_written()
    {
        var counts = new Counts();
        for (int seed = 1; seed <= 1500; seed++)
            counts.Add(ProgramWriter.Write(seed).Counts);
        Assert.Empty(counts.Missing);
    }

    [Fact]
    public void A_seed_gives_one_program() => Assert.Equal(ProgramWriter.Write(7).Source, ProgramWriter.Write(7).Source);

    [Fact]
    public void Mutated_sources_are_survived()
    {
        var run = new MutationRun();
        run.Run(seed: 1, count: 40);
        output.WriteLine($"{run.Inputs} inputs, {run.Valid} still valid");
        Assert.True(run.Failures.Count == 0, string.Join("\n\n", run.Failures));
    }
}
