using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>Waits for a <see cref="Task"/>. Not thread-safe: polled by one owner.</summary>
[MovableWhilePending]
[CancelSafe]
public struct TaskMachine : IFuture<Unit>
{
    private Task? task;
    private TaskCell? cell;

    internal TaskMachine(Task task) => this.task = task;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        result = default;
        Task awaited = task ?? throw CompilerServices.Machine.NotSuspended("Task.AsFuture");
        if (!TaskWait.Poll(awaited, ref cell, in cx))
            return false;
        task = null;
        cell = null;
        awaited.GetAwaiter().GetResult();
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx) => TaskWait.Cancel(ref task, ref cell);
}

/// <summary>Waits for a <see cref="Task{TResult}"/>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="T">The result.</typeparam>
[MovableWhilePending]
[CancelSafe]
public struct TaskMachine<T> : IFuture<T>
{
    private Task<T>? task;
    private TaskCell? cell;

    internal TaskMachine(Task<T> task) => this.task = task;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        Task<T> awaited = task ?? throw CompilerServices.Machine.NotSuspended("Task.AsFuture");
        if (!TaskWait.Poll(awaited, ref cell, in cx))
        {
            Unsafe.SkipInit(out result);
            return false;
        }

        task = null;
        cell = null;
        result = awaited.GetAwaiter().GetResult();
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx) => TaskWait.Cancel(ref task, ref cell);
}

/// <summary>The wait of both task machines.</summary>
internal static class TaskWait
{
    internal static bool Poll(Task task, ref TaskCell? cell, in PollContext cx)
    {
        if (cell is null)
        {
            if (task.IsCompleted)
                return true;
            cell = new TaskCell(task);
            // The callback may come at once; Poll then sees it.
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(cell.Callback);
        }

        return cell.Poll(cx.Waker);
    }

    internal static bool Cancel<TTask>(ref TTask? task, ref TaskCell? cell)
        where TTask : Task
    {
        if (cell is not null)
        {
            cell.Detach();
            cell = null;
            task = null;
        }

        return true;
    }
}
