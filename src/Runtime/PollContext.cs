using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>What a poll is told by whoever polls: the <see cref="Waker"/> to wake when another poll makes sense.</summary>
/// <remarks>A ref struct, so that a future cannot keep it; a future that has to wait keeps the waker.</remarks>
public readonly ref struct PollContext
{
    private readonly Waker waker;
    private readonly LocalExecutor? executor;

    /// <summary>Makes the context of one or more polls.</summary>
    /// <param name="waker">Wakes whoever polls.</param>
    public PollContext(Waker waker) => this.waker = waker;

    /// <summary>Makes the context of one turn of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="executor">Whose thread this is.</param>
    internal PollContext(SpawnedTask task, LocalExecutor? executor)
    {
        waker = new Waker(task);
        this.executor = executor;
    }

    /// <summary>Wakes whoever polls. May be kept beyond the poll and used from any thread.</summary>
    public Waker Waker
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (WaitingPlace.Watchers != 0)
                WaitingPlace.Note();
            return waker;
        }
    }

    /// <summary>Wakes whoever polls, from within the poll.</summary>
    /// <remarks>A context does not leave the thread that polls: so nobody needs to ask whether this is the executor's.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WakeNow()
    {
        if (WaitingPlace.Watchers != 0)
            WaitingPlace.Note();
        // With an executor it is the context of a task's turn, and wakes that task.
        if (executor is not { } local)
            waker.Wake();
        else
            local.Enqueue(Unsafe.As<SpawnedTask>(waker.Target!));
    }
}
