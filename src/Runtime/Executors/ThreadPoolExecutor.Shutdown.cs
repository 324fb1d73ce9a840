namespace PollGen;

public sealed partial class ThreadPoolExecutor
{
    /// <summary>
    /// Cancels all tasks and waits until their clean-up has ended; their handles complete as cancelled. Nothing can be spawned any more. A second
    /// call does nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The thread runs an executor's tasks.</exception>
    /// <remarks>A clean-up that never ends keeps it waiting for ever: see <see cref="Shutdown"/>.</remarks>
    public void Dispose() => Shutdown(Timeout.InfiniteTimeSpan, out _);

    /// <summary>The same with a deadline: then it says which tasks have not ended, and lets them go.</summary>
    /// <param name="deadline">How long clean-up may take in all.</param>
    /// <param name="unfinished">
    /// The tasks that were let go. Those that waited are never polled again, what they hold is not released, and their handles complete with a
    /// <see cref="TimeoutException"/> that says the same. One that is running cannot be stopped: its turn goes on.
    /// </param>
    /// <returns>Whether all tasks have ended.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative time other than <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">The thread runs an executor's tasks.</exception>
    public bool Shutdown(TimeSpan deadline, out IReadOnlyList<UnfinishedTask> unfinished)
    {
        unfinished = [];
        if (deadline < TimeSpan.Zero && deadline != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(deadline), deadline, "A deadline cannot be negative.");
        CheckMayPark();
        List<SpawnedTask> living = [];
        lock (gate)
        {
            if (isDisposed)
                return true;
            isDisposed = true;
            CollectLiving(living);
        }

        foreach (SpawnedTask task in living)
            ((IExecutor)this).Cancel(task);
        if (!WaitForAll(deadline))
            unfinished = LetGo();
        ThrowUnhandled();
        return unfinished.Count == 0;
    }

    private void CollectLiving(List<SpawnedTask> living)
    {
        for (int slot = 0; slot < tasks.UpperBound; slot++)
        {
            if (tasks.Find(slot) is { } task)
                living.Add(task);
        }
    }

    private bool WaitForAll(TimeSpan deadline)
    {
        int ticket = 0;
        DelayNode? alarm = deadline > TimeSpan.Zero ? TimerQueue.Of(TimeProvider).Arm(deadline, new Waker(disposer), out ticket) : null;
        bool isTimeOver = deadline == TimeSpan.Zero;
        bool isAny = IsAnyLiving();
        while (isAny && !isTimeOver)
        {
            disposer.Park();
            isTimeOver = alarm is not null && Volatile.Read(ref alarm.HasFired);
            isAny = IsAnyLiving();
        }

        alarm?.Queue.Release(alarm, ticket);
        return !isAny;
    }

    private bool IsAnyLiving()
    {
        lock (gate)
            return tasks.Count > 0;
    }

    private List<UnfinishedTask> LetGo()
    {
        List<SpawnedTask> living = [];
        lock (gate)
            CollectLiving(living);
        var unfinished = new List<UnfinishedTask>();
        foreach (SpawnedTask task in living)
        {
            if (!task.Pool.TryClaim())
            {
                if (!task.Pool.IsClosed)
                    unfinished.Add(new UnfinishedTask(task.Name, Place: null));
                continue;
            }

            string? place = Place(task);
            if (!task.IsEnded)
            {
                var report = new UnfinishedTask(task.Name, place);
                unfinished.Add(report);
                task.LetGo(UnfinishedTask.LetGo(report));
            }

            Retire(task);
        }

        return unfinished;
    }

    private string? Place(SpawnedTask task)
    {
        CurrentExecutor.Value = this;
        try
        {
            return WaitingPlace.Of(task);
        }
        finally
        {
            CurrentExecutor.Value = null;
        }
    }
}
