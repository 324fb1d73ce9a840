using System.Runtime.CompilerServices;

namespace PollGen.Runtime.Tests;

public class JoinHandleEndTests
{
    private readonly List<string> trace = [];

    [Fact]
    public void Result_exception_and_cancellation_are_told_apart()
    {
        using var executor = new LocalExecutor();
        var (ok, bad, stopped) = (executor.Spawn(S("a", "yield A")), executor.Spawn(S("b", "throw")), executor.Spawn(S("c", "pending")));
        var thrown = executor.Spawn(ThenExtensions.AfterYield<int>(() => throw new OperationCanceledException()));
        stopped.Cancel();
        var ends = executor.Run(Future.Join(ok.Ended(), bad.Ended(), stopped.Ended(), thrown.Ended()));
        Assert.Equal("A", ends.Item1.Result);
        Assert.Null(ends.Item1.Exception);
        Assert.False(ends.Item1.IsCanceled);
        Assert.Equal("b", ends.Item2.Exception!.Message);
        Assert.False(ends.Item2.IsCanceled);
        Assert.True(ends.Item3.IsCanceled);
        Assert.Null(ends.Item3.Exception);
        Assert.Throws<TaskCanceledException>(() => ends.Item3.Result);
        Assert.False(ends.Item4.IsCanceled);
        Assert.IsType<OperationCanceledException>(ends.Item4.Exception);
    }

    [Fact]
    public void Stop_waits_for_the_clean_up()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "pending", "yield yield done"));
        executor.RunUntilIdle();
        var end = executor.Run(handle.Stop());
        Assert.True(end.IsCanceled);
        Assert.Equal("a~done", trace[^1]);
        Assert.Equal("A", executor.Run(executor.Spawn(S("b", "A")).Ended()).Result);
    }

    [Fact]
    public void Stop_does_nothing_before_its_first_poll_and_can_be_given_up()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(S("a", "pending", "pending"));
        executor.RunUntilIdle();
        var stop = handle.Stop();
        executor.RunUntilIdle();
        Assert.Equal(["a:pending"], trace);
        Assert.False(stop.Poll(default, out _));
        Assert.True(stop.PollCancel(default));
        executor.RunUntilIdle();
        Assert.Equal(["a:pending", "a~pending"], trace);
        handle.Task.Wake();
        executor.RunUntilIdle();
        Assert.True(handle.IsCanceled);
    }

    [Fact]
    public void An_exception_that_nobody_takes_reaches_the_handler_when_the_handle_is_gone()
    {
        using var executor = new LocalExecutor();
        var seen = new List<string>();
        executor.UnhandledException += e => seen.Add(e.Message);
        Drop(executor);
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                executor.RunUntilIdle();
                return seen.Count > 0;
            },
            20_000));
        Assert.Equal(["dropped"], seen);
    }

    [Fact]
    public void One_that_somebody_has_taken_does_not()
    {
        using var executor = new LocalExecutor();
        var seen = new List<string>();
        executor.UnhandledException += e => seen.Add(e.Message);
        Take(executor);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            executor.RunUntilIdle();
        }

        Assert.Empty(seen);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Drop(LocalExecutor executor)
    {
        executor.Spawn(S("dropped", "throw"));
        executor.RunUntilIdle();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take(LocalExecutor executor)
    {
        var (one, two, three) = (executor.Spawn(S("one", "throw")), executor.Spawn(S("two", "throw")), executor.Spawn(S("three", "throw")));
        executor.RunUntilIdle();
        Assert.NotNull(one.Exception);
        Assert.Throws<TestException>(() => executor.RunUntilComplete(two));
        Assert.NotNull(executor.Run(three.Ended()).Exception);
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);
}
