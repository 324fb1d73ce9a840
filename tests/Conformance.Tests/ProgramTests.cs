using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Conformance.Tests;

/// <summary>Every program, directly and polled: the same result, the same effects in the same order, the same exception.</summary>
public class ProgramTests(ITestOutputHelper output)
{
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
    public void Agrees(string program, Mode mode) => Agreement.Check(CoroutineProgram.All[program], mode);

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
