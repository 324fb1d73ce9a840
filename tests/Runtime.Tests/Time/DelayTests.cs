using Microsoft.Extensions.Time.Testing;

namespace PollGen.Runtime.Tests;

public class DelayTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Comes_when_its_time_has_come()
    {
        using var executor = new LocalExecutor(clock);
        var handle = executor.Spawn(Future.Delay(TimeSpan.FromSeconds(10.5)));
        executor.RunUntilIdle();
        clock.Advance(TimeSpan.FromSeconds(10.4));
        executor.RunUntilIdle();
        Assert.False(handle.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        executor.RunUntilIdle();
        Assert.True(handle.IsCompletedSuccessfully);
        Assert.Equal(0, TimerQueue.Of(clock).Count);
    }

    [Fact]
    public void Begins_with_the_first_poll()
    {
        var delay = Future.Delay(TimeSpan.FromSeconds(1), clock);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(delay.Poll(default, out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(delay.Poll(default, out _));
        Assert.Throws<InvalidOperationException>(() => delay.Poll(default, out _));
    }

    [Fact]
    public void Zero_is_ready_and_infinite_never_comes()
    {
        var zero = Future.Delay(TimeSpan.Zero, clock);
        Assert.True(zero.Poll(default, out _));
        var infinite = Future.Delay(Timeout.InfiniteTimeSpan, clock);
        Assert.False(infinite.Poll(default, out _));
        var longest = Future.Delay(TimeSpan.MaxValue, clock);
        Assert.False(longest.Poll(default, out _));
        clock.Advance(TimeSpan.FromDays(1000));
        Assert.False(infinite.Poll(default, out _));
        Assert.False(longest.Poll(default, out _));
        Assert.True(infinite.PollCancel(default));
        Assert.True(longest.PollCancel(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Future.Delay(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void A_delay_longer_than_a_timer_can_wait_comes_in_time()
    {
        var delay = Future.Delay(TimeSpan.FromDays(100), clock);
        Assert.False(delay.Poll(default, out _));
        clock.Advance(TimeSpan.FromDays(99.9));
        Assert.False(delay.Poll(default, out _));
        clock.Advance(TimeSpan.FromDays(0.1));
        Assert.True(delay.Poll(default, out _));
    }

    [Fact]
    public void Delays_due_together_wake_in_the_order_of_arming()
    {
        using var executor = new LocalExecutor(clock);
        var trace = new List<int>();
        int[] seconds = [3, 1, 2, 1, 3, 2, 1];
        for (int i = 0; i < seconds.Length; i++)
        {
            int n = i;
            executor.SpawnDetached(Future.Delay(TimeSpan.FromSeconds(seconds[i])).Then(_ => { trace.Add(n); return 0; }));
        }

        executor.RunUntilIdle();
        clock.Advance(TimeSpan.FromSeconds(10));
        executor.RunUntilIdle();
        Assert.Equal([1, 3, 6, 2, 5, 0, 4], trace);
    }

    [Fact]
    public void Cancelling_leaves_nothing()
    {
        var waiter = new CountingWakeable();
        var cx = new PollContext(new Waker(waiter));
        var delay = Future.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.False(delay.Poll(cx, out _));
        Assert.Equal(1, TimerQueue.Of(clock).Count);
        Assert.True(delay.PollCancel(cx));
        Assert.Equal(0, TimerQueue.Of(clock).Count);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, waiter.Count);
    }

    [Fact]
    public void Only_the_latest_waker_is_woken()
    {
        var (first, second) = (new CountingWakeable(), new CountingWakeable());
        var delay = Future.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.False(delay.Poll(new PollContext(new Waker(first)), out _));
        Assert.False(delay.Poll(new PollContext(new Waker(second)), out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1), (first.Count, second.Count));
    }

    [Fact]
    public void A_hundred_thousand_delays_are_cheap()
    {
        const int Count = 100_000;
        var executor = new LocalExecutor(clock);
        var random = new Random(1);
        var handles = new List<JoinHandle<Unit>>(Count);
        for (int i = 0; i < Count; i++)
            handles.Add(executor.Spawn(Future.Delay(TimeSpan.FromMilliseconds(1 + random.Next(10_000)))));
        executor.RunUntilIdle();
        Assert.Equal(Count, TimerQueue.Of(clock).Count);
        for (int i = 0; i < Count; i += 2)
            handles[i].Cancel();
        executor.RunUntilIdle();
        Assert.Equal(Count / 2, TimerQueue.Of(clock).Count);
        for (int i = 0; i < 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            executor.RunUntilIdle();
        }

        Assert.Equal(Count / 2, handles.Count(h => h.IsCanceled));
        Assert.Equal(Count / 2, handles.Count(h => h.IsCompletedSuccessfully));
        Assert.Equal(0, TimerQueue.Of(clock).Count);
        executor.Dispose();
    }

    [Fact]
    public void Works_with_the_systems_clock_and_is_never_early()
    {
        using var executor = new LocalExecutor();
        for (int i = 1; i < 20; i++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            executor.Run(Future.Delay(TimeSpan.FromMilliseconds(i * 0.7)));
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(i * 0.7));
        }

        Future.BlockOn(Future.Delay(TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public void A_stale_copy_is_told_so()
    {
        var delay = Future.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.False(delay.Poll(default, out _));
        var copy = delay;
        Assert.True(delay.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => copy.PollCancel(default));
        Assert.Equal(0, TimerQueue.Of(clock).Count);
    }

    [Fact]
    public void Arming_firing_and_cancelling_may_meet()
    {
        using var executor = new LocalExecutor();
        var random = new Random(2);
        for (int round = 0; round < 50; round++)
        {
            var handles = Enumerable.Range(0, 100).Select(_ => executor.Spawn(Future.Delay(TimeSpan.FromMicroseconds(random.Next(1, 4000))))).ToArray();
            executor.Run(Future.Delay(TimeSpan.FromMilliseconds(2)));
            foreach (var handle in handles)
                handle.Cancel();
            foreach (var handle in handles)
                Record.Exception(() => executor.RunUntilComplete(handle));
            Assert.All(handles, h => Assert.True(h.IsCompletedSuccessfully || h.IsCanceled));
        }
    }
}
