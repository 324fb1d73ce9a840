namespace PollGen.Runtime.Tests;

public class ShieldTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Is_transparent_when_nobody_cancels()
    {
        Assert.Equal("A", Future.BlockOn(S("a", "yield A").Shield()));
        Assert.Equal("b", Assert.Throws<TestException>(() => Future.BlockOn(S("b", "throw", "yield done").Shield())).Message);
        Assert.Equal(["b:throw", "b~yield", "b~done"], trace[^3..]);
    }

    [Fact]
    public void A_cancellation_waits_for_the_end()
    {
        var shield = S("a", "pending pending A").Shield();
        Assert.False(shield.Poll(default, out _));
        Assert.False(shield.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => shield.Poll(default, out _));
        Assert.True(shield.PollCancel(default));
        Assert.True(shield.PollCancel(default));
        Assert.Equal(["a:pending", "a:pending", "a:A"], trace);
    }

    [Fact]
    public void Before_the_first_poll_it_is_prevented()
    {
        var shield = S("a", "A").Shield();
        Assert.True(shield.PollCancel(default));
        Assert.Empty(trace);
    }

    [Fact]
    public void An_exception_during_the_cancellation_is_cleaned_up_and_thrown_at_the_end()
    {
        var shield = S("a", "pending throw", "pending throw").Shield();
        Assert.False(shield.Poll(default, out _));
        Assert.False(shield.PollCancel(default));
        var e = Assert.Throws<TestException>(() => shield.PollCancel(default));
        Assert.Equal("a", e.Message);
        Assert.Equal("a clean-up", Assert.Single(e.Suppressed).Message);
    }

    [Fact]
    public void A_result_that_nobody_takes_is_disposed()
    {
        var (quick, slow) = (new Resource(), new SlowResource());
        var first = Future.Yield().Then(_ => quick).Shield();
        Assert.False(first.Poll(default, out _));
        Assert.True(first.PollCancel(default));
        Assert.Equal(1, quick.Disposals);
        var second = Future.Yield().Then(_ => slow).Shield();
        Assert.False(second.Poll(default, out _));
        Assert.False(second.PollCancel(default));
        slow.LetGo();
        Assert.True(SpinWait.SpinUntil(() => second.PollCancel(default), 10_000));
        Assert.Equal(1, slow.Disposals);
    }

    [Fact]
    public void As_a_loser_it_finishes_before_the_winners_result()
    {
        var select = Future.SelectBiased(S("a", "pending yield A").Shield(), Future.Ready(1));
        Assert.Equal(1, Future.BlockOn(select).Index);
        Assert.Equal(["a:pending", "a:yield", "a:A"], trace);
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
