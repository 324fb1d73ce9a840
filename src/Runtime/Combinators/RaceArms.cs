namespace PollGen;

internal static class RaceArms
{
    internal static InvalidOperationException AllEmpty() => new(
        "No arm of the race has a future: each has completed or was stopped, and none was set again. It would wait for ever.");
}
