using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace PollGen.Cancellation.Tests;

/// <summary>Every program of the conformance suite, cancelled at each suspension that it passes, once with clean-up that waits twice.</summary>
public class CancellationTests(CancellationTests.Messages messages) : IClassFixture<CancellationTests.Messages>
{
    private const int CleanUpPendings = 2;

    private static int compared;
    private static int withSlowCleanUp;
    private static int interrupted;
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
        (compared, withSlowCleanUp, interrupted, passedOver) = (0, 0, 0, 0);
        foreach (string program in CoroutineProgram.All.Keys)
            Differences(program);
        messages.Say($"{CoroutineProgram.All.Count} programs, {compared} cancellations compared with direct execution: {withSlowCleanUp} of them with clean-up that is pending {CleanUpPendings} times, "
            + $"{interrupted} by an interrupt, {ByHand.Expected.Count * 2} with what is written by hand; {passedOver} at suspensions that are not one leaf's, where only the owner's protocol is checked");
        Assert.True(compared > CoroutineProgram.All.Count);
        Assert.True(passedOver * 10 < compared);
        Assert.Equal(2 * Interrupted.Reasons.Count, interrupted);
    }

    private static List<string> Differences(string program)
    {
        var found = new List<string>();
        foreach (int? pendings in new int?[] { null, CleanUpPendings })
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
                if (pendings is not null)
                    withSlowCleanUp++;
                bool interrupts = Interrupted.Reasons.ContainsKey((program, suspension));
                if (interrupts)
                    interrupted++;
                string actual = string.Join(" | ", outcome.Effects.Skip(before).Append(outcome.End));
                string? expected = ByHand.Expected.TryGetValue((program, suspension), out string? written) ? written : ChangedPrograms.Cancelled(program, leaf, interrupts ? pendings ?? 1 : null);
                if (actual != expected)
                    found.Add($"{how}\n  expected {expected ?? "that the leaf is not reached"}\n  actual   {actual}");
                if (interrupts && actual == ChangedPrograms.Cancelled(program, leaf, null))
                    found.Add($"{how} needs no interrupt");
            }
        }

        return found;
    }

    /// <summary>What is said also when all pass; see xunit.runner.json.</summary>
    public sealed class Messages(IMessageSink sink)
    {
        public void Say(string text) => sink.OnMessage(new DiagnosticMessage(text));
    }
}
