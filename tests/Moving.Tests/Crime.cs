namespace PollGen.Moving.Tests;

/// <summary>A way to break the rules on moving and copying.</summary>
public enum Crime
{
    /// <summary>It is copied while it waits; both are polled to their ends, one after the other.</summary>
    Copy,

    /// <summary>It is moved while it waits, and what it leaves behind is wiped; both are polled.</summary>
    Move,

    /// <summary>It is copied while it waits; the two are polled in turns.</summary>
    TakeTurns,

    /// <summary>It changes places with another one that waits at another suspension.</summary>
    Swap,

    /// <summary>It is overwritten by another one that waits at another suspension, which then stands twice.</summary>
    Overwrite,

    /// <summary>It is copied while it waits; the original is cancelled, and the copy is polled.</summary>
    CopyAndCancel,

    /// <summary>It is copied in the middle of a poll, while its own code runs; both are polled to their ends.</summary>
    CopyWhileItRuns,
}
