using System.Text.RegularExpressions;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>
/// A block of C# in a page, and what the comment before it says. A block is a program of its own unless a comment in front of it says otherwise:
/// <c>&lt;!-- code: continues --&gt;</c> after the block before it; <c>&lt;!-- code: from path --&gt;</c> a part of a file, or of one in a folder, that is compiled elsewhere;
/// <c>&lt;!-- code: reports PG0201 --&gt;</c> shows a mistake; <c>&lt;!-- code: not compiled, because … --&gt;</c>; and a comment that begins with <c>code</c> on a line
/// of its own is C# to compile it with, in which <c>/* here */</c> stands for the block.
/// </summary>
internal sealed partial record DocumentedCode(string Page, int Line, string Text, string Directive, string Context, DocumentedCode? Before)
{
    private const string Hole = "/* here */";

    public string? Origin => After("from ");

    public string? Reason => After("not compiled, because ");

    public IReadOnlyList<string> Reports => After("reports ")?.Split(", ") ?? [];

    public bool IsKnown => Directive is "" or "continues" || Origin is not null || Reason is not null || Reports.Count > 0;

    /// <summary>What is compiled.</summary>
    public string Program
    {
        get
        {
            var own = Context.Contains(Hole, StringComparison.Ordinal) ? Context.Replace(Hole, Text, StringComparison.Ordinal) : Context + Text;
            if (Directive != "continues")
                return own;
            // Statements of a program stand before its types.
            var before = Before!.Program;
            return StartsWithType(own) ? before + "\n" + own : UsingsOf(before) + own + "\n" + Usings().Replace(before, "");
        }
    }

    public static IReadOnlyList<DocumentedCode> In(string root, string page)
    {
        var text = File.ReadAllText(Path.Combine(root, page)).ReplaceLineEndings("\n");
        var blocks = new List<DocumentedCode>();
        foreach (Match match in Blocks().Matches(text))
        {
            blocks.Add(new DocumentedCode(
                page, text[..match.Groups["text"].Index].Count(c => c == '\n'), match.Groups["text"].Value, match.Groups["directive"].Value.Trim(), match.Groups["context"].Value, blocks.LastOrDefault()));
        }

        return blocks;
    }

    /// <summary>Without white space, which a page may change.</summary>
    public static string Normal(string code) => White().Replace(code, "");

    /// <summary>The text of a file, or of all files in a folder.</summary>
    public static string Source(string root, string path) => Directory.Exists(Path.Combine(root, path))
        ? string.Concat(Directory.GetFiles(Path.Combine(root, path), "*.cs").Select(File.ReadAllText))
        : File.ReadAllText(Path.Combine(root, path));

    public override string ToString() => $"{Page}:{Line}";

    private string? After(string start) => Directive.StartsWith(start, StringComparison.Ordinal) ? Directive[start.Length..] : null;

    private static bool StartsWithType(string code) => TypeHead().IsMatch(code);

    private static string UsingsOf(string code) => string.Concat(Usings().Matches(code).Select(match => match.Value));

    [GeneratedRegex(@"(?:<!-- code(?:: (?<directive>[^\n]*?) -->|\n(?<context>.*?)-->)\n+)?^```csharp\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();

    [GeneratedRegex(@"^using [\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^(?:using [\w.]+;\s*)*(?:\[|(?:public |internal |static |sealed |readonly |partial |file )*(?:class|struct|record|interface) )")]
    private static partial Regex TypeHead();
}
