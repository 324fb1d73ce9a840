namespace PollGen.Waiting;

/// <summary>The system's clock, which says whether any timer is set.</summary>
public sealed class WatchedClock : TimeProvider
{
    private readonly List<WatchedTimer> timers = [];

    public bool IsAnySet => timers.Exists(timer => timer.IsSet);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(base.CreateTimer(callback, state, dueTime, period), dueTime);
        timers.Add(timer);
        return timer;
    }

    private sealed class WatchedTimer(ITimer timer, TimeSpan dueTime) : ITimer
    {
        public bool IsSet { get; private set; } = dueTime != Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            IsSet = dueTime != Timeout.InfiniteTimeSpan;
            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
