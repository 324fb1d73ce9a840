namespace PollGen.Runtime.Tests;

public class BlockOnTests
{
    [Fact]
    public void Gives_the_result_of_a_ready_future() => Assert.Equal(5, Future.BlockOn(Future.Ready(5)));

    [Fact]
    public void A_wake_during_the_poll_is_not_lost() => Future.BlockOn(Future.Yield());

    [Fact]
    public void Sleeps_until_woken_from_another_thread()
    {
        var gate = new Gate();
        var thread = new Thread(() =>
        {
            Thread.Sleep(50);
            gate.Open(7);
        });
        thread.Start();
        Assert.Equal(7, Future.BlockOn(gate.Pass()));
        thread.Join();
        Assert.InRange(gate.Polls, 1, 3);
    }

    [Fact]
    public void A_future_that_throws_is_cleaned_up_before_the_exception_leaves()
    {
        var trace = new List<string>();
        var e = Assert.Throws<TestException>(() => Future.BlockOn(Scripted.Make(trace, "a", "yield throw", "yield yield done")));
        Assert.Equal("a", e.Message);
        Assert.Equal(["a:yield", "a:throw", "a~yield", "a~yield", "a~done"], trace);
    }

    [Fact]
    public void An_exception_of_the_clean_up_replaces_the_first()
    {
        var trace = new List<string>();
        var e = Assert.Throws<TestException>(() => Future.BlockOn(Scripted.Make(trace, "a", "throw", "yield throw")));
        Assert.Equal("a clean-up", e.Message);
    }

    [Fact]
    public void Refuses_to_park_a_thread_that_runs_an_executor()
    {
        using var executor = new LocalExecutor();
        var future = ThenExtensions.AfterYield(() => Future.BlockOn(Future.Ready(1)));
        Assert.Throws<InvalidOperationException>(() => executor.Run(future));
        Assert.Throws<InvalidOperationException>(() => executor.Run(ThenExtensions.AfterYield(() => Co.Blocking.Await(Future.Ready(1)))));
        Assert.Equal(1, Future.BlockOn(Future.Ready(1)));
    }

    [Fact]
    public void May_be_nested_without_losing_the_outer_wake()
    {
        var inner = new Gate();
        var outer = new Gate();
        var thread = new Thread(() =>
        {
            while (outer.Polls == 0 || inner.Polls == 0)
                Thread.Yield();
            outer.Open(1);       // its wake comes while the inner one is parked
            Thread.Sleep(20);
            inner.Open(2);
        });
        thread.Start();
        var both = Future.Join(outer.Pass(), ThenExtensions.AfterYield(() => Future.BlockOn(inner.Pass())));
        Assert.Equal((1, 2), Future.BlockOn(both));
        thread.Join();
    }

    [Fact]
    public void An_interrupted_wait_cancels_the_future()
    {
        var gate = new Gate();
        Exception? caught = null;
        var thread = new Thread(() => caught = Record.Exception(() => Future.BlockOn(gate.Pass())));
        thread.Start();
        while (gate.Polls == 0)
            Thread.Yield();
        thread.Interrupt();
        thread.Join();
        Assert.IsType<ThreadInterruptedException>(caught);
        Assert.Equal(1, gate.Cancels);
    }

    [Fact]
    public void Survives_many_wakes_from_another_thread()
    {
        const int Rounds = 100_000;
        var gate = new Gate();
        var thread = new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
                gate.Open(i);
        });
        thread.Start();
        for (int i = 0; i < Rounds; i++)
            Assert.Equal(i, Future.BlockOn(gate.Pass()));
        thread.Join();
    }
}
