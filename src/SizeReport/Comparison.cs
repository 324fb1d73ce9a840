using System.Text;

namespace PollGen.SizeReport;

/// <summary>What has become of the coroutines between two reports.</summary>
/// <param name="Changes">Those that changed, from the one that grew most on.</param>
/// <param name="Same">How many take what they took.</param>
internal sealed record Comparison(IReadOnlyList<Change> Changes, int Same)
{
    public IEnumerable<Change> Grown => Changes.Where(change => change.Kind == "grown");

    public static Comparison Of(Report before, Report after)
    {
        var old = before.Coroutines.ToDictionary(coroutine => coroutine.Id);
        var changes = new List<Change>();
        foreach (var coroutine in after.Coroutines)
        {
            if (!old.Remove(coroutine.Id, out var known))
                changes.Add(new Change("new", coroutine.Name, null, coroutine.Size));
            else if (coroutine.Size != known.Size)
                changes.Add(new Change(coroutine.Size > known.Size ? "grown" : coroutine.Size < known.Size ? "shrunk" : "changed", coroutine.Name, known.Size, coroutine.Size));
        }

        changes.AddRange(old.Values.Select(coroutine => new Change("gone", coroutine.Name, coroutine.Size, null)));
        return new Comparison(
            [.. changes.OrderByDescending(change => change.Kind == "gone" ? 0 : (change.After ?? 0) - (change.Before ?? change.After ?? 0)).ThenBy(change => change.Kind, StringComparer.Ordinal).ThenBy(change => change.Name, StringComparer.Ordinal)],
            after.Coroutines.Count(coroutine => before.Coroutines.Any(other => other.Id == coroutine.Id && other.Size == coroutine.Size)));
    }

    /// <summary>A table in Markdown, to be read in a terminal and pasted into a review.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Changes.Count > 0)
        {
            text.Append("| | before | after | coroutine |\n|---|---:|---:|---|\n");
            foreach (var change in Changes)
                text.Append($"| {change.Kind} | {Bytes(change.Before, change.Kind == "new")} | {Bytes(change.After, change.Kind == "gone")} | `{change.Name}` |\n");
            text.Append('\n');
        }

        var counts = Changes.GroupBy(change => change.Kind).Select(group => $"{group.Count()} {group.Key}");
        return text.Append($"{string.Join(", ", counts.Append($"{Same} unchanged"))}.\n").ToString();
    }

    private static string Bytes(int? size, bool isMissing) => isMissing ? "" : MarkdownReport.Bytes(size);
}

/// <summary>One coroutine that is not as it was.</summary>
/// <param name="Kind">"new", "gone", "grown", "shrunk"; "changed" where one of the sizes is not known.</param>
/// <param name="Name">The coroutine.</param>
/// <param name="Before">In bytes.</param>
/// <param name="After">In bytes.</param>
internal sealed record Change(string Kind, string Name, int? Before, int? After);
