namespace PollGen.Cancellation.Tests;

/// <summary>Programs whose cancellation is not compared, and why.</summary>
internal static class Exclusions
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
    };
}
