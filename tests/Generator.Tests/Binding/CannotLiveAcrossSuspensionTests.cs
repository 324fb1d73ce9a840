using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>PG0104: at the suspension, naming the variable.</summary>
public class CannotLiveAcrossSuspensionTests
{
    [Theory]
    [InlineData("Span<int> kept = array; [|Get(co)|]; kept[0] = 1;")]
    [InlineData("ref int kept = ref array[0]; [|Get(co)|]; kept = 1;")]
    [InlineData("Span<byte> kept = stackalloc byte[4]; [|co.Await(Future.Yield())|]; kept[0] = 1;")]
    [InlineData("int* kept = null; [|Get(co)|]; _ = *kept;")]
    [InlineData("var kept = new { A = 1 }; [|Get(co)|]; _ = kept.A;")]
    [InlineData("ReadOnlySpan<char> kept = \"x\"; while (kept.Length > 0) { [|Get(co)|]; }")]
    public void What_the_frame_cannot_hold_is_reported_at_the_suspension(string statement)
    {
        Checking.Reports("PG0104", Body(statement));
        var run = ProgramRun.Of(MarkedSource.Parse(Body(statement)).Text);
        Assert.Equal("kept", Checking.Problems(run.Output).Single().Arguments[0]);
    }

    [Fact]
    public void Each_suspension_that_it_would_cross_is_reported() =>
        Checking.Reports("PG0104", Body("Span<int> kept = array; [|Get(co)|]; [|Get(co)|]; kept[0] = 1; Get(co);"));

    [Theory]
    [InlineData("Span<int> kept = array; kept[0] = 1; Get(co); kept = array; kept[0] = 2;")]
    [InlineData("Get(co); ref int late = ref array[0]; late = 1;")]
    [InlineData("Memory<int> kept = array; Get(co); kept.Span[0] = 1;")]
    [InlineData("nint kept = 1; Get(co); _ = (int*)kept;")]
    [InlineData("var kept = (A: 1, B: 2); Get(co); _ = kept.A;")]
    [InlineData("var late = new { A = Get(co) }; _ = late.A;")]
    public void What_is_over_before_or_can_be_held_is_allowed(string statement) => Checking.Allows(Body(statement));

    private static string Body(string statement) => $$"""
        static unsafe partial class P
        {
            [Coroutine] static void M(Co co, int[] array) { {{statement}} }
            [Coroutine] static int Get(Co co) => 1;
        }
        """;
}
