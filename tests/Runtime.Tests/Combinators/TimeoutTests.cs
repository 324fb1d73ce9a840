using Microsoft.Extensions.Time.Testing;

namespace PollGen.Runtime.Tests;

public class TimeoutTests
{
    private readonly List<string> trace = [];
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_result_in_time_is_given_and_the_timer_goes()
    {
        using var executor = new LocalExecutor(clock);
        Assert.Equal("A", executor.Run(S("a", "yield A").Timeout(TimeSpan.FromSeconds(1))));
        Assert.Equal(0, TimerQueue.Of(clock).Count);
    }

    [Fact]
    public void When_the_time_is_over_the_future_is_cleaned_up_and_then_the_exception_comes()
    {
        var timed = S("a", "pending pending", "pending done").Timeout(TimeSpan.FromSeconds(1), clock);
        Assert.False(timed.Poll(default, out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(timed.Poll(default, out _));
        var e = Assert.Throws<TimeoutException>(() => timed.Poll(default, out _));
        Assert.Contains("00:00:01", e.Message);
        Assert.Equal(["a:pending", "a:pending", "a~pending", "a~done"], trace);
        Assert.True(timed.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => timed.Poll(default, out _));
    }

    [Fact]
    public void A_result_that_is_there_when_the_time_is_over_is_taken()
    {
        var timed = S("a", "pending A").Timeout(TimeSpan.FromSeconds(1), clock);
        Assert.False(timed.Poll(default, out _));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(timed.Poll(default, out var result));
        Assert.Equal("A", result);
    }

    [Fact]
    public void The_futures_own_exception_leaves_and_both_are_cleaned_up()
    {
        var timed = S("a", "pending throw", "pending done").Timeout(TimeSpan.FromSeconds(1), clock);
        Assert.False(timed.Poll(default, out _));
        Assert.Throws<TestException>(() => timed.Poll(default, out _));
        Assert.False(timed.PollCancel(default));
        Assert.Equal(0, TimerQueue.Of(clock).Count);
        Assert.True(timed.PollCancel(default));
        Assert.Equal(["a:pending", "a:throw", "a~pending", "a~done"], trace);
    }

    [Fact]
    public void Cancelling_leaves_nothing_and_a_clean_up_that_fails_is_attached_to_the_timeout()
    {
        var cancelled = S("a", "pending").Timeout(TimeSpan.FromSeconds(1), clock);
        Assert.False(cancelled.Poll(default, out _));
        Assert.True(cancelled.PollCancel(default));
        Assert.Equal(0, TimerQueue.Of(clock).Count);

        var failing = S("b", "pending pending", "throw").Timeout(TimeSpan.FromSeconds(1), clock);
        Assert.False(failing.Poll(default, out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("b clean-up", Assert.Single(Assert.Throws<TimeoutException>(() => failing.Poll(default, out _)).Suppressed).Message);
    }

    [Fact]
    public void Infinite_is_no_limit_and_negative_is_an_error()
    {
        Assert.Equal("A", Future.BlockOn(S("a", "yield A").Timeout(Timeout.InfiniteTimeSpan)));
        Assert.Throws<ArgumentOutOfRangeException>(() => S("a", "A").Timeout(TimeSpan.FromSeconds(-2)));
        Assert.Throws<TimeoutException>(() => Future.BlockOn(Future.Never().Timeout(TimeSpan.Zero)));
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
