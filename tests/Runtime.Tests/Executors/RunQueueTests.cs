using System.Runtime.CompilerServices;

namespace PollGen.Runtime.Tests;

/// <summary>Tasks between their spawning and their first wait, and queues that are longer than the ring.</summary>
public class RunQueueTests
{
    private const int Many = 3 * RingCapacity;

    // Of RunRing, which is internal.
    private const int RingCapacity = 512;

    [Theory]
    [InlineData(RingCapacity - 2)]
    [InlineData(RingCapacity - 1)]
    [InlineData(RingCapacity)]
    [InlineData(Many)]
    public void Turns_are_given_in_the_order_of_spawning_and_waking_however_many_there_are(int count)
    {
        using var executor = new LocalExecutor();
        for (int round = 0; round < 3; round++)
        {
            var turns = new List<int>();
            for (int i = 0; i < count; i++)
                executor.SpawnDetached(new Future<Turns, Unit>(new Turns(turns, i, 3)));
            executor.RunUntilIdle();
            int[] once = [.. Enumerable.Range(0, count)];
            Assert.Equal([.. once, .. once, .. once], turns);
        }
    }

    [Fact]
    public void A_task_that_is_spawned_while_others_are_queued_comes_after_them()
    {
        using var executor = new LocalExecutor();
        var turns = new List<int>();
        for (int i = 0; i < Many; i++)
        {
            int n = i;
            executor.SpawnDetached(ThenExtensions.AfterYield(() =>
            {
                turns.Add(n);
                executor.SpawnDetached(new Future<Turns, Unit>(new Turns(turns, Many + n, 1)));
                return n;
            }));
        }

        executor.RunUntilIdle();
        Assert.Equal(Enumerable.Range(0, 2 * Many), turns);
    }

    [Fact]
    public void An_exception_belongs_to_the_task_whose_turn_it_is_wherever_that_was_queued()
    {
        using var executor = new LocalExecutor();
        var trace = new List<string>();
        var handles = Enumerable.Range(0, Many)
            .Select(i => executor.Spawn(Scripted.Make(trace, $"{i}", i % 7 == 3 ? "yield throw" : "yield yield done", "yield")))
            .ToArray();
        executor.RunUntilIdle();
        for (int i = 0; i < Many; i++)
        {
            Assert.Equal(i % 7 == 3 ? $"{i}" : null, handles[i].Exception?.Message);
            Assert.Equal(i % 7 != 3, handles[i].IsCompletedSuccessfully);
        }
    }

    [Fact]
    public void Dispose_cancels_tasks_that_have_had_no_turn()
    {
        var trace = new List<string>();
        var executor = new LocalExecutor();
        var handles = Enumerable.Range(0, Many).Select(i => executor.Spawn(Scripted.Make(trace, $"{i}", "done"))).ToArray();
        executor.Dispose();
        Assert.Empty(trace);
        Assert.All(handles, h => Assert.True(h.IsCanceled));
    }

    [Fact]
    public void Dispose_finds_tasks_that_wait_those_that_are_queued_and_those_that_their_clean_up_spawns()
    {
        var trace = new List<string>();
        var executor = new LocalExecutor();
        var waiting = Enumerable.Range(0, Many).Select(i => executor.Spawn(Scripted.Make(trace, "w", "pending", "yield"))).ToArray();
        executor.RunUntilIdle();
        var queued = Enumerable.Range(0, Many).Select(i => executor.Spawn(Scripted.Make(trace, "q", "pending"))).ToArray();
        waiting[5].Cancel();
        executor.Dispose();
        Assert.All(waiting.Concat(queued), h => Assert.True(h.IsCanceled));
        Assert.Equal(Many, trace.Count(line => line == "w~yield"));
        Assert.DoesNotContain("q:pending", trace);
    }

    [Fact]
    public void With_no_time_at_all_each_queued_task_gets_one_turn()
    {
        var trace = new List<string>();
        var executor = new LocalExecutor();
        for (int i = 0; i < Many; i++)
            executor.SpawnDetached(Scripted.Make(trace, "w", "pending", "pending pending pending"));
        executor.RunUntilIdle();
        var queued = Enumerable.Range(0, Many).Select(_ => executor.Spawn(Scripted.Make(trace, "q", "pending"))).ToArray();
        Assert.False(executor.Shutdown(TimeSpan.Zero, out var unfinished));
        Assert.Equal(Many, unfinished.Count);
        Assert.All(queued, h => Assert.True(h.IsCanceled));
        // A turn, and a look at where it waits.
        Assert.Equal(2 * Many, trace.Count(line => line == "w~pending"));
    }

    [Fact]
    public void A_queued_task_is_cancelled_from_here_and_from_another_thread()
    {
        using var executor = new LocalExecutor();
        var trace = new List<string>();
        var here = executor.Spawn(Scripted.Make(trace, "here", "done"));
        var there = executor.Spawn(Scripted.Make(trace, "there", "done"));
        executor.SpawnDetached(ThenExtensions.AfterYield(() => 0));
        here.Cancel();
        OnAnotherThread(there.Cancel);
        Assert.False(here.IsCompleted);
        executor.RunUntilIdle();
        Assert.True(here.IsCanceled);
        Assert.True(there.IsCanceled);
        Assert.Empty(trace);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Many)]
    public void A_wake_from_another_thread_before_or_during_the_first_turn_is_not_lost(int count)
    {
        using var executor = new LocalExecutor();
        var handles = Enumerable.Range(0, count).Select(_ => executor.Spawn(new Future<WokenInTurn, int>(new WokenInTurn(3)))).ToArray();
        executor.RunUntilIdle();
        Assert.All(handles, h => Assert.True(h.IsCompletedSuccessfully));
        // Three turns that a wake from another thread comes in, and the last.
        Assert.All(handles, h => Assert.Equal(4, executor.RunUntilComplete(h)));
    }

    [Fact]
    public void A_wake_from_another_thread_after_the_end_does_nothing()
    {
        using var executor = new LocalExecutor();
        var gate = new Gate();
        gate.Open(1);
        var handle = executor.Spawn(gate.Pass());
        executor.RunUntilIdle();
        OnAnotherThread(gate.LatestWaker.Wake);
        gate.LatestWaker.Wake();
        Assert.Equal("r", executor.Run(Scripted.Make([], "r", "yield r")));
        Assert.Equal(1, gate.Polls);
        Assert.True(handle.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_task_that_wakes_itself_and_ends_is_not_polled_again()
    {
        using var executor = new LocalExecutor();
        var handles = Enumerable.Range(0, Many).Select(i => executor.Spawn(new Future<WokenAtEnd, int>(new WokenAtEnd(i)))).ToArray();
        Assert.Equal(7, executor.RunUntilComplete(handles[7]));
        executor.RunUntilIdle();
        for (int i = 0; i < Many; i++)
            Assert.Equal(i, executor.RunUntilComplete(handles[i]));
    }

    [Fact]
    public void A_run_ends_with_its_task_although_others_are_queued()
    {
        using var executor = new LocalExecutor();
        var turns = new List<int>();
        for (int i = 0; i < 3; i++)
            executor.SpawnDetached(new Future<Turns, Unit>(new Turns(turns, i, 1000)));
        Assert.Equal(1, executor.Run(new Future<WokenAtEnd, int>(new WokenAtEnd(1))));
        Assert.Equal([0, 1, 2], turns);
    }

    [Fact]
    public void An_executor_does_not_keep_tasks_alive_that_have_ended()
    {
        using var executor = new LocalExecutor();
        var results = Results(executor);
        executor.RunUntilIdle();
        GC.Collect();
        Assert.All(results, r => Assert.False(r.IsAlive));
        GC.KeepAlive(executor);

        // Apart, so that no local of the test refers to a task.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference[] Results(LocalExecutor executor)
        {
            var results = new WeakReference[Many];
            for (int i = 0; i < Many; i++)
            {
                object result = new();
                results[i] = new WeakReference(result);
                executor.Spawn(ThenExtensions.AfterYield(() => result));
            }

            return results;
        }
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    /// <summary>Writes a number at each of its turns.</summary>
    private struct Turns(List<int> turns, int number, int count) : IFuture<Unit>
    {
        public bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            turns.Add(number);
            if (--count == 0)
                return true;
            cx.Waker.Wake();
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    /// <summary>Is woken by another thread during each of its turns, twice. Its result is the number of turns.</summary>
    private struct WokenInTurn(int count) : IFuture<int>
    {
        private int polls;

        public bool Poll(in PollContext cx, out int result)
        {
            result = ++polls;
            if (polls > count)
                return true;
            Waker waker = cx.Waker;
            OnAnotherThread(() =>
            {
                waker.Wake();
                waker.Wake();
            });
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }

    private struct WokenAtEnd(int value) : IFuture<int>
    {
        private bool isOver;

        public bool Poll(in PollContext cx, out int result)
        {
            if (isOver)
                throw new InvalidOperationException();
            isOver = true;
            cx.Waker.Wake();
            result = value;
            return true;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }
}
