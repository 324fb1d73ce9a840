using PollGen.Benchmarks.Leaves;
using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Polled;

namespace PollGen.Benchmarks.Bars;

/// <summary>What must allocate nothing.</summary>
public sealed class AllocationBars : Group
{
    private const int Count = 10_000;

    public override IEnumerable<Bar> Measure(bool isQuick)
    {
        var slow = new Metronome(isReady: false);
        yield return Bytes("await", () => Driver.Poll(Loops.OverFiveDeep(slow, Count)), "suspending and resuming five-deep children");
        yield return Bytes("join", () => Driver.Poll(Waits.OverJoin(slow, Count)), "joins of two pending children");
        yield return Bytes("timer", () => Driver.Poll(new Future<Rearmed, int>(new Rearmed(Count))), "arming, cancelling and arming timers again");
        using var executor = new LocalExecutor();
        yield return new("bytes-wake", (executor.Run(Waits.OverYield(Count)), executor.Run(Waits.OverYield(Count))).Item2, 0, "waking and polling a task");
        yield return new("bytes-join-handle", (executor.Run(Waits.ForHandles(executor, 100)), executor.Run(Waits.ForHandles(executor, 100))).Item2, 0, "waiting for spawned tasks by their handles");
    }

    private static Bar Bytes(string name, Action action, string what) => new($"bytes-{name}", Allocation.Of(action), 0, $"bytes allocated by {what}");

    /// <summary>Arms a timer, gives it up, and so on.</summary>
    private struct Rearmed(int count) : IFuture<int>
    {
        private Future<DelayMachine, Unit> delay;

        public bool Poll(in PollContext cx, out int result)
        {
            result = count;
            for (int i = 0; i < count; i++)
            {
                delay = Future.Delay(TimeSpan.FromMinutes(5));
                if (delay.Poll(in cx, out _) || !delay.PollCancel(in cx))
                    throw new InvalidOperationException("The delay should be pending, then gone.");
            }

            return true;
        }

        public bool PollCancel(in PollContext cx) => delay.PollCancel(in cx);
    }
}
