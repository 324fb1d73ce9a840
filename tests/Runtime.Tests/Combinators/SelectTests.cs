namespace PollGen.Runtime.Tests;

public class SelectTests
{
    private static readonly string[] Places = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];
    private readonly List<string> trace = [];

    public static TheoryData<int, int> EveryPlace()
    {
        var data = new TheoryData<int, int>();
        for (int size = 2; size <= 8; size++)
        {
            for (int place = 0; place < size; place++)
                data.Add(size, place);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryPlace))]
    public void The_first_that_is_ready_wins_and_the_others_are_cancelled_once(int size, int winner)
    {
        foreach (bool isBiased in new[] { true, false })
        {
            trace.Clear();
            object won = Run(size, isBiased, i => i == winner ? S($"{i}", "yield yield R", "") : S($"{i}", "pending pending pending", "yield done"));
            Assert.Equal($"{Places[winner].ToLowerInvariant()}: R", won.ToString());
            Assert.Equal(winner, won.GetType().GetProperty("Index")!.GetValue(won));
            for (int i = 0; i < size; i++)
            {
                object?[] arguments = [null];
                Assert.Equal(i == winner, (bool)won.GetType().GetMethod($"Is{Places[i]}")!.Invoke(won, arguments)!);
                Assert.Equal(i == winner ? "R" : null, arguments[0]);
                Assert.Equal(i == winner ? 0 : 1, trace.Count(line => line == $"{i}~done"));
                Assert.Equal(i == winner ? 0 : 1, trace.Count(line => line == $"{i}~yield"));
            }

            Assert.Equal($"{winner}:R", trace.Last(line => line.Contains(':')));
        }
    }

    [Fact]
    public void The_result_comes_after_the_clean_up_of_the_losers()
    {
        var select = Future.SelectBiased(S("a", "pending pending", "pending pending done"), S("b", "pending B"), S("c", "pending", "pending done"));
        Assert.False(select.Poll(default, out _));
        Assert.False(select.Poll(default, out _));
        Assert.False(select.Poll(default, out _));
        Assert.True(select.Poll(default, out var won));
        Assert.True(won.IsSecond(out var result));
        Assert.Equal("B", result);
        Assert.Equal(["a:pending", "b:pending", "c:pending", "a:pending", "b:B", "a~pending", "c~pending", "a~pending", "c~done", "a~done"], trace);
    }

    [Fact]
    public void A_loser_that_was_never_polled_is_not_touched()
    {
        Assert.Equal(0, Future.BlockOn(Future.SelectBiased(Future.Ready(1), S("b", "B"))).Index);
        Assert.Empty(trace);
    }

    [Fact]
    public void A_poll_after_completion_throws_and_a_cancellation_does_nothing()
    {
        var select = Future.Select(Future.Ready(1), Future.Never());
        Assert.True(select.Poll(default, out _));
        Assert.True(select.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => select.Poll(default, out _));
    }

    [Fact]
    public void Before_the_first_poll_there_is_nothing_to_cancel()
    {
        var select = Future.Select(S("a", "A"), S("b", "B"));
        Assert.True(select.PollCancel(default));
        Assert.Empty(trace);
    }

    [Fact]
    public void A_poll_while_the_cancellation_is_under_way_is_an_error()
    {
        var select = Future.Select(S("a", "pending", "pending done"), S("b", "pending"));
        Assert.False(select.Poll(default, out _));
        Assert.False(select.PollCancel(default));
        Assert.Contains("being cancelled", Assert.Throws<InvalidOperationException>(() => select.Poll(default, out _)).Message);
        Assert.True(select.PollCancel(default));
        Assert.True(select.PollCancel(default));
        Assert.Equal(1, trace.Count(line => line == "a~done"));
    }

    [Fact]
    public void Selecting_over_a_future_that_has_completed_is_an_error()
    {
        var completed = S("a", "A");
        Assert.True(completed.Poll(default, out _));
        var select = Future.SelectBiased(completed, S("b", "pending", "pending done"));
        Assert.Throws<InvalidOperationException>(() => Future.BlockOn(select));
    }

    [Fact]
    public void An_exception_waits_for_the_clean_up_of_all()
    {
        var select = Future.SelectBiased(S("a", "pending", "pending done"), S("b", "throw", "pending done"), S("c", "C"));
        Assert.False(select.Poll(default, out _));
        Assert.Equal(["a:pending", "b:throw", "a~pending", "b~pending"], trace);
        Assert.Equal("b", Assert.Throws<TestException>(() => select.Poll(default, out _)).Message);
        Assert.Equal(["a~done", "b~done"], trace[^2..]);
        Assert.True(select.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => select.Poll(default, out _));
    }

    [Fact]
    public void A_loser_that_fails_in_its_clean_up_wins_as_an_exception_and_the_result_is_disposed()
    {
        var (quick, slow) = (new Resource(), new SlowResource());
        var select = Future.SelectBiased(S("a", "pending", "throw"), Future.Ready(quick), S("c", "pending"));
        Assert.Equal("a clean-up", Assert.Throws<TestException>(() => select.Poll(default, out _)).Message);
        Assert.Equal(1, quick.Disposals);

        var other = Future.SelectBiased(S("a", "pending", "throw"), Future.Ready(slow), S("c", "pending"));
        Assert.False(other.Poll(default, out _));
        slow.Fail();
        var e = Assert.Throws<TestException>(() => { while (!other.Poll(default, out _)) Thread.Yield(); });
        Assert.Equal("a clean-up", e.Message);
        Assert.Equal("disposal", Assert.Single(e.Suppressed).Message);
    }

    [Fact]
    public void Cancelled_while_the_losers_are_cleaned_up_it_disposes_its_result_and_goes_on()
    {
        var resource = new Resource();
        var select = Future.SelectBiased(S("a", "pending", "pending pending done"), Future.Ready(resource));
        Assert.False(select.Poll(default, out _));
        Assert.Equal(0, resource.Disposals);
        Assert.False(select.PollCancel(default));
        Assert.True(select.PollCancel(default));
        Assert.Equal(1, resource.Disposals);
        Assert.Equal(["a:pending", "a~pending", "a~pending", "a~done"], trace);
    }

    [Fact]
    public void Cancelled_while_an_exception_waits_it_throws_it_at_the_end()
    {
        var select = Future.SelectBiased(S("a", "pending", "pending done"), S("b", "throw", "throw"));
        Assert.False(select.Poll(default, out _));
        var e = Assert.Throws<TestException>(() => select.PollCancel(default));
        Assert.Equal("b", e.Message);
        Assert.Equal("b clean-up", Assert.Single(e.Suppressed).Message);
        Assert.True(select.PollCancel(default));
    }

    [Fact]
    public void None_starves_and_the_biased_one_is_biased()
    {
        int[] wins = new int[4];
        using var executor = new LocalExecutor();
        for (int round = 0; round < 4000; round++)
            wins[executor.Run(Future.Select(Future.Ready(0), Future.Ready(1), Future.Ready(2), Future.Ready(3))).Index]++;
        Assert.All(wins, count => Assert.InRange(count, 700, 1300));
        for (int round = 0; round < 100; round++)
            Assert.Equal(0, executor.Run(Future.SelectBiased(Future.Ready(0), Future.Ready(1))).Index);
    }

    [Fact]
    public void What_is_drawn_is_the_same_in_each_run_of_an_executor()
    {
        Assert.Equal(Draws(), Draws());

        static string Draws()
        {
            using var executor = new LocalExecutor();
            return string.Concat(Enumerable.Range(0, 50).Select(_ => executor.Run(Future.Select(Future.Ready(0), Future.Ready(1))).Index));
        }
    }

    [Fact]
    public void A_wake_from_another_thread_reaches_the_owner()
    {
        var (a, b) = (new Gate(), new Gate());
        for (int round = 0; round < 200; round++)
        {
            var opened = round % 2 == 0 ? a : b;
            var thread = new Thread(() => opened.Open(round));
            thread.Start();
            var won = Future.BlockOn(Future.Select(a.Pass(), b.Pass()));
            Assert.Equal(round % 2, won.Index);
            thread.Join();
        }
    }

    [Fact]
    public void Results_of_an_inner_select_or_join_are_disposed_too()
    {
        var (first, second) = (new Resource(), new Resource());
        var join = Future.Join(
            Future.SelectBiased(Future.Ready(first), Future.Never()), Future.Join(Future.Ready(second), Future.Ready(3)), Future.Never());
        Assert.False(join.Poll(default, out _));
        Assert.True(join.PollCancel(default));
        Assert.Equal((1, 1), (first.Disposals, second.Disposals));
    }

    private static object Run(int size, bool isBiased, Func<int, Future<Scripted, string>> f) => (size, isBiased) switch
    {
        (2, true) => Future.BlockOn(Future.SelectBiased(f(0), f(1))),
        (3, true) => Future.BlockOn(Future.SelectBiased(f(0), f(1), f(2))),
        (4, true) => Future.BlockOn(Future.SelectBiased(f(0), f(1), f(2), f(3))),
        (5, true) => Future.BlockOn(Future.SelectBiased(f(0), f(1), f(2), f(3), f(4))),
        (6, true) => Future.BlockOn(Future.SelectBiased(f(0), f(1), f(2), f(3), f(4), f(5))),
        (7, true) => Future.BlockOn(Future.SelectBiased(f(0), f(1), f(2), f(3), f(4), f(5), f(6))),
        (8, true) => Future.BlockOn(Future.SelectBiased(f(0), f(1), f(2), f(3), f(4), f(5), f(6), f(7))),
        (2, _) => Future.BlockOn(Future.Select(f(0), f(1))),
        (3, _) => Future.BlockOn(Future.Select(f(0), f(1), f(2))),
        (4, _) => Future.BlockOn(Future.Select(f(0), f(1), f(2), f(3))),
        (5, _) => Future.BlockOn(Future.Select(f(0), f(1), f(2), f(3), f(4))),
        (6, _) => Future.BlockOn(Future.Select(f(0), f(1), f(2), f(3), f(4), f(5))),
        (7, _) => Future.BlockOn(Future.Select(f(0), f(1), f(2), f(3), f(4), f(5), f(6))),
        _ => Future.BlockOn(Future.Select(f(0), f(1), f(2), f(3), f(4), f(5), f(6), f(7))),
    };

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
