namespace PollGen.Ordinary.Tests.Rewriting;

/// <summary>What was rewritten, and what was left as it is, by the reason.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> left = new(StringComparer.Ordinal);

    public int Methods { get; set; }

    public int Statements { get; set; }

    public int Calls { get; set; }

    public void Leave(string what, string reason) => left[$"{what}: {reason}"] = left.GetValueOrDefault($"{what}: {reason}") + 1;

    public int Left(string what) => left.Where(pair => pair.Key.StartsWith(what + ":", StringComparison.Ordinal)).Sum(pair => pair.Value);

    public override string ToString() =>
        $"{Methods} methods rewritten: a suspension before {Statements} statements and around {Calls} calls\n{string.Join("\n", left.Select(pair => $"left as it is: {pair.Value,4} {pair.Key}"))}";
}
