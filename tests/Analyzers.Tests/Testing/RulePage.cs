using System.Text.RegularExpressions;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>A page under docs/rules, taken apart.</summary>
internal sealed partial class RulePage(string ruleId)
{
    private readonly string text = File.ReadAllText(Path.Combine(Repository.Rules, ruleId + ".md")).ReplaceLineEndings("\n");

    public string Title => text[..text.IndexOf('\n')];

    public IEnumerable<string> Sections => Heading().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The first code block of a section.</summary>
    public string Sample(string section) =>
        CodeBlock().Match(text, text.IndexOf($"\n## {section}\n", StringComparison.Ordinal)).Groups[1].Value;

    [GeneratedRegex(@"^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```(?:csharp|xml)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
