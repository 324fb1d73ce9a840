namespace PollGen;

/// <summary>The time during which a thread polls a future and is parked while it waits. Nests.</summary>
internal readonly ref struct Blocking
{
    private readonly SynchronizationContext? synchronization;

    private Blocking(Parker parker, SynchronizationContext? synchronization)
    {
        Parker = parker;
        this.synchronization = synchronization;
    }

    /// <summary>Wakes and parks this thread.</summary>
    public Parker Parker { get; }

    /// <summary>Begins it.</summary>
    /// <exception cref="InvalidOperationException">The thread runs an executor's tasks: parking it would stop them all.</exception>
    public static Blocking Enter()
    {
        if (CurrentExecutor.Value is not null)
            throw new InvalidOperationException("This thread is running an executor's tasks: blocking it would stop them all. Await the future in a coroutine instead.");
        Parker parker = Parker.OfThisThread;
        var synchronization = SynchronizationContext.Current;
        if (synchronization is not null)
            SynchronizationContext.SetSynchronizationContext(null);
        parker.Depth++;
        return new Blocking(parker, synchronization);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        // An outer BlockOn of this thread shares the parker. A wake meant for it may have ended in here; a spare one is harmless.
        if (--Parker.Depth > 0)
            Parker.Wake();
        if (synchronization is not null)
            SynchronizationContext.SetSynchronizationContext(synchronization);
    }
}
