namespace PollGen.Runtime.Tests;

public class JoinTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Polls_each_until_it_is_ready_and_not_after()
    {
        var result = Future.BlockOn(Future.Join(S("a", "A"), S("b", "yield yield B"), S("c", "yield C"), S("d", "D")));
        Assert.Equal(("A", "B", "C", "D"), result);
        Assert.Equal(["a:A", "b:yield", "c:yield", "d:D", "b:yield", "c:C", "b:B"], trace);
        Assert.Equal(("A", "B", "C"), Future.BlockOn(Future.Join(S("a", "A"), S("b", "yield B"), S("c", "C"))));
    }

    [Fact]
    public void Gives_up_to_eight_results_in_their_places()
    {
        Assert.Equal((1, "2", 3, "4", 5), Future.BlockOn(Future.Join(I(1), S("b", "yield 2"), I(3), S("d", "4"), I(5))));
        Assert.Equal((1, "2", 3, "4", 5, "6"), Future.BlockOn(Future.Join(I(1), S("b", "2"), I(3), S("d", "yield yield 4"), I(5), S("f", "yield 6"))));
        Assert.Equal((1, "2", 3, "4", 5, "6", 7), Future.BlockOn(Future.Join(I(1), S("b", "yield 2"), I(3), S("d", "4"), I(5), S("f", "6"), I(7))));
        Assert.Equal((1, "2", 3, "4", 5, "6", 7, "8"), Future.BlockOn(Future.Join(I(1), S("b", "2"), I(3), S("d", "yield 4"), I(5), S("f", "6"), I(7), S("h", "yield yield 8"))));

        static Future<ReadyMachine<int>, int> I(int value) => Future.Ready(value);
    }

    [Fact]
    public void Eight_are_cancelled_together()
    {
        var held = new Resource();
        var join = Future.Join(
            P("a"), P("b"), P("c"), P("d"), P("e"), Future.Ready(held), P("g"), P("h"));
        Assert.False(join.Poll(default, out _));
        trace.Clear();
        Assert.False(join.PollCancel(default));
        Assert.True(join.PollCancel(default));
        Assert.Equal("a~pending b~pending c~pending d~pending e~pending g~pending h~pending a~done b~done c~done d~done e~done g~done h~done", string.Join(' ', trace));
        Assert.Equal(1, held.Disposals);

        Future<Scripted, string> P(string name) => S(name, "pending", "pending done");
    }

    [Fact]
    public void A_held_result_whose_disposal_takes_its_time_is_waited_for()
    {
        var held = new SlowResource();
        var join = Future.Join(Future.Ready(held), S("b", "pending", "throw"));
        Assert.False(join.Poll(default, out _));
        Assert.False(join.PollCancel(default));
        Assert.Equal(1, held.Disposals);
        Assert.False(join.PollCancel(default));
        held.LetGo();
        var e = Assert.Throws<TestException>(() => { while (!join.PollCancel(default)) Thread.Yield(); });
        Assert.Equal("b clean-up", e.Message);
        Assert.Equal(1, held.Disposals);
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void A_poll_while_the_cancellation_is_under_way_is_an_error()
    {
        var join = Future.Join(S("a", "pending", "pending done"), S("b", "pending"));
        Assert.False(join.Poll(default, out _));
        Assert.False(join.PollCancel(default));
        Assert.Contains("being cancelled", Assert.Throws<InvalidOperationException>(() => join.Poll(default, out _)).Message);
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void A_poll_after_completion_throws()
    {
        var join = Future.Join(S("a", "A"), S("b", "B"));
        Assert.True(join.Poll(default, out _));
        Assert.Throws<InvalidOperationException>(() => join.Poll(default, out _));
        Assert.True(join.PollCancel(default));
        Assert.Equal(["a:A", "b:B"], trace);
    }

    [Fact]
    public void One_that_throws_leaves_the_clean_up_of_all_to_the_owner()
    {
        var join = Future.Join(S("a", "pending", "pending done"), S("b", "throw", "pending pending done"), S("c", "C"), S("d", "pending"));
        Assert.Equal("b", Assert.Throws<TestException>(() => join.Poll(default, out _)).Message);
        Assert.Equal(["a:pending", "b:throw"], trace);
        Assert.Throws<InvalidOperationException>(() => join.Poll(default, out _));
        Assert.False(join.PollCancel(default));
        Assert.False(join.PollCancel(default));
        Assert.True(join.PollCancel(default));
        Assert.Equal(["a:pending", "b:throw", "a~pending", "b~pending", "a~done", "b~pending", "b~done"], trace);
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void A_failing_clean_up_does_not_stop_the_others_and_the_first_exception_comes_last()
    {
        var join = Future.Join(S("a", "pending", "throw"), S("b", "pending", "pending throw"), S("c", "pending", "pending pending done"));
        Assert.False(join.Poll(default, out _));
        Assert.False(join.PollCancel(default));
        Assert.False(join.PollCancel(default));
        var e = Assert.Throws<TestException>(() => join.PollCancel(default));
        Assert.Equal("a clean-up", e.Message);
        Assert.Equal("b clean-up", Assert.Single(e.Suppressed).Message);
        Assert.Equal(["a:pending", "b:pending", "c:pending", "a~throw", "b~pending", "c~pending", "b~throw", "c~pending", "c~done"], trace);
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void Before_the_first_poll_there_is_nothing_to_cancel()
    {
        var join = Future.Join(S("a", "A"), S("b", "B"));
        Assert.True(join.PollCancel(default));
        Assert.Empty(trace);
    }

    [Fact]
    public void A_done_child_is_not_cancelled_but_its_result_is_disposed()
    {
        var (held, nested) = (new Resource(), new Resource());
        var inner = Future.Join(Future.Ready(nested), Future.Ready(1));
        var join = Future.Join(Future.Ready(held), inner, S("c", "pending"));
        Assert.False(join.Poll(default, out _));
        Assert.True(join.PollCancel(default));
        Assert.Equal((1, 1), (held.Disposals, nested.Disposals));
    }

    [Fact]
    public void Takes_no_more_than_its_parts_and_four_bytes()
    {
        Assert.Equal(4 * 1 + 2 * 1 + 2 + 4, System.Runtime.CompilerServices.Unsafe.SizeOf<JoinMachine<Small, Unit, Small, Unit>>());
    }

    /// <summary>Compiled coroutines have placed it by that.</summary>
    [Fact]
    public void Its_state_takes_four_bytes_in_joins_that_a_coroutine_lays_out_itself()
        => Assert.Equal(4, System.Runtime.CompilerServices.Unsafe.SizeOf<PollGen.CompilerServices.JoinState>());

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    private struct Small : IFuture<Unit>
    {
        private short state;

        public bool Poll(in PollContext cx, out Unit result)
        {
            state++;
            result = default;
            return true;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }
}
