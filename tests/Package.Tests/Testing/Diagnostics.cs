using System.Text.RegularExpressions;

namespace PollGen.Package.Tests.Testing;

/// <summary>Reads what a build printed.</summary>
internal static partial class Diagnostics
{
    /// <summary>Each diagnostic once, in the order of the text, without the folder, the address of its page and the project.</summary>
    public static IReadOnlyList<string> In(string output, string severity) =>
    [
        .. output.Split('\n')
            .Where(line => line.Contains($": {severity} ", StringComparison.Ordinal))
            .Select(line => Rest().Replace(Folder().Replace(line.Trim(), ""), ""))
            .Distinct(),
    ];

    [GeneratedRegex(@"^.*[/\\](?=[^/\\]+\(\d+,\d+\): )")]
    private static partial Regex Folder();

    [GeneratedRegex(@"( \(https?://[^)]*\))? \[[^\]]*\]$")]
    private static partial Regex Rest();
}
