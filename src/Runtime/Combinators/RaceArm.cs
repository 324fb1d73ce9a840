namespace PollGen;

/// <summary>One arm of a <see cref="Race{TResult}"/>: its future, and the one that is to replace it.</summary>
internal struct RaceArm<TMachine, T>(Future<TMachine, T> future)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> current = future;
    private Future<TMachine, T> next;
    private bool isPending = true;
    private bool isStopping;
    private bool hasNext;
    private bool hasThrown;

    /// <summary>Whether there is nothing to wait for.</summary>
    internal readonly bool IsEmpty => !isPending && !hasNext;

    internal void Set(Future<TMachine, T> future)
    {
        if (!isPending)
        {
            current = future;
            isPending = true;
            return;
        }

        next = future;
        hasNext = true;
        isStopping = true;
    }

    internal void Stop()
    {
        isStopping = isPending;
        hasNext = false;
        next = default;
    }

    internal bool Poll(in PollContext cx, out T result)
    {
        System.Runtime.CompilerServices.Unsafe.SkipInit(out result);
        if (isStopping && !PollStop(in cx))
            return false;
        if (!isPending)
            return false;
        hasThrown = true;
        bool isReady = current.Poll(in cx, out result);
        hasThrown = false;
        if (!isReady)
            return false;
        isPending = false;
        current = default;
        return true;
    }

    /// <summary>Cleans up if the future has thrown.</summary>
    internal bool PollFailed(in PollContext cx) => !hasThrown || PollStop(in cx);

    /// <summary>Cancels the future, and puts the one that is to replace it into its place.</summary>
    private bool PollStop(in PollContext cx)
    {
        isStopping = true;
        bool isOver = true;
        try
        {
            isOver = !isPending || current.PollCancel(in cx);
        }
        finally
        {
            if (isOver)
            {
                isStopping = hasThrown = false;
                isPending = hasNext;
                current = next;
                next = default;
                hasNext = false;
            }
        }

        return isOver;
    }

    internal void Leave(int index, ref ChildrenState state, in PollContext cx)
    {
        if (isPending)
            state.Settle(index, ref current, in cx);
        else
            state.SetOver(index);
    }
}
