namespace PollGen.Runtime.Tests;

/// <summary>Wakes, ends and clean-up that come at an unusual moment of the executor's loop.</summary>
public class UnusualTurnTests
{
    [Fact]
    public void Shutdown_without_time_reads_the_inbox_before_it_counts_turns()
    {
        using var executor = new LocalExecutor();
        bool isOpen = false;
        Waker ofCleanUp = default;
        JoinHandle<int> other = default;
        JoinHandle<int> waiting = executor.Spawn(new Future<EndsAfter, int>(new EndsAfter(() => other)));
        executor.RunUntilIdle();
        other = executor.Spawn(new Future<EndsWhenOpen, int>(new EndsWhenOpen(() => isOpen, waker => ofCleanUp = waker)));
        executor.RunUntilIdle();
        other.Cancel();
        waiting.Cancel();
        executor.RunUntilIdle();

        isOpen = true;
        OnAnotherThread(() => ofCleanUp.Wake());

        Assert.True(executor.Shutdown(TimeSpan.Zero, out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_waker_that_throws_does_not_keep_the_ended_task(bool isCancelled)
    {
        var executor = new LocalExecutor();
        var gate = new Gate();
        JoinHandle<int> handle = executor.Spawn(gate.Pass());
        handle.AsFuture().Poll(new PollContext(new Waker(new Thrower())), out _);
        executor.RunUntilIdle();
        if (isCancelled)
            handle.Cancel();
        else
            gate.Open(1);

        Record.Exception(executor.RunUntilIdle);
        Record.Exception(executor.RunUntilIdle);

        OnAnotherThread(executor.Dispose);
    }

    [Fact]
    public void Wakes_before_the_next_poll_count_as_one()
    {
        using var executor = new LocalExecutor();
        int[] polls = [0];
        executor.Spawn(new Future<WokenTwice, int>(new WokenTwice(polls)));

        executor.RunUntilIdle();

        Assert.Equal(2, polls[0]);
    }

    [Fact]
    public void The_ring_is_used_again_after_a_burst()
    {
        using var executor = new LocalExecutor();
        var order = new List<int>();
        for (int i = 0; i < 3000; i++)
            executor.Spawn(new Future<TwoTurns, int>(new TwoTurns(order, i)));

        executor.RunUntilIdle();

        Assert.Equal([.. Enumerable.Range(0, 3000), .. Enumerable.Range(0, 3000)], order);
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "It hangs.");
    }

    private sealed class Thrower : IWakeable
    {
        public void Wake() => throw new TestException("wake");
    }

    private struct TwoTurns(List<int> order, int number) : IFuture<int>
    {
        private bool hasYielded;

        public bool Poll(in PollContext cx, out int result)
        {
            result = number;
            order.Add(number);
            if (hasYielded)
                return true;
            hasYielded = true;
            cx.Waker.Wake();
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    private struct WokenTwice(int[] polls) : IFuture<int>
    {
        public readonly bool Poll(in PollContext cx, out int result)
        {
            result = 0;
            Waker waker = cx.Waker;
            if (++polls[0] == 1)
            {
                waker.Wake();
                OnAnotherThread(waker.Wake);
            }

            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    /// <summary>Its clean-up ends when it may.</summary>
    private struct EndsWhenOpen(Func<bool> isOpen, Action<Waker> keep) : IFuture<int>
    {
        public readonly bool Poll(in PollContext cx, out int result)
        {
            result = 0;
            return false;
        }

        public readonly bool PollCancel(in PollContext cx)
        {
            keep(cx.Waker);
            return isOpen();
        }
    }

    /// <summary>Its clean-up waits for the end of another task.</summary>
    private struct EndsAfter(Func<JoinHandle<int>> other) : IFuture<int>
    {
        private Future<TaskEndMachine<int>, Settled<int>> end;
        private bool isWaiting;

        public readonly bool Poll(in PollContext cx, out int result)
        {
            result = 0;
            return false;
        }

        public bool PollCancel(in PollContext cx)
        {
            if (!isWaiting)
            {
                isWaiting = true;
                end = other().Ended();
            }

            return end.Poll(in cx, out _);
        }
    }
}
