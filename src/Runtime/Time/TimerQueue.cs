using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>All delays of one <see cref="TimeProvider"/>, behind one timer that is set to the earliest. Thread-safe.</summary>
/// <remarks>
/// Due times are in the provider's timestamps. A delay is never early: the timer, whose grain is coarser, is set again when it
/// comes too soon. Wakers are called outside the lock, in the order of due times. A provider's queue lives as long as the provider.
/// </remarks>
internal sealed class TimerQueue
{
    private const int Batch = 16;
    private const int UnusedLimit = 1024;

    // ITimer takes at most 2^32-2 ms; a later delay sets it again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private static readonly ConditionalWeakTable<TimeProvider, TimerQueue> Queues = [];
    private static readonly TimerQueue System = new(TimeProvider.System);

    private readonly Lock gate = new();
    private readonly DelayHeap heap = new();
    private readonly TimeProvider provider;
    private ITimer? timer;
    private long timerDue = long.MaxValue;
    private DelayNode? unused;
    private int unusedCount;

    private TimerQueue(TimeProvider provider) => this.provider = provider;

    /// <summary>How many delays are armed.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
                return heap.Count;
        }
    }

    internal static TimerQueue Of(TimeProvider provider) =>
        ReferenceEquals(provider, TimeProvider.System) ? System : Queues.GetValue(provider, static p => new TimerQueue(p));

    /// <summary>Arms a delay.</summary>
    /// <param name="duration">Positive.</param>
    /// <param name="waker">Whom to wake.</param>
    /// <param name="ticket">Names this wait; to be shown with the node.</param>
    internal DelayNode Arm(TimeSpan duration, Waker waker, out int ticket)
    {
        lock (gate)
        {
            DelayNode node = TakeUnused();
            node.Waker = waker;
            ticket = node.Ticket;
            heap.Add(node, DueAfter(duration));
            SetTimer();
            return node;
        }
    }

    /// <summary>Replaces the waker.</summary>
    /// <returns>False when the time has come already.</returns>
    internal bool TryReplaceWaker(DelayNode node, int ticket, Waker waker)
    {
        lock (gate)
        {
            Check(node, ticket);
            node.Waker = waker;
            return !node.HasFired;
        }
    }

    /// <summary>Takes a delay away, whether it has fired or not. Nobody is woken after this, unless it is under way.</summary>
    internal void Release(DelayNode node, int ticket)
    {
        lock (gate)
        {
            Check(node, ticket);
            if (node.Position >= 0)
            {
                heap.Remove(node);
                if (heap.Count == 0)
                    SetTimer();
            }

            node.Ticket++;
            node.Waker = default;
            node.HasFired = false;
            if (unusedCount == UnusedLimit)
                return;
            unusedCount++;
            node.NextUnused = unused;
            unused = node;
        }
    }

    private static void Check(DelayNode node, int ticket)
    {
        if (node.Ticket != ticket)
            throw CompilerServices.Machine.NotSuspended("Future.Delay");
    }

    private DelayNode TakeUnused()
    {
        if (unused is not { } node)
            return new DelayNode(this);
        unused = node.NextUnused;
        node.NextUnused = null;
        unusedCount--;
        return node;
    }

    private long DueAfter(TimeSpan duration)
    {
        // In 128 bits: a stopwatch counts nanoseconds, and TimeSpan.MaxValue is 29,000 years. Rounded up: never early.
        Int128 timestamps = ((Int128)duration.Ticks * provider.TimestampFrequency + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        Int128 due = provider.GetTimestamp() + timestamps;
        return due < long.MaxValue ? (long)due : long.MaxValue - 1;
    }

    /// <summary>Sets the timer if it would come too late, or stops it if nobody waits. Under the lock.</summary>
    private void SetTimer()
    {
        long due = heap.EarliestDue;
        if (due == long.MaxValue ? timerDue == long.MaxValue : timerDue <= due)
            return;
        timerDue = due;
        TimeSpan wait = Timeout.InfiniteTimeSpan;
        if (due != long.MaxValue)
        {
            wait = provider.GetElapsedTime(provider.GetTimestamp(), due);
            // The system's timer cuts to whole milliseconds: rounding up spares it a few idle rounds. A wait of zero
            // might make a provider call back from within Change.
            if (ReferenceEquals(provider, TimeProvider.System))
                wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            wait = wait > LongestWait ? LongestWait : wait > TimeSpan.Zero ? wait : TimeSpan.FromTicks(1);
        }

        timer ??= CreateTimer();
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private ITimer CreateTimer()
    {
        // The timer lives as long as the queue and must not hold the ambient state of whoever came first.
        bool isSuppressed = ExecutionContext.IsFlowSuppressed();
        if (!isSuppressed)
            ExecutionContext.SuppressFlow();
        try
        {
            return provider.CreateTimer(static queue => ((TimerQueue)queue!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (!isSuppressed)
                ExecutionContext.RestoreFlow();
        }
    }

    private void Fire()
    {
        Wakers wakers = default;
        int count;
        do
        {
            count = 0;
            lock (gate)
            {
                timerDue = long.MaxValue;
                long now = provider.GetTimestamp();
                while (count < Batch && heap.EarliestDue <= now)
                {
                    DelayNode node = heap.TakeEarliest();
                    wakers[count++] = node.Waker;
                    Volatile.Write(ref node.HasFired, true);
                }

                if (count < Batch)
                    SetTimer();
            }

            // The nodes may be in use again by now; only the copied wakers are ours.
            for (int i = 0; i < count; i++)
                wakers[i].Wake();
        }
        while (count == Batch);
    }

    [InlineArray(Batch)]
    private struct Wakers
    {
        private Waker first;
    }
}
