namespace PollGen.Analyzers.Moves;

/// <summary>What may have happened to the future in a place: one bit for each possibility, of all paths that lead there.</summary>
[Flags]
internal enum Stage
{
    None = 0,

    /// <summary>Not polled.</summary>
    Fresh = 1,

    /// <summary>Polled, and not ready.</summary>
    Pending = 1 << 1,

    /// <summary>Polled, and the answer was not looked at, or not here.</summary>
    Asked = 1 << 2,

    /// <summary>Has given its result.</summary>
    Completed = 1 << 3,

    /// <summary>PollCancel has been called and has said that there is more to do.</summary>
    Cancelling = 1 << 4,

    /// <summary>PollCancel has been called, and the answer was not looked at.</summary>
    CancelAsked = 1 << 5,

    /// <summary>Given up and cleaned up.</summary>
    Cancelled = 1 << 6,

    /// <summary>Read by value: somebody else has it.</summary>
    Moved = 1 << 7,

    /// <summary>Something has had a reference to it.</summary>
    Unknown = 1 << 8,

    /// <summary>Holds <c>default</c>.</summary>
    Empty = 1 << 9,

    /// <summary>Whoever drops it or moves it breaks a promise.</summary>
    Unfinished = Pending | Cancelling,

    /// <summary>Any poll.</summary>
    Polled = Pending | Asked | Completed | Cancelling | CancelAsked | Cancelled,
}
