namespace PollGen;

/// <summary>The machine of <see cref="JoinHandle{T}.Ended"/> and <see cref="JoinHandle{T}.Stop"/>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="T">The task's result.</typeparam>
[CancelSafe]
public struct TaskEndMachine<T> : IFuture<Settled<T>>
{
    private JoinHandle<T> handle;
    private bool cancels;

    internal TaskEndMachine(JoinHandle<T> handle, bool cancels)
    {
        this.handle = handle;
        this.cancels = cancels;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Settled<T> result)
    {
        if (cancels)
        {
            cancels = false;
            handle.Cancel();
        }

        bool hasEnded = handle.PollEnd(in cx);
        result = hasEnded ? handle.Task.Settle() : default;
        return hasEnded;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx) => handle.PollCancel(in cx);
}
