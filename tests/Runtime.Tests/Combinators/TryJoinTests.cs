namespace PollGen.Runtime.Tests;

public class TryJoinTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Gives_all_results()
    {
        Assert.Equal(("A", "B"), Future.BlockOn(Future.TryJoin(S("a", "yield A"), S("b", "B"))));
        Assert.Equal(("A", "B", "C"), Future.BlockOn(Future.TryJoin(S("a", "A"), S("b", "B"), S("c", "C"))));
        Assert.Equal(("A", "B", "C", "D"), Future.BlockOn(Future.TryJoin(S("a", "A"), S("b", "B"), S("c", "C"), S("d", "D"))));
        Assert.Equal(("A", "B", "C", "D", "E"), Future.BlockOn(Future.TryJoin(S("a", "A"), S("b", "B"), S("c", "C"), S("d", "D"), S("e", "E"))));
        Assert.Equal(("A", "B", "C", "D", "E", "F"), Future.BlockOn(Future.TryJoin(S("a", "A"), S("b", "B"), S("c", "C"), S("d", "D"), S("e", "E"), S("f", "F"))));
        Assert.Equal(
            ("A", "B", "C", "D", "E", "F", "G"),
            Future.BlockOn(Future.TryJoin(S("a", "A"), S("b", "B"), S("c", "C"), S("d", "D"), S("e", "E"), S("f", "F"), S("g", "G"))));
        Assert.Equal(
            ("A", "B", "C", "D", "E", "F", "G", "H"),
            Future.BlockOn(Future.TryJoin(S("a", "A"), S("b", "B"), S("c", "C"), S("d", "D"), S("e", "E"), S("f", "F"), S("g", "G"), S("h", "H"))));
    }

    [Fact]
    public void The_first_exception_leaves_when_the_rest_is_cleaned_up()
    {
        var held = new Resource();
        var join = Future.TryJoin(S("a", "pending", "pending done"), S("b", "throw", "pending pending done"), S("c", "C"), Future.Ready(held), S("e", "pending", "throw"));
        Assert.False(join.PollCancel(default) && join.Poll(default, out _));
        Assert.Equal(["a:pending", "b:throw", "a~pending", "b~pending"], trace);
        Assert.False(join.Poll(default, out _));
        Assert.Equal("b", Assert.Throws<TestException>(() => join.Poll(default, out _)).Message);
        Assert.Equal(["a~done", "b~pending", "b~done"], trace[^3..]);
        Assert.Throws<InvalidOperationException>(() => join.Poll(default, out _));
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void Exceptions_of_the_clean_up_are_attached()
    {
        var e = Assert.Throws<TestException>(() => Future.BlockOn(Future.TryJoin(S("a", "pending", "throw"), S("b", "throw", "throw"))));
        Assert.Equal("b", e.Message);
        // The join's own clean-up throws its first exception, with the second attached to that.
        Assert.Equal("a clean-up", Assert.Single(e.Suppressed).Message);
        Assert.Equal("b clean-up", Assert.Single(e.Suppressed[0].Suppressed).Message);
    }

    [Fact]
    public void Cancelled_while_an_exception_waits_it_throws_it_at_the_end()
    {
        var join = Future.TryJoin(S("a", "pending", "pending done"), S("b", "throw"));
        Assert.False(join.Poll(default, out _));
        Assert.Equal("b", Assert.Throws<TestException>(() => join.PollCancel(default)).Message);
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void Cancellation_cancels_all()
    {
        var join = Future.TryJoin(S("a", "pending", "pending done"), S("b", "pending"));
        Assert.False(join.Poll(default, out _));
        Assert.False(join.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => join.Poll(default, out _));
        Assert.True(join.PollCancel(default));
        Assert.Equal(["a:pending", "b:pending", "a~pending", "b~done", "a~done"], trace);
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
