namespace PollGen.Cancellation.Tests;

/// <summary>What direct execution cannot tell.</summary>
internal static class ByHand
{
    public static readonly IReadOnlyDictionary<(string Program, int Suspension), string> Expected = new Dictionary<(string, int), string>
    {
        // A MoveNextAsync under way cannot be cancelled: it is waited for, and its own exception is the one with which the cancellation ends. A leaf either
        // throws what stands for the cancellation, or fails by itself.
        [("Streams.TheStreamFails", 4)] = "source closes at 3 | ?source closed | LeafException: failed",
    };
}
