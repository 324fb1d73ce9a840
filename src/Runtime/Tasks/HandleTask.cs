using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A task whose outcome can be waited for, from any thread.</summary>
/// <remarks>
/// <see cref="outcome"/> says it all: null; one waiter; an array of waiters, immutable; or, for good, a mark of success or
/// cancellation, or the exception. It changes by compare-and-swap. Waiters are a multiset: each wait adds one entry and
/// takes away one, so two waits of the same task do not take each other's.
/// </remarks>
internal abstract class HandleTask<T>(TaskHome home) : SpawnedTask(home)
{
    private object? outcome;

    /// <summary>Whether the outcome is there. From any thread.</summary>
    internal bool IsCompleted => Outcome.IsFinal(Volatile.Read(ref outcome));

    internal bool IsCanceled => ReferenceEquals(Volatile.Read(ref outcome), Outcome.Cancelled);

    internal bool HasFailed => Volatile.Read(ref outcome) is TaskFailure;

    /// <summary>Valid once completed with success.</summary>
    private protected abstract T Result { get; }

    /// <summary>Replaces a waiter (null: none) by another (null: none).</summary>
    /// <returns>False when the task is completed: then nobody waits any more.</returns>
    internal bool TryWait(IWakeable? before, IWakeable? now)
    {
        object? seen = Volatile.Read(ref outcome);
        while (!Outcome.IsFinal(seen))
        {
            if (ReferenceEquals(before, now))
                return true;
            object? wanted = Outcome.With(Outcome.Without(seen, before), now);
            object? found = Interlocked.CompareExchange(ref outcome, wanted, seen);
            if (ReferenceEquals(found, seen))
                return true;
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
        TakeFailure()?.Throw();
        if (IsCanceled)
            throw new TaskCanceledException("The task was cancelled.");
        return Result;
    }

    /// <summary>Publishes the outcome, after the result was written, and wakes the waiters in the order of their coming.</summary>
    private protected void Publish(ExceptionDispatchInfo? failure, bool isCancelled)
    {
        object final = failure is not null ? new TaskFailure(failure, Home.Executor) : isCancelled ? Outcome.Cancelled : Outcome.Succeeded;
        switch (Interlocked.Exchange(ref outcome, final))
        {
            case IWakeable one:
                one.Wake();
                break;
            case IWakeable[] several:
                foreach (var waiter in several)
                    waiter.Wake();
                break;
        }
    }
}

internal sealed class HandleTask<TMachine, T>(TaskHome home, in Future<TMachine, T> future) : HandleTask<T>(home)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future = future;
    private T result = default!;

    private protected override T Result => result;

    private protected override Type Machine => typeof(TMachine);

    private protected override bool PollFuture(in PollContext cx) => future.Poll(in cx, out result);

    private protected override bool CancelFuture(in PollContext cx) => future.PollCancel(in cx);

    private protected override void Complete(ExceptionDispatchInfo? failure, bool isCancelled)
    {
        future = default;
        Publish(failure, isCancelled);
    }
}

/// <summary>The same for a result that says nothing, <see cref="Unit"/>: it takes no room.</summary>
internal sealed class UnitTask<TMachine, T>(TaskHome home, in Future<TMachine, T> future) : HandleTask<T>(home)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future = future;

    private protected override T Result => default!;

    private protected override Type Machine => typeof(TMachine);

    private protected override bool PollFuture(in PollContext cx) => future.Poll(in cx, out _);

    private protected override bool CancelFuture(in PollContext cx) => future.PollCancel(in cx);

    private protected override void Complete(ExceptionDispatchInfo? failure, bool isCancelled)
    {
        future = default;
        Publish(failure, isCancelled);
    }
}
