namespace PollGen.Conformance.Tests.Testing;

/// <summary>A future of a program, in a place where it stays.</summary>
internal interface IRun
{
    /// <summary>Polls it to its end.</summary>
    Outcome Finish(Polling polling);

    /// <summary>Polls it once.</summary>
    /// <returns>How it ended; null while it waits.</returns>
    Outcome? Step(Polling polling);

    /// <summary>Polls until it has been pending so often, then cancels it.</summary>
    /// <returns>Null if it ended before; else how it ended and how many effects came before the cancellation.</returns>
    (Outcome Outcome, int Before)? CancelAt(int suspension);

    /// <summary>Runs it as the child of a coroutine, joined with another run of the same program.</summary>
    (Outcome First, Outcome Second) FinishJoined(IRun other);

    /// <summary>Runs it as a task.</summary>
    Outcome FinishSpawned();
}

/// <summary>What is done to a future between and around its polls.</summary>
internal sealed record Polling(bool Collects = false, bool IsSpurious = false, bool ChangesThreads = false, int Seed = 0);

internal sealed class Run<TMachine, T>(Future<TMachine, T> future, Trace trace) : IRun
    where TMachine : struct, IFuture<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Future<TMachine, T> future = future;
    private Random? random;
    private Watch latest = new();
    private int spurious;
    private int polls;

    private Trace Trace => trace;

    public Outcome Finish(Polling polling)
    {
        while (true)
        {
            // A collection takes milliseconds: after the first polls, only some are preceded by one.
            if (polling.Collects && (++polls <= 4 || polls % 8 == 0))
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            if (Step(polling) is { } outcome)
                return outcome;
        }
    }

    public Outcome? Step(Polling polling)
    {
        if (random is null)
        {
            Assert.True(trace.Effects.Count == 0, "Something ran before the first poll.");
            random = new Random(polling.Seed);
        }

        Outcome outcome;
        try
        {
            if (!PollOnce(polling, random, out T result))
                return null;
            outcome = Outcome.Of(result, trace);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            outcome = Outcome.Of(CleanUp() ?? e, trace);
        }

        MustBeOver();
        return outcome;
    }

    public (Outcome Outcome, int Before)? CancelAt(int suspension)
    {
        var polling = new Polling();
        var watch = new Watch();
        try
        {
            for (int pending = 0; pending < suspension; pending++)
            {
                if (pending > 0)
                {
                    trace.Release(null);
                    Assert.True(watch.Wait(Patience), "The latest waker was never woken.");
                }

                watch = new Watch();
                if (Poll(polling, watch, out _))
                    return null;
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            CleanUp();
            return null;
        }

        int before = trace.Effects.Count;
        trace.BeginCancelling();
        var error = CleanUp();
        MustBeOver();
        return (Outcome.Of(error ?? new CancelledException(), trace), before);
    }

    public (Outcome First, Outcome Second) FinishJoined(IRun other)
    {
        var second = (Run<TMachine, T>)other;
        var results = Future.BlockOn(Nest.Both(Future.Take(ref future), Future.Take(ref second.future)));
        return (results.First.Of(trace), results.Second.Of(second.Trace));
    }

    public Outcome FinishSpawned()
    {
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(Future.Take(ref future));
        try
        {
            return Outcome.Of(executor.RunUntilComplete(handle), trace);
        }
        catch (Exception e)
        {
            return Outcome.Of(e, trace);
        }
    }

    // A poll after the latest waker was woken, or one of those that nobody asked for.
    private bool PollOnce(Polling polling, Random random, out T result)
    {
        bool isSpurious = spurious > 0;
        int before = trace.Effects.Count;
        var earlier = latest;
        latest = new Watch();
        if (Poll(polling, latest, out result))
            return true;
        // It was not spurious after all if what the pool runs has ended meanwhile: then the earlier waker is woken, now or soon.
        if (isSpurious)
            Assert.True(trace.Effects.Count == before || latest.IsWoken || earlier.Wait(Patience), "A spurious poll had an effect.");
        spurious = isSpurious ? spurious - 1 : polling.IsSpurious && !latest.IsWoken ? random.Next(3) : 0;
        if (spurious > 0)
            return false;
        while (!latest.IsWoken && trace.Release(polling.IsSpurious ? random : null))
        {
        }

        Assert.True(latest.Wait(Patience), $"The latest waker was never woken. {string.Join(" | ", trace.Effects)}");
        return false;
    }

    private bool Poll(Polling polling, Watch watch, out T result)
    {
        if (!polling.ChangesThreads)
            return future.Poll(new PollContext(new Waker(watch)), out result);

        bool isDone = false;
        T value = default!;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? error = null;
        var thread = new Thread(() =>
        {
            try
            {
                isDone = future.Poll(new PollContext(new Waker(watch)), out value);
            }
            catch (Exception e)
            {
                error = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        error?.Throw();
        result = value;
        return isDone;
    }

    private Exception? CleanUp()
    {
        try
        {
            while (true)
            {
                var watch = new Watch();
                if (future.PollCancel(new PollContext(new Waker(watch))))
                    return null;
                MustRefuse();
                while (!watch.IsWoken && trace.Release(null))
                {
                }

                Assert.True(watch.Wait(Patience), "Clean-up was never woken.");
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            return e;
        }
    }

    // While its clean-up is under way only that is polled.
    private void MustRefuse()
    {
        int before = trace.Effects.Count;
        Assert.Throws<InvalidOperationException>(() => future.Poll(default, out _));
        Assert.Equal(before, trace.Effects.Count);
    }

    private void MustBeOver()
    {
        int before = trace.Effects.Count;
        Assert.True(future.PollCancel(default), "PollCancel after the end waits.");
        Assert.Throws<InvalidOperationException>(() => future.Poll(default, out _));
        Assert.True(future.PollCancel(default), "PollCancel after the end waits.");
        Assert.Equal(before, trace.Effects.Count);
    }

    private sealed class Watch : IWakeable
    {
        private readonly ManualResetEventSlim woken = new();

        public bool IsWoken => woken.IsSet;

        public void Wake() => woken.Set();

        public bool Wait(TimeSpan time) => woken.Wait(time);
    }
}
