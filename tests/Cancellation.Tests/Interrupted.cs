namespace PollGen.Cancellation.Tests;

/// <summary>
/// Suspensions at which a leaf that throws says something else than one that is cancelled, because it stands in a combinator: there the waiting thread is interrupted
/// instead, which cancels the combinator as a whole, and the rest of the body sees that exception.
/// </summary>
internal static class Interrupted
{
    private const string Several = "Several futures are under way: those whose neighbour throws are cleaned up in another order than those that are cancelled together with it.";

    private const string Settles = "A wrapper that makes a result of an exception makes one of the exception that stands for the cancellation.";

    public static readonly IReadOnlyDictionary<(string Program, int Suspension), string> Reasons = new Dictionary<(string, int), string>
    {
        [("Combining.FailingSelectIsCaught", 1)] = Several,
        [("Combining.FailingSelectIsCaught", 2)] = Several,
        [("Combining.FailingTryJoinIsCleanBeforeTheFilter", 1)] = Several,
        [("Combining.FailingTryJoinIsCleanBeforeTheFilter", 2)] = Several,
        [("Combining.LoserCleansUpBeforeTheResult", 1)] = Several,
        [("Combining.LoserCleansUpBeforeTheResult", 2)] = Several,
        [("Combining.WrappersAreTransparent", 2)] = "A shield lets its future finish; one that throws it lets go.",
        [("ScopedCombining.LoserCleansUpBeforeTheResult", 1)] = Several,
        [("ScopedCombining.LoserCleansUpBeforeTheResult", 2)] = Several,
        [("ScopedCombining.TryJoinIsCleanBeforeTheFilter", 2)] = Several,
        [("ScopedCombining.TryJoinIsCleanBeforeTheFilter", 3)] = Several,
        [("ScopedCombining.TimeIsOver", 2)] = Several,
        [("ScopedCombining.TokenCancels", 3)] = Several,
        [("ScopedCombining.Wrapped", 4)] = "A shield lets its future finish; one that throws it lets go.",
        [("Combining.WrappersAreTransparent", 7)] = Settles,
        [("ScopedCombining.Settles", 1)] = Settles,
    };
}
