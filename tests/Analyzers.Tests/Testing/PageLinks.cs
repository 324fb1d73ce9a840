using System.Text.RegularExpressions;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>The links of a page within the repository.</summary>
internal static partial class PageLinks
{
    /// <summary>Where links lead: a file, empty for the page itself, and a heading, empty for none.</summary>
    public static IEnumerable<(string File, string Heading)> In(string page) => Link().Matches(Code().Replace(page, ""))
        .Select(match => match.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal))
        .Select(target => (target.Split('#')[0], target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : ""));

    /// <summary>The names by which the headings of a page can be linked to.</summary>
    public static IReadOnlyList<string> Headings(string page) => [.. Heading().Matches(Code().Replace(page, ""))
        .Select(match => Unlinkable().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Unlinkable();
}
