namespace PollGen;

public sealed partial class LocalExecutor
{
    /// <summary>
    /// Cancels all tasks and runs their clean-up to the end, sleeping while it waits; their handles complete as cancelled. Nothing
    /// can be spawned any more. A second call does nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The executor runs, or this thread is running another one.</exception>
    /// <remarks>A clean-up that never ends keeps it waiting for ever: see <see cref="Shutdown"/>.</remarks>
    public void Dispose() => Shutdown(Timeout.InfiniteTimeSpan, out _);

    /// <summary>The same with a deadline: then it says which tasks have not ended, and lets them go.</summary>
    /// <param name="deadline">How long clean-up may take in all; with zero each task gets one turn.</param>
    /// <param name="unfinished">
    /// The tasks that were let go. They are never polled again, and what they hold is not released; their handles complete with a <see cref="TimeoutException"/>
    /// that says the same.
    /// </param>
    /// <returns>Whether all tasks have ended.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative time other than <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">The executor runs, or this thread is running another one.</exception>
    /// <example>
    /// <code>
    /// if (!executor.Shutdown(TimeSpan.FromSeconds(5), out var unfinished))
    ///     Console.Error.WriteLine(string.Join(Environment.NewLine, unfinished));
    /// </code>
    /// </example>
    public bool Shutdown(TimeSpan deadline, out IReadOnlyList<UnfinishedTask> unfinished)
    {
        unfinished = [];
        if (deadline < TimeSpan.Zero && deadline != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(deadline), deadline, "A deadline cannot be negative.");
        if (Volatile.Read(ref isDisposed))
            return true;
        using var turn = new Turn(this);
        Volatile.Write(ref isDisposed, true);
        GiveSlots();
        for (int slot = 0; slot < tasks.UpperBound; slot++)
        {
            if (tasks.Find(slot) is { } task)
                Cancel(task);
        }

        RunCleanUp(deadline);
        if (HasTasks)
            unfinished = LetGo();
        ThrowUnhandled();
        return unfinished.Count == 0;
    }

    private bool HasTasks => room < tasks.Capacity;

    // So that the table has all tasks that have not ended.
    private void GiveSlots()
    {
        for (int index = 0; index < ring.Count; index++)
        {
            SpawnedTask task = ring[index];
            if (!task.IsEnded && task.Local.Slot == LocalLink.NoSlot)
                _ = TryGiveSlot(task);
        }
    }

    private void RunCleanUp(TimeSpan deadline)
    {
        ReadNews();

        // With no time, one turn for all that are queued; then nothing is waited for.
        int turns = deadline == TimeSpan.Zero ? QueueLength : int.MaxValue;
        int ticket = 0;
        DelayNode? alarm = deadline > TimeSpan.Zero ? TimerQueue.Of(TimeProvider).Arm(deadline, new Waker(inbox.Sleeper), out ticket) : null;
        while (HasTasks && turns > 0 && alarm?.HasFired != true)
        {
            ReadNews();
            if (QueueLength > 0)
                RunOneTurn();
            if (deadline == TimeSpan.Zero)
                turns--;
            else if (QueueLength == 0 && HasTasks)
                inbox.Park();
        }

        alarm?.Queue.Release(alarm, ticket);
    }

    private List<UnfinishedTask> LetGo()
    {
        var unfinished = new List<UnfinishedTask>();
        GiveSlots();
        for (int slot = 0; slot < tasks.UpperBound; slot++)
        {
            if (tasks.Find(slot) is not { IsEnded: false } task)
                continue;
            string? place = WaitingPlace.Of(task);
            GiveSlots();
            if (task.IsEnded)
                continue;
            var report = new UnfinishedTask(task.Name, place);
            unfinished.Add(report);
            task.LetGo(UnfinishedTask.LetGo(report));
        }

        return unfinished;
    }
}
