using System.Reflection;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests.Wrong;

/// <summary>What the rules are for: programs that go wrong at run time when nobody reads the diagnostics.</summary>
public class WrongProgramTests
{
    public static TheoryData<string> Names => [.. WrongPrograms.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Goes_wrong_when_it_runs_and_is_flagged(string name)
    {
        var program = WrongPrograms.All.Single(program => program.Name == name);
        Assert.NotEqual(program.Meant, program.Says);
        Assert.Equal(program.Says, Run(program));
        Assert.Contains(program.Rule, await Diagnosis.OfAsync(program.Source, program.Rule));
    }

    private static string Run(WrongProgram program)
    {
        using var image = new MemoryStream();
        var emitted = Diagnosis.Generated(program.Source).Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        var run = Assembly.Load(image.ToArray()).GetType("Wrong")!.GetMethod("Run")!;
        return (string)run.Invoke(null, null)!;
    }
}
