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
        Assert.Equal("a clean-up", Assert.Throws<TestException>(() => join.PollCancel(default)).Message);
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

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    private sealed class Resource : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }

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
