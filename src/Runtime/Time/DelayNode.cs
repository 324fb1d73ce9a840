namespace PollGen;

/// <summary>
/// One armed delay in a <see cref="TimerQueue"/>. Nodes are used again: the ticket tells whether a machine still means the
/// wait that it armed. Fields are guarded by the queue's lock, except where said.
/// </summary>
internal sealed class DelayNode(TimerQueue queue)
{
    internal TimerQueue Queue => queue;

    /// <summary>Whom to wake. Written by the delay's owner under the lock.</summary>
    internal Waker Waker;

    /// <summary>Where the node stands in the queue's heap; -1 when it has fired or is not armed.</summary>
    internal int Position = -1;

    /// <summary>Changes when the node is given back. Read by owners without the lock.</summary>
    internal int Ticket;

    /// <summary>Set when the time has come. Read by the owner without the lock.</summary>
    internal bool HasFired;

    /// <summary>The next one in the queue's store of unused nodes.</summary>
    internal DelayNode? NextUnused;
}
