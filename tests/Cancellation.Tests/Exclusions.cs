namespace PollGen.Cancellation.Tests;

/// <summary>Cancellations that are known to differ from the oracle, and why. One that no longer differs fails the test.</summary>
internal static class Exclusions
{
    private const string Several = "The combinator has several children under way: one whose leaf throws is not one that is cancelled with its siblings.";
    private const string Stream = "The oracle does not know of an exception on its way when a foreach disposes its stream. PollCancel ends with it, as it has to.";

    public static readonly IReadOnlyDictionary<(string Program, int Suspension), string> Reasons = new Dictionary<(string, int), string>
    {
        [("Combining.FailingSelectIsCaught", 1)] = Several,
        [("Combining.FailingSelectIsCaught", 2)] = Several,
        [("Combining.FailingTryJoinIsCleanBeforeTheFilter", 1)] = Several,
        [("Combining.FailingTryJoinIsCleanBeforeTheFilter", 2)] = Several,
        [("Combining.LoserCleansUpBeforeTheResult", 1)] = Several,
        [("Combining.LoserCleansUpBeforeTheResult", 2)] = Several,
        [("Combining.WrappersAreTransparent", 2)] = "A shield finishes what it holds; an exception inside ends it.",
        [("Combining.WrappersAreTransparent", 7)] = "A wrapper that makes a result of an exception makes one of the exception that stands for the cancellation.",
        [("Streams.LeftByAnException", 4)] = Stream,
        [("Streams.TheStreamFails", 4)] = Stream,
        [("Streams.TheStreamFails", 5)] = Stream,
    };
}
