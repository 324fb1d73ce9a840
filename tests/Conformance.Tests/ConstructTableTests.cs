using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Conformance.Tests;

/// <summary>docs/constructs.md: every construct has a state, and links to tests that exist.</summary>
public partial class ConstructTableTests(ITestOutputHelper output)
{
    /// <summary>177 that other compilers know, and 14 that none does.</summary>
    private const int Constructs = 191;

    private static readonly string Docs = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "docs"));

    private static readonly string Programs = Path.Combine(Folder(), "Programs") + Path.DirectorySeparatorChar;

    private static readonly ILookup<int, (string State, string Tests)> Rows = Row()
        .Matches(File.ReadAllText(Path.Combine(Docs, "constructs.md")).ReplaceLineEndings("\n"))
        .ToLookup(match => int.Parse(match.Groups["number"].Value), match => (match.Groups["state"].Value.Trim(), match.Groups["tests"].Value.Trim()));

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(1, Constructs)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void EveryConstructHasAStateAndTests(int number)
    {
        var (state, tests) = Assert.Single(Rows[number]);
        Assert.Matches("^(works|refused: .+)", state);
        if (state.Contains("refused", StringComparison.Ordinal))
            Assert.Matches("PG0[0-9]{3}|CS[0-9]{4}|by the C# compiler", state);
        var links = Link().Matches(tests);
        Assert.NotEmpty(links);
        Assert.Equal(links.Count, tests.Split(", ").Length);
        Assert.All(links, link => MustExist(link.Groups["type"].Value, link.Groups["method"].Value, Path.GetFullPath(Path.Combine(Docs, link.Groups["path"].Value))));
    }

    [Fact]
    public void NothingElseIsInTheTable()
    {
        Assert.Equal(Constructs, Rows.Sum(row => row.Count()));
        output.WriteLine($"{Rows.Count(row => row.All(one => one.State == "works"))} of {Constructs} constructs work in all forms");
    }

    // A program is found as the suite finds it, a test of another project in its text.
    private static void MustExist(string type, string method, string path)
    {
        Assert.True(File.Exists(path), $"There is no file {path}.");
        if (path.StartsWith(Programs, StringComparison.Ordinal))
        {
            Assert.True(CoroutineProgram.All.ContainsKey($"{type}.{method}"), $"{type}.{method} is no program.");
            return;
        }

        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.Matches($@"\bclass {type}\b", text);
        Assert.Matches($@"(?s)\[(Fact|Theory)\](?:(?!\n    public ).)*\n    public (static )?(async )?\w+ {method}\(", text);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\| (?<number>\d+) \|(?<construct>(?:[^|\\]|\\.)*)\|(?<state>(?:[^|\\]|\\.)*)\|(?<tests>(?:[^|\\]|\\.)*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\[(?<type>[A-Za-z_0-9]+)\.(?<method>[A-Za-z_0-9]+)\]\((?<path>[^)]+)\)")]
    private static partial Regex Link();
}
