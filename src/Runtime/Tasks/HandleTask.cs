using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A task whose outcome can be waited for, from any thread.</summary>
/// <remarks>
/// <para><see cref="outcome"/> is null; one waiter; an array of waiters, immutable; or, for good, a mark of success or
/// cancellation, or the exception. Waiters change it by compare-and-swap. They are a multiset: each wait adds one entry and
/// takes away one, so two waits of the same task do not take each other's.</para>
/// <para>A task of a <see cref="LocalExecutor"/> is also successful, for good, when its <see cref="SpawnedTask.Remote"/> is closed and
/// <see cref="outcome"/> does not say otherwise. So success costs the one interlocked operation with which a task ends anyway: the
/// executor closes, then reads the waiters; a waiter adds itself, then reads whether the task is closed. Both have a full fence in
/// between, so one sees the other. Cancellation and failure are published before the task is closed.</para>
/// </remarks>
internal abstract class HandleTask<T>(TaskHome home) : SpawnedTask(home)
{
    private object? outcome;

    /// <summary>Makes a task of the kind that takes the least room.</summary>
    internal static HandleTask<T> Of<TMachine>(TaskHome home, [Moved] in Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> =>
        InPlaceTask<TMachine, T>.Serves ? new InPlaceTask<TMachine, T>(home, in future) : new BesideTask<TMachine, T>(home, in future);

    /// <summary>Whether the outcome is there. From any thread.</summary>
    internal bool IsCompleted => Remote.IsClosed || Outcome.IsFinal(Volatile.Read(ref outcome));

    internal bool IsSuccessful
    {
        get
        {
            // In this order: what is published before the closing is seen after it.
            bool isClosed = Remote.IsClosed;
            object? seen = Volatile.Read(ref outcome);
            return isClosed ? seen is null || !Outcome.IsFailure(seen) : ReferenceEquals(seen, Outcome.Succeeded);
        }
    }

    internal bool IsCanceled => ReferenceEquals(Volatile.Read(ref outcome), Outcome.Cancelled);

    /// <summary>Valid once completed with success.</summary>
    private protected abstract T Result { get; }

    /// <summary>Replaces a waiter (null: none) by another (null: none).</summary>
    /// <returns>False when the task is completed: then nobody waits any more.</returns>
    internal bool TryWait(IWakeable? before, IWakeable? now)
    {
        object? seen = Volatile.Read(ref outcome);
        while (!Outcome.IsFinal(seen) && !Remote.IsClosed)
        {
            if (ReferenceEquals(before, now))
                return true;
            object? wanted = Outcome.With(Outcome.Without(seen, before), now);
            object? found = Interlocked.CompareExchange(ref outcome, wanted, seen);
            if (ReferenceEquals(found, seen))
                return !Remote.IsClosed;
            seen = found;
        }

        return false;
    }

    /// <summary>The exception of a failed task, for somebody who will see to it; else null.</summary>
    internal ExceptionDispatchInfo? TakeFailure() => (Volatile.Read(ref outcome) as TaskFailure)?.Take();

    /// <summary>Asks for the task to be cancelled, unless it has ended. From any thread.</summary>
    internal void Cancel()
    {
        if (!IsCompleted)
            Home.Executor.Cancel(this);
    }

    /// <summary>How a completed task has ended.</summary>
    internal Settled<T> Settle()
    {
        if (TakeFailure() is { } failure)
            return new Settled<T>(failure);
        return IsCanceled ? Settled<T>.Cancelled : new Settled<T>(Result);
    }

    /// <summary>The result of a completed task, or its exception, thrown with its stack trace.</summary>
    /// <exception cref="TaskCanceledException">The task was cancelled.</exception>
    internal T GetResult()
    {
        if (!TryGetResult(out T result))
            ThrowFault();
        return result;
    }

    internal bool TryGetResult(out T result)
    {
        if ((Remote.IsClosed && Volatile.Read(ref outcome) is null) || IsSuccessful)
        {
            result = Result;
            return true;
        }

        result = default!;
        return false;
    }

    /// <summary>Ends the task with success, after the result was written, and wakes the waiters in the order of their coming.</summary>
    private protected void Succeed()
    {
        if (!Local.TryEnd(out int slot) || !Remote.TryClose(slot) || Volatile.Read(ref outcome) is not null)
            Publish(Outcome.Succeeded);
    }

    /// <summary>Publishes that the task was cancelled or, if there is an exception, has failed, and wakes the waiters.</summary>
    private protected void Publish(ExceptionDispatchInfo? failure) =>
        Publish(failure is null ? Outcome.Cancelled : new TaskFailure(failure, Home.Executor));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Publish(object final)
    {
        if (Interlocked.Exchange(ref outcome, final) is { } waiters)
            Outcome.WakeAll(waiters);
    }

    private void ThrowFault()
    {
        TakeFailure()?.Throw();
        throw new TaskCanceledException("The task was cancelled.");
    }
}
