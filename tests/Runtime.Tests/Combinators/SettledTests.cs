namespace PollGen.Runtime.Tests;

public class SettledTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Both_run_to_their_end_whatever_happens_to_the_other()
    {
        var (a, b) = Future.BlockOn(Future.Join(S("a", "yield throw", "yield done").Settled(), S("b", "yield yield yield B").Settled()));
        Assert.Equal("a", Assert.IsType<TestException>(a.Exception).Message);
        Assert.Contains(nameof(Scripted), Assert.Throws<TestException>(() => a.Result).StackTrace);
        Assert.Null(b.Exception);
        Assert.Equal("B", b.Result);
        Assert.Contains("a~done", trace);
    }

    [Fact]
    public void An_exception_of_the_clean_up_is_attached()
    {
        var settled = Future.BlockOn(S("a", "throw", "yield throw").Settled());
        Assert.Equal("a", settled.Exception!.Message);
        Assert.Equal("a clean-up", Assert.Single(settled.Exception.Suppressed).Message);
    }

    [Fact]
    public void Can_be_cancelled_at_any_time()
    {
        var pending = S("a", "pending", "pending done").Settled();
        Assert.True(pending.PollCancel(default));
        Assert.False(pending.Poll(default, out _));
        Assert.False(pending.PollCancel(default));
        Assert.True(pending.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => pending.Poll(default, out _));
        var failing = S("b", "throw", "pending pending done").Settled();
        Assert.False(failing.Poll(default, out _));
        Assert.False(failing.PollCancel(default));
        Assert.True(failing.PollCancel(default));
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
