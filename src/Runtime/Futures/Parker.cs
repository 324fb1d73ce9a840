namespace PollGen;

/// <summary>Parks one thread until it is woken. A wake that comes first is kept, as one: the next park returns at once.</summary>
/// <remarks>
/// One word, as in Rust's <c>thread::park</c>: Empty, Notified (a wake is kept) or Parked (the thread sleeps, or is about
/// to). The monitor is entered only when the thread really sleeps, so a wake of a running thread is one exchange.
/// Nothing is allocated after construction. <see cref="Wake"/> may be called from any thread.
/// </remarks>
internal sealed class Parker : IWakeable
{
    private const int Empty = 0;
    private const int Notified = 1;
    private const int Parked = 2;

    private readonly object gate = new();
    private int state;

    [ThreadStatic]
    private static Parker? ofThisThread;

    /// <summary>The calling thread's own, made when first asked for.</summary>
    internal static Parker OfThisThread => ofThisThread ??= new Parker();

    /// <summary>How many owners on this thread wait by it at the moment, each inside the one before.</summary>
    internal int Depth { get; set; }

    public void Wake()
    {
        // A full fence: what the waker has written is visible to the thread that takes the notification.
        if (Interlocked.Exchange(ref state, Notified) != Parked)
            return;
        lock (gate)
            Monitor.Pulse(gate);
    }

    /// <summary>Sleeps until woken. Called by one thread at a time.</summary>
    internal void Park()
    {
        // Short spin: the other thread is often about to wake us, and sleeping costs some microseconds.
        var spinner = default(SpinWait);
        while (!spinner.NextSpinWillYield)
        {
            if (Interlocked.CompareExchange(ref state, Empty, Notified) == Notified)
                return;
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        lock (gate)
        {
            if (Interlocked.CompareExchange(ref state, Parked, Empty) == Empty)
            {
                try
                {
                    // The gate is held from Parked on, so a waker that saw Parked pulses only once we wait.
                    while (Volatile.Read(ref state) == Parked)
                        Monitor.Wait(gate);
                }
                catch (ThreadInterruptedException)
                {
                    Interlocked.CompareExchange(ref state, Empty, Parked);
                    throw;
                }
            }

            Interlocked.Exchange(ref state, Empty);
        }
    }
}
