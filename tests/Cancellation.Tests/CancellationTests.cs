using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Cancellation.Tests;

/// <summary>Every program of the conformance suite, cancelled at each suspension that it passes, once with clean-up that waits twice.</summary>
public class CancellationTests(ITestOutputHelper output)
{
    private static int compared;
    private static int passedOver;

    public static TheoryData<string> Programs() => [.. CoroutineProgram.All.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void CleansUp(string program)
    {
        var found = Differences(program);
        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    [Fact]
    public void AreCounted()
    {
        (compared, passedOver) = (0, 0);
        foreach (string program in CoroutineProgram.All.Keys)
            Differences(program);
        output.WriteLine($"{CoroutineProgram.All.Count} programs: {compared} cancellations compared, {passedOver} at suspensions that are not one leaf's, {Exclusions.Reasons.Count} suspensions excluded");
        Assert.True(compared > CoroutineProgram.All.Count);
    }

    private static List<string> Differences(string program)
    {
        var found = new List<string>();
        foreach (int? pendings in new int?[] { null, 2 })
        {
            for (int suspension = 1; ; suspension++)
            {
                var trace = new Trace(new Script(1, WakesItself: false, CleanUpPendings: pendings));
                if (CoroutineProgram.All[program].Start(trace).CancelAt(suspension) is not var (outcome, before))
                    break;
                string how = $"{program} cancelled at suspension {suspension}, clean-up pending {pendings ?? 1} times";
                if (outcome.Violations.Count > 0)
                    found.Add($"{how}: {string.Join("; ", outcome.Violations)}");
                if (trace.CancelledLeaf is not { } leaf)
                {
                    passedOver++;
                    continue;
                }

                compared++;
                string actual = string.Join(" | ", outcome.Effects.Skip(before).Append(outcome.End));
                string? expected = ChangedPrograms.Cancelled(program, leaf);
                if (Exclusions.Reasons.ContainsKey((program, suspension)))
                {
                    if (actual == expected)
                        found.Add($"{how} is excluded and does not differ");
                }
                else if (actual != expected)
                    found.Add($"{how}\n  expected {expected ?? "that the leaf is not reached"}\n  actual   {actual}");
            }
        }

        return found;
    }
}
