namespace PollGen;

/// <summary>
/// A select for loops: it keeps its futures from one round to the next. Each <see cref="Next"/> gives the one that is ready; the others stay as
/// they are, nothing is cancelled and nothing starts again. Made by <c>Future.Race</c>.
/// </summary>
/// <typeparam name="TResult">Which future was ready, and its result.</typeparam>
/// <remarks>
/// <para>One object, made once for the whole loop, in which the futures stand still; a round allocates nothing. The arm whose future has completed is
/// empty until it is set again. Arms take turns: after one has been ready, the next <see cref="Next"/> asks those behind it first.</para>
/// <para>Not thread-safe: used by one coroutine. The futures are polled only within <see cref="Next"/>; one that holds a lock or a permit while the
/// loop is busy with something else keeps it for so long.</para>
/// <para>There is no race of scoped futures (of coroutines with spans or <c>ref</c> parameters): no object can hold their references.</para>
/// </remarks>
/// <example>
/// <code>
/// using var race = Future.Race(stream.Readable(), Future.Delay(limit));
/// while (co.Await(race.Next()).IsFirst(out _))
/// {
///     Handle(stream);
///     race.SetFirst(stream.Readable());
///     race.SetSecond(Future.Delay(limit));     // the old one is cancelled first
/// }
/// </code>
/// </example>
public abstract class Race<TResult> : IDisposable
{
    private bool isAwaited;
    private bool isOver;
    private ChildrenState leaving;

    private protected Race()
    {
    }

    /// <summary>Waits for the next arm that is ready.</summary>
    /// <returns>
    /// The future. Cancelling it loses nothing: the arms stay, for another call. When an arm throws, its exception leaves, its clean-up is
    /// finished as after any exception, and the arm is empty; the others stay.
    /// </returns>
    /// <remarks>Throws <see cref="InvalidOperationException"/> when all arms are empty, another future of this race waits, or it was left.</remarks>
    public Future<RaceMachine<TResult>, TResult> Next() => new(new RaceMachine<TResult>(this));

    /// <summary>Cancels what is pending, all arms together, and waits for their clean-up. After that the race cannot be used any more.</summary>
    /// <returns>The future. It throws the first exception of the clean-up at its end. Cancelling it cleans up all the same, to the end.</returns>
    public Future<RaceEndMachine<TResult>, Unit> Leave() => new(new RaceEndMachine<TResult>(this));

    /// <summary>
    /// Cancels what is pending. Clean-up that has to wait is waited for here only where the thread may be parked; within an executor it is handed
    /// to the executor as a task, which it polls to the end, its disposal included. <c>co.Await(race.Leave())</c> before waits for it in place.
    /// </summary>
    public void Dispose()
    {
        if (isOver)
            return;
        if (CurrentExecutor.Value is not { } executor)
            Future.BlockOn(Leave());
        else if (!PollLeave(new PollContext(Waker.None)))
            executor.SpawnCleanUp(Leave());
    }

    /// <summary>Polls the arms in turn.</summary>
    private protected abstract bool PollArms(in PollContext cx, out TResult result);

    /// <summary>Cleans up after the arm that has thrown.</summary>
    private protected abstract bool PollFailed(in PollContext cx);

    /// <summary>One round of giving all arms up.</summary>
    private protected abstract void LeaveArms(ref ChildrenState state, in PollContext cx);

    private protected abstract int Arms { get; }

    internal bool PollNext(ref bool isWaiting, in PollContext cx, out TResult result)
    {
        if (isOver)
            throw new InvalidOperationException("The race was left: its futures are cancelled. Make a new one with Future.Race.");
        if (isAwaited && !isWaiting)
            throw new InvalidOperationException("Another future is waiting for the next arm of this race. A race has one waiter at a time.");
        isWaiting = isAwaited = false;
        if (PollArms(in cx, out result))
            return true;
        isWaiting = isAwaited = true;
        return false;
    }

    /// <summary>The wait was given up, or an arm has thrown.</summary>
    internal bool PollLeaveNext(ref bool isWaiting, in PollContext cx)
    {
        if (isWaiting)
            isWaiting = isAwaited = false;
        return isOver || PollFailed(in cx);
    }

    internal bool PollLeave(in PollContext cx)
    {
        if (isOver && !leaving.IsOpen)
            return true;
        isOver = true;
        LeaveArms(ref leaving, in cx);
        return leaving.EndCancel(Arms, in cx);
    }
}

/// <summary>The machine of <see cref="Race{TResult}.Next"/>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TResult">Which future was ready, and its result.</typeparam>
[CancelSafe]
public struct RaceMachine<TResult> : IFuture<TResult>
{
    private Race<TResult>? race;
    private bool isWaiting;

    internal RaceMachine(Race<TResult> race) => this.race = race;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out TResult result)
    {
        if (race is null)
            throw CompilerServices.Machine.NotSuspended("Race.Next");
        if (!race.PollNext(ref isWaiting, in cx, out result))
            return false;
        race = null;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (race is null)
            return true;
        if (!race.PollLeaveNext(ref isWaiting, in cx))
            return false;
        race = null;
        return true;
    }
}

/// <summary>The machine of <see cref="Race{TResult}.Leave"/>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TResult">The race's result.</typeparam>
public struct RaceEndMachine<TResult> : IFuture<Unit>
{
    private Race<TResult>? race;
    private bool isStarted;

    internal RaceEndMachine(Race<TResult> race) => this.race = race;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        var left = race ?? throw CompilerServices.Machine.NotSuspended("Race.Leave");
        isStarted = true;
        race = null;
        if (left.PollLeave(in cx))
            return true;
        race = left;
        return false;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!isStarted || race is null)
            return true;
        return Poll(in cx, out _);
    }
}
