namespace PollGen.Runtime.Tests;

public class JoinAllTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Takes_arrays_lists_and_spans()
    {
        Future<Scripted, string>[] array = [S("a", "yield A"), S("b", "B"), S("c", "yield yield C")];
        Assert.Equal(["A", "B", "C"], Future.BlockOn(Future.JoinAll(array)));
        Assert.Equal(["a:yield", "b:B", "c:yield", "a:A", "c:yield", "c:C"], trace);
        Assert.Equal(["A", "B"], Future.BlockOn(Future.JoinAll(new List<Future<Scripted, string>> { S("a", "yield A"), S("b", "B") })));
        Assert.Equal(["A", "B"], Future.BlockOn(Future.JoinAll(S("a", "A"), S("b", "yield B"))));
        Assert.Empty(Future.BlockOn(Future.JoinAll(Array.Empty<Future<Scripted, string>>())));
        Assert.Throws<ArgumentNullException>(() => Future.JoinAll((Future<Scripted, string>[])null!));
    }

    [Fact]
    public void A_wake_polls_only_whom_it_is_for()
    {
        var gates = Enumerable.Range(0, 100).Select(_ => new Gate()).ToArray();
        using var executor = new LocalExecutor();
        var all = executor.Spawn(Future.JoinAll(gates.Select(gate => gate.Pass()).ToArray()));
        executor.RunUntilIdle();
        foreach (int i in Enumerable.Range(0, 100).OrderBy(i => i * 37 % 100))
        {
            gates[i].Open(i);
            executor.RunUntilIdle();
        }

        Assert.Equal(Enumerable.Range(0, 100), executor.RunUntilComplete(all));
        Assert.All(gates, gate => Assert.Equal(2, gate.Polls));
    }

    [Fact]
    public void A_future_that_wakes_itself_lets_others_run()
    {
        using var executor = new LocalExecutor();
        var all = executor.Spawn(Future.JoinAll(S("a", "yield yield A"), S("b", "yield B")));
        executor.SpawnDetached(S("x", "yield X"));
        executor.RunUntilComplete(all);
        Assert.Equal(["a:yield", "b:yield", "x:yield", "a:yield", "b:B", "x:X", "a:A"], trace);
    }

    [Fact]
    public void An_exception_leaves_at_once_and_the_clean_up_cancels_the_rest()
    {
        var join = Future.JoinAll(S("a", "pending", "yield done"), S("b", "throw", "yield throw"), S("c", "C"));
        Assert.Throws<TestException>(() => join.Poll(default, out _));
        Assert.Throws<InvalidOperationException>(() => join.Poll(default, out _));
        Assert.False(join.PollCancel(default));
        Assert.Equal("b clean-up", Assert.Throws<TestException>(() => join.PollCancel(default)).Message);
        Assert.Equal(["a:pending", "b:throw", "a~yield", "b~yield", "a~done", "b~throw"], trace);
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void TryJoinAll_cleans_up_before_it_throws()
    {
        var e = Assert.Throws<TestException>(() => Future.BlockOn(Future.TryJoinAll(S("a", "pending", "yield yield done"), S("b", "yield throw", "yield done"))));
        Assert.Equal("b", e.Message);
        Assert.Contains("a~done", trace);
        Assert.Contains("b~done", trace);
    }

    [Fact]
    public void Cancelling_disposes_what_is_held()
    {
        var (one, two) = (new Resource(), new Resource());
        var gates = new[] { new Gate(), new Gate(), new Gate() };
        var resources = new IDisposable?[] { one, two, null };
        var join = Future.JoinAll(gates.Select(gate => gate.Pass().Then(i => resources[i])).ToArray());
        gates[0].Open(0);
        gates[1].Open(1);
        Assert.False(join.Poll(default, out _));
        Assert.True(join.PollCancel(default));
        Assert.Equal((1, 1), (one.Disposals, two.Disposals));
        Assert.Equal([0, 0, 1], gates.Select(gate => gate.Cancels));
        Assert.True(join.PollCancel(default));
    }

    [Fact]
    public void What_its_array_holds_is_disposed_when_nobody_takes_that()
    {
        var (plain, inTuple, inSelect) = (new Resource(), new Resource(), new Resource());
        var join = Future.Join(
            Future.Never(),
            Future.JoinAll(Future.Ready(plain)),
            Future.JoinAll(Future.Ready((inTuple, 1))),
            Future.JoinAll(Future.Select(Future.Ready(inSelect), Future.Never())),
            Future.JoinAll(Future.Ready(1)),
            Future.Ready(new TaskCompletionSource().Task));
        Assert.False(join.Poll(default, out _));
        Assert.True(join.PollCancel(default));
        Assert.Equal((1, 1, 1), (plain.Disposals, inTuple.Disposals, inSelect.Disposals));
    }

    [Fact]
    public void Before_the_first_poll_there_is_nothing_to_cancel()
    {
        var join = Future.JoinAll(S("a", "A"));
        Assert.True(join.PollCancel(default));
        Assert.Empty(trace);
    }

    [Fact]
    public void Survives_wakes_from_many_threads()
    {
        using var executor = new LocalExecutor();
        for (int round = 0; round < 30; round++)
        {
            var gates = Enumerable.Range(0, 200).Select(_ => new Gate()).ToArray();
            var threads = Enumerable.Range(0, 4).Select(t => new Thread(() =>
            {
                for (int i = t; i < gates.Length; i += 4)
                    gates[i].Open(i);
            })).ToArray();
            foreach (var thread in threads)
                thread.Start();
            Assert.Equal(Enumerable.Range(0, 200), executor.Run(Future.JoinAll(gates.Select(gate => gate.Pass()).ToArray())));
            foreach (var thread in threads)
                thread.Join();
        }
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
