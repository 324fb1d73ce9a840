using System.Runtime.CompilerServices;
using PollGen.CompilerServices;

namespace PollGen;

/// <summary>Waits for a <see cref="ValueTask"/>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
public struct ValueTaskMachine : IFuture<Unit>
{
    private ValueTask task;
    private AwaiterCell? cell;
    private bool isComplete;

    internal ValueTaskMachine(ValueTask task) => this.task = task;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        if (isComplete)
            throw Machine.NotSuspended("ValueTask.AsFuture");
        if (cell is null ? !task.IsCompleted && !Start(in cx) : !cell.Poll(cx.Waker))
            return false;
        Take().GetAwaiter().GetResult();
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (cell is { } detached)
        {
            Take();
            detached.Detach();
        }

        return true;
    }

    private bool Start(in PollContext cx)
    {
        cell = new ValueTaskCell(task);
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(cell.Callback);
        return cell.Poll(cx.Waker);
    }

    private ValueTask Take()
    {
        ValueTask taken = task;
        this = default;
        isComplete = true;
        return taken;
    }
}

/// <summary>Waits for a <see cref="ValueTask{TResult}"/>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="T">The result.</typeparam>
[MovableWhilePending]
public struct ValueTaskMachine<T> : IFuture<T>
{
    private ValueTask<T> task;
    private AwaiterCell? cell;
    private bool isComplete;

    internal ValueTaskMachine(ValueTask<T> task) => this.task = task;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        if (isComplete)
            throw Machine.NotSuspended("ValueTask.AsFuture");
        if (cell is null ? !task.IsCompleted && !Start(in cx) : !cell.Poll(cx.Waker))
        {
            Unsafe.SkipInit(out result);
            return false;
        }

        result = Take().GetAwaiter().GetResult();
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (cell is { } detached)
        {
            Take();
            detached.Detach();
        }

        return true;
    }

    private bool Start(in PollContext cx)
    {
        cell = new ValueTaskCell<T>(task);
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(cell.Callback);
        return cell.Poll(cx.Waker);
    }

    private ValueTask<T> Take()
    {
        ValueTask<T> taken = task;
        this = default;
        isComplete = true;
        return taken;
    }
}
