using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>What a poll is told by whoever polls: the <see cref="Waker"/> to wake when another poll makes sense.</summary>
/// <remarks>A ref struct, so that a future cannot keep it; a future that has to wait keeps the waker.</remarks>
public readonly ref struct PollContext
{
    private readonly Waker waker;

    /// <summary>Makes the context of one or more polls.</summary>
    /// <param name="waker">Wakes whoever polls.</param>
    public PollContext(Waker waker) => this.waker = waker;

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
}
