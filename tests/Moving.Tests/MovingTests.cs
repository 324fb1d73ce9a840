using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Moving.Tests;

/// <summary>
/// What docs/references.md promises to those who break the rules: wrong results or exceptions at worst, never a read or write outside of the
/// frame or its owners.
/// </summary>
public class MovingTests(ITestOutputHelper output)
{
    public static TheoryData<string, Crime> Cases()
    {
        var cases = new TheoryData<string, Crime>();
        foreach (string program in CoroutineProgram.All.Keys)
        {
            foreach (var crime in Enum.GetValues<Crime>())
                cases.Add(program, crime);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_is_touched_beside_the_frame_and_its_owners(string program, Crime crime)
    {
        var mover = Mover.Of(CoroutineProgram.All[program]);
        int suspension = 1;
        while (mover.Run(crime, suspension))
            suspension++;
        output.WriteLine($"{suspension - 1} suspensions, {mover.References} references");
        Assert.True(suspension > 1, "It never waited.");
    }

    [Fact]
    public void The_references_are_counted()
    {
        int runs = 0;
        long references = 0;
        foreach (var program in CoroutineProgram.All.Values)
        {
            foreach (var crime in Enum.GetValues<Crime>())
            {
                var mover = Mover.Of(program);
                for (int suspension = 1; mover.Run(crime, suspension); suspension++)
                    runs++;
                references += mover.References;
            }
        }

        output.WriteLine($"{CoroutineProgram.All.Count} programs, {runs} futures moved or copied at a suspension, {references} references inside their memory");
        Assert.True(references > 0);
    }
}
