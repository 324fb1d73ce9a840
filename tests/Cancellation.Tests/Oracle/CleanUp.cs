using PollGen.Conformance.Tests.Testing;

namespace PollGen.Cancellation.Tests.Oracle;

/// <summary>
/// What the changed programs of <c>CleanUpRewriter</c> call: it knows whether the run has been cancelled, and which <c>try</c> was
/// entered before. The <c>catch</c> clauses of those are as if they were not there. A thread runs one program at a time.
/// </summary>
public static class CleanUp
{
    [ThreadStatic]
    private static int depth;

    [ThreadStatic]
    private static State state;

    private enum State
    {
        Running,

        /// <summary>The cancellation came inside clean-up, which runs on; then it takes effect.</summary>
        Postponed,

        Cancelled,
    }

    public static void Reset() => (depth, state) = (0, State.Running);

    /// <summary>The leaf at which the cancellation comes asks whether it has to throw.</summary>
    public static bool Cancel()
    {
        state = depth > 0 ? State.Postponed : State.Cancelled;
        return state == State.Cancelled;
    }

    /// <summary>Where a <c>try</c> is entered.</summary>
    public static Entry EnterTry() => new(depth, state == State.Cancelled);

    /// <summary>Where clean-up begins.</summary>
    public static void Enter() => depth++;

    /// <summary>Where clean-up ends.</summary>
    public static void Leave(bool isFailing)
    {
        if (--depth > 0 || state != State.Postponed)
            return;
        state = State.Cancelled;
        if (!isFailing)
            throw new CancelledException();
    }

    /// <summary>A filter that only looks.</summary>
    public static bool Note(ref Exception? noted, Exception exception)
    {
        // The filters of the frames outside see what stands for the cancellation too, when a clean-up throws it.
        if (!StandsForCancellation(exception))
            noted = exception;
        return false;
    }

    /// <inheritdoc cref="Note(ref Exception?, Exception)"/>
    public static bool Note(ref bool isFailing)
    {
        isFailing = true;
        return false;
    }

    /// <summary>An interrupt does where the leaf stands in a combinator.</summary>
    public static bool StandsForCancellation(Exception exception) => exception is CancelledException or ThreadInterruptedException;

    /// <summary>A <c>try</c> when it was entered.</summary>
    public readonly record struct Entry(int Depth, bool IsCancelled)
    {
        /// <summary>Whether no cancellation came since, so that the handlers count.</summary>
        public bool IsOrdinary => IsCancelled || state == State.Running || (state == State.Postponed && Depth > 0);

        /// <summary>Whether the exception that was on its way when clean-up began is what the cancellation ends with.</summary>
        public bool Ends(Exception? before, Exception now) => !IsOrdinary && before is not null && StandsForCancellation(now);
    }
}
