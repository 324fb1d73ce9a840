namespace PollGen;

/// <summary>Where other threads leave word for an executor: tasks to wake, chained through the tasks themselves, and requests.</summary>
/// <remarks>
/// Two lock-free stacks which the executor takes whole, so that no slot or node can come back while someone compares with it in
/// vain: a push only says "my successor is what is on top". A waking thread allocates nothing.
/// </remarks>
internal sealed class ExecutorInbox(LocalExecutor executor)
{
    private readonly Parker parker = new();

    /// <summary>Woken too, where the executor is polled within another future. Set by its thread.</summary>
    internal Waker Outer;

    /// <summary>Ends a <see cref="Park"/>. From any thread.</summary>
    internal IWakeable Sleeper => parker;

    private int top = LocalLink.NoSlot;
    private ExecutorRequest? requests;

    internal bool IsEmpty => Volatile.Read(ref top) == LocalLink.NoSlot && Volatile.Read(ref requests) is null;

    /// <summary>From any thread.</summary>
    internal void Wake(SpawnedTask task)
    {
        if (!task.Remote.TryClaim(out int slot))
            return;
        int seen = Volatile.Read(ref top);
        while (true)
        {
            task.Remote.Follow(seen);
            int before = Interlocked.CompareExchange(ref top, slot, seen);
            if (before == seen)
                break;
            seen = before;
        }

        // Who finds the stack empty wakes the executor; the others come between that and its taking the stack. One that runs must not
        // wait for that one, who may have lost its processor in between.
        if (seen == LocalLink.NoSlot)
            WakeExecutor();
        else
            executor.Interrupt();
    }

    /// <summary>From any thread.</summary>
    internal void Post(ExecutorRequest request)
    {
        ExecutorRequest? seen = Volatile.Read(ref requests);
        while (true)
        {
            request.Next = seen;
            ExecutorRequest? before = Interlocked.CompareExchange(ref requests, request, seen);
            if (ReferenceEquals(before, seen))
                break;
            seen = before;
        }

        WakeExecutor();
    }

    /// <summary>Sleeps until something comes, or has come since the last time. Executor's thread.</summary>
    internal void Park() => parker.Park();

    /// <summary>Takes all requests, first come first. Executor's thread.</summary>
    internal ExecutorRequest? TakeRequests() =>
        Volatile.Read(ref requests) is null ? null : ExecutorRequest.Reversed(Interlocked.Exchange(ref requests, null));

    /// <summary>Takes all woken tasks. Executor's thread.</summary>
    /// <returns>The slot of the first come; the others follow by <see cref="RemoteLink.Successor"/>.</returns>
    internal int TakeWoken(TaskTable tasks)
    {
        int reversed = LocalLink.NoSlot;
        if (Volatile.Read(ref top) == LocalLink.NoSlot)
            return reversed;
        int slot = Interlocked.Exchange(ref top, LocalLink.NoSlot);
        while (slot != LocalLink.NoSlot)
        {
            SpawnedTask task = tasks[slot];
            int next = task.Remote.Successor;
            task.Remote.Follow(reversed);
            reversed = slot;
            slot = next;
        }

        return reversed;
    }

    private void WakeExecutor()
    {
        executor.Interrupt();
        parker.Wake();
        Outer.Wake();
    }
}
