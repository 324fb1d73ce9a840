using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

public sealed partial class LocalExecutor
{
    private bool isInterrupted;

    /// <summary>Ends a row of turns after the one that goes on. From any thread, after what there is to be seen.</summary>
    internal void Interrupt() => Volatile.Write(ref isInterrupted, true);

    private void RunUntil(SpawnedTask? goal, bool stopOnUnhandled)
    {
        while (goal is null || !goal.IsEnded)
        {
            ReadNews();
            if (stopOnUnhandled && unhandled is not null)
                return;
            if (QueueLength > 0)
                RunTurns(goal);
            else if (goal is null)
                return;
            else
                inbox.Park();
        }
    }

    private void RunOneTurn()
    {
        Interrupt();
        RunTurns(goal: null);
    }

    /// <summary>Gives queued tasks a turn each, first come first: at least one, then until none is queued or this is interrupted.</summary>
    /// <param name="goal">The task at whose end this ends, too.</param>
    private void RunTurns(SpawnedTask? goal)
    {
        do
        {
            ExceptionDispatchInfo failure;
            try
            {
                TakeTurns(goal);
                ForgetLatest();
                return;
            }
            catch (Exception e) when (Latest is { IsEnded: false })
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            catch when (Latest is { } ended)
            {
                // A waiter's waker has thrown, which it must not: its exception leaves the run, the task does not stay.
                ForgetLatest();
                EndTurn(ended);
                throw;
            }

            SpawnedTask polled = Latest!;
            ForgetLatest();
            polled.Fail(failure, this);
            EndTurn(polled);
        }
        while (!Volatile.Read(ref isInterrupted) && goal?.IsEnded != true);
    }

    /// <summary>The same; the exception of a future leaves it, and the task is the latest of the ring.</summary>
    /// <remarks>
    /// The loop that everything goes through. It handles no exceptions, so that the JIT may keep in registers across the turns what they need
    /// again and again, above all where this thread's ambient state is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeTurns(SpawnedTask? goal)
    {
        // Who handles an exception between two rows of turns may change it.
        installed = AmbientState.CaptureResumed();
        do
        {
            if (ring.IsEmpty)
            {
                if (chainFirst == LocalLink.NoSlot)
                    return;
                Refill();
            }

            SpawnedTask task = ring.Take();
            // The turn to come is enough for a wake that has come before it.
            if (task.Local.Slot == LocalLink.NoSlot)
                task.Remote.ReleaseWithoutSlot();

            // From here on the task may be woken again. One that ended while it was queued only has to be retired.
            if (task.Local.TryStartTurn())
            {
                EnterContext(task.Home.Context);
                var cx = new PollContext(task, this);
                task.Advance(in cx);
                EndTurn(task);
            }
            else if (task.IsEnded)
            {
                Settle(task);
            }
            else
            {
                EnterContext(task.Home.Context);
                task.Step(this);
                EndTurn(task);
            }

            if (ReferenceEquals(task, goal) && task.IsEnded)
                return;
        }
        while (!Volatile.Read(ref isInterrupted));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndTurn(SpawnedTask task)
    {
        LeaveContext(task);
        if (!task.Local.IsUnsettled)
            return;
        if (task.Local.IsEndedWithoutSlot && task.Remote.IsClosed)
            room++;
        else
            Settle(task);
    }

    /// <summary>Sees to a task that is not queued any more: it may have ended, or be idle for the first time.</summary>
    private void Settle(SpawnedTask task)
    {
        if (task.IsEnded)
            Retire(task, task.Local.Slot);
        else if (task.Local.Slot == LocalLink.NoSlot && !TryGiveSlot(task))
            Enqueue(task);
    }
}
