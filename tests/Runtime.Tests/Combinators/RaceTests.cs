using Microsoft.Extensions.Time.Testing;

namespace PollGen.Runtime.Tests;

public class RaceTests
{
    private readonly List<string> trace = [];
    private readonly Gate left = new();
    private readonly Gate right = new();

    [Fact]
    public void A_round_touches_only_the_arm_that_is_ready()
    {
        using var race = Future.Race(left.Pass(), right.Pass());
        for (int round = 0; round < 3; round++)
        {
            var next = race.Next();
            Assert.False(next.Poll(default, out _));
            left.Open(round);
            Assert.True(next.Poll(default, out var ready));
            Assert.True(ready.IsFirst(out int value));
            Assert.Equal(round, value);
            race.SetFirst(left.Pass());
        }

        right.Open(7);
        Assert.Equal("second: 7", Future.BlockOn(race.Next()).ToString());
        Assert.Equal(0, left.Cancels + right.Cancels);
    }

    [Fact]
    public void A_wait_that_is_given_up_leaves_the_arms()
    {
        using var race = Future.Race(left.Pass(), right.Pass());
        var given = race.Next();
        Assert.False(given.Poll(default, out _));
        Assert.True(given.PollCancel(default));
        Assert.Throws<InvalidOperationException>(() => given.Poll(default, out _));
        left.Open(1);
        Assert.Equal(0, Future.BlockOn(Future.Select(race.Next(), Future.Never())).Index);
        Assert.Equal(0, left.Cancels + right.Cancels);
    }

    [Fact]
    public void Arms_take_turns()
    {
        using var race = Future.Race(Future.Ready(0), Future.Ready(0), Future.Ready(0));
        string order = "";
        for (int i = 0; i < 6; i++)
        {
            int index = Future.BlockOn(race.Next()).Index;
            order += index;
            if (index == 0)
                race.SetFirst(Future.Ready(0));
            else if (index == 1)
                race.SetSecond(Future.Ready(0));
            else
                race.SetThird(Future.Ready(0));
        }

        Assert.Equal("012012", order);
    }

    [Fact]
    public void An_arm_that_is_set_anew_is_cleaned_up_before_its_successor_starts()
    {
        using var race = Future.Race(S("a", "pending", "pending done"), right.Pass());
        var next = race.Next();
        Assert.False(next.Poll(default, out _));
        race.SetFirst(S("b", "B"));
        Assert.False(next.Poll(default, out _));
        Assert.Equal(["a:pending", "a~pending"], trace);
        Assert.True(next.Poll(default, out var ready));
        Assert.True(ready.IsFirst(out var result));
        Assert.Equal("B", result);
        Assert.Equal(["a:pending", "a~pending", "a~done", "b:B"], trace);
    }

    [Fact]
    public void A_replacement_survives_a_clean_up_that_fails()
    {
        using var race = Future.Race(S("a", "pending", "throw"), right.Pass());
        Assert.False(Poll(race.Next()));
        var next = race.Next();
        race.SetFirst(S("b", "B"));
        Assert.Equal("a clean-up", Assert.Throws<TestException>(() => Future.BlockOn(next)).Message);
        Assert.Equal("first: B", Future.BlockOn(race.Next()).ToString());
    }

    [Fact]
    public void An_arm_that_throws_is_cleaned_up_and_empty_and_the_others_stay()
    {
        using var race = Future.Race(S("a", "throw", "yield yield done"), right.Pass());
        Assert.Equal("a", Assert.Throws<TestException>(() => Future.BlockOn(race.Next())).Message);
        Assert.Equal(["a:throw", "a~yield", "a~yield", "a~done"], trace);
        right.Open(3);
        Assert.Equal("second: 3", Future.BlockOn(race.Next()).ToString());
        var e = Assert.Throws<InvalidOperationException>(() => Future.BlockOn(race.Next()));
        Assert.Contains("None".ToLowerInvariant(), e.Message.ToLowerInvariant());
        race.SetFirst(S("b", "B"));
        Assert.Equal("first: B", Future.BlockOn(race.Next()).ToString());
    }

    [Fact]
    public void A_stopped_arm_is_cleaned_up_and_stays_empty()
    {
        using var race = Future.Race(S("a", "pending", "done"), right.Pass());
        Assert.False(Poll(race.Next()));
        race.StopFirst();
        right.Open(1);
        Assert.Equal(1, Future.BlockOn(race.Next()).Index);
        Assert.Equal(["a:pending", "a~done"], trace);
        Assert.Throws<InvalidOperationException>(() => Future.BlockOn(race.Next()));
    }

    [Fact]
    public void Leaving_cancels_all_and_waits()
    {
        var race = Future.Race(S("a", "pending", "pending done"), S("b", "pending", "throw"), S("c", "pending", "pending pending throw"));
        Assert.False(Poll(race.Next()));
        var leave = race.Leave();
        Assert.True(leave.PollCancel(default));
        Assert.False(leave.Poll(default, out _));
        Assert.False(leave.PollCancel(default));
        var e = Assert.Throws<TestException>(() => leave.PollCancel(default));
        Assert.Equal("b clean-up", e.Message);
        Assert.Equal("c clean-up", Assert.Single(e.Suppressed).Message);
        Assert.Throws<InvalidOperationException>(() => Future.BlockOn(race.Next()));
        race.Dispose();
        Future.BlockOn(race.Leave());
    }

    [Fact]
    public void Disposed_within_an_executor_it_hands_slow_clean_up_to_it()
    {
        using var executor = new LocalExecutor();
        executor.Run(ThenExtensions.AfterYield(() =>
        {
            var race = Future.Race(S("a", "pending", "yield yield done"), right.Pass());
            Assert.False(Poll(race.Next()));
            race.Dispose();
            Assert.Equal(["a:pending", "a~yield"], trace);
            return 0;
        }));
        executor.RunUntilIdle();
        Assert.Equal(["a:pending", "a~yield", "a~yield", "a~done"], trace);
        Assert.Equal(1, right.Cancels);
    }

    [Fact]
    public void Disposed_while_the_executor_shuts_down_it_does_so_too()
    {
        var executor = new LocalExecutor();
        var race = Future.Race(S("a", "pending", "yield yield done"), right.Pass());
        executor.SpawnDetached(new Future<Owner, Unit>(new Owner(race)));
        executor.RunUntilIdle();
        executor.Dispose();
        Assert.Equal("a~done", trace[^1]);
    }

    [Fact]
    public void Disposed_where_the_thread_may_be_parked_it_waits()
    {
        using (var race = Future.Race(S("a", "pending", "yield yield done"), right.Pass()))
            Assert.False(Poll(race.Next()));
        Assert.Equal("a~done", trace[^1]);
    }

    [Fact]
    public void Has_one_waiter_at_a_time()
    {
        using var race = Future.Race(left.Pass(), right.Pass());
        var (first, second) = (race.Next(), race.Next());
        Assert.False(first.Poll(default, out _));
        Assert.Throws<InvalidOperationException>(() => second.Poll(default, out _));
        Assert.True(second.PollCancel(default));
        Assert.True(first.PollCancel(default));
    }

    [Fact]
    public void Four_arms_and_a_timer_that_is_set_anew()
    {
        var clock = new FakeTimeProvider();
        using var executor = new LocalExecutor(clock);
        using (var race = Future.Race(left.Pass(), Future.Delay(TimeSpan.FromSeconds(1)), right.Pass(), Future.Never()))
        {
            for (int round = 0; round < 5; round++)
            {
                left.Open(round);
                Assert.Equal(0, executor.Run(race.Next()).Index);
                race.SetFirst(left.Pass());
                race.SetSecond(Future.Delay(TimeSpan.FromSeconds(1), clock));
                clock.Advance(TimeSpan.FromSeconds(0.9));
            }

            Assert.False(Poll(race.Next()));
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(1, executor.Run(race.Next()).Index);
        }

        Assert.Equal(0, TimerQueue.Of(clock).Count);
    }

    [Fact]
    public void Five_to_eight_arms()
    {
        Check(5, f => Future.Race(f(0), f(1), f(2), f(3), f(4)));
        Check(6, f => Future.Race(f(0), f(1), f(2), f(3), f(4), f(5)));
        Check(7, f => Future.Race(f(0), f(1), f(2), f(3), f(4), f(5), f(6)));
        Check(8, f => Future.Race(f(0), f(1), f(2), f(3), f(4), f(5), f(6), f(7)));

        void Check<TResult>(int count, Func<Func<int, Future<Scripted, string>>, Race<TResult>> make)
        {
            string[] ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
            using (var ready = make(index => S($"{index}", $"r{index}")))
            {
                for (int index = 0; index < count; index++)
                    Assert.Equal($"{ordinals[index]}: r{index}", $"{Future.BlockOn(ready.Next())}");
                Assert.Throws<InvalidOperationException>(() => Future.BlockOn(ready.Next()));
            }

            var last = make(index => S($"{index}", index == count - 1 ? "pending pending last" : "pending pending pending", "pending done"));
            Assert.False(Poll(last.Next()));
            Assert.False(Poll(last.Next()));
            Assert.Equal($"{ordinals[count - 1]}: last", $"{Future.BlockOn(last.Next())}");
            trace.Clear();
            var leave = last.Leave();
            Assert.False(leave.Poll(default, out _));
            Assert.True(leave.Poll(default, out _));
            var others = Enumerable.Range(0, count - 1).ToList();
            Assert.Equal([.. others.Select(index => $"{index}~pending"), .. others.Select(index => $"{index}~done")], trace);
        }
    }

    private static bool Poll<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        bool isReady = future.Poll(default, out _);
        if (!isReady)
            future.PollCancel(default);
        return isReady;
    }

    private Future<Scripted, string> S(string name, string polls, string cancels = "") => Scripted.Make(trace, name, polls, cancels);

    private struct Owner(IDisposable race) : IFuture<Unit>
    {
        public readonly bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            if (race is Race<Selected<string, int>> owned)
                RaceTests.Poll(owned.Next());
            return false;
        }

        public readonly bool PollCancel(in PollContext cx)
        {
            race.Dispose();
            return true;
        }
    }
}
