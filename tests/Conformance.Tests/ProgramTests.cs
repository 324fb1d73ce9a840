using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Conformance.Tests;

/// <summary>Every program, directly and polled: the same result, the same effects in the same order, the same exception.</summary>
public class ProgramTests(ITestOutputHelper output)
{
    private static readonly Lazy<Together> Disturbed = new(() => new Together(CoroutineProgram.All.Values.Where(program => !program.IsAlone)));

    public static TheoryData<string, Mode> Cases()
    {
        var cases = new TheoryData<string, Mode>();
        foreach (var program in CoroutineProgram.All.Values)
        {
            foreach (Mode mode in Enum.GetValues<Mode>().Where(mode => mode != Mode.Joined || !program.IsAlone))
                cases.Add(program.Name, mode);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees(string program, Mode mode)
    {
        var one = CoroutineProgram.All[program];
        if (mode == Mode.Disturbed && !one.IsAlone)
            Disturbed.Value[program].MustBe(one.RunDirectly(new Trace(Script.AllReady)), program);
        else
            Agreement.Check(one, mode);
    }

    [Fact]
    public void FramesMoveBetweenPolls()
    {
        output.WriteLine($"{Disturbed.Value.Rounds} collections, each before a poll of every program that still ran; {Disturbed.Value.Moves} of them moved the last frame");
        Assert.True(Disturbed.Value.Moves > 2, "Nothing moved.");
    }

    [Fact]
    public void AgreesWhileAnotherThreadCompacts()
    {
        using var compactor = new Compactor();
        while (compactor.Compactions <= 20)
        {
            foreach (var program in CoroutineProgram.All.Values.Where(program => program.IsAboutReferences))
                Agreement.Check(program, Mode.Pending);
        }

        output.WriteLine($"{CoroutineProgram.All.Values.Count(program => program.IsAboutReferences)} programs, {compactor.Compactions} compactions");
    }

    [Fact]
    public void ProgramsAreCounted()
    {
        var programs = CoroutineProgram.All;
        output.WriteLine($"{programs.Count} programs, {Cases().Count()} cases");
        foreach (var group in programs.Keys.GroupBy(name => name.Split('.')[0]))
            output.WriteLine($"  {group.Key}: {group.Count()}");
        Assert.NotEmpty(programs);
    }
}
