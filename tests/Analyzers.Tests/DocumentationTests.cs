using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>Every block of C# in the README and the docs is compiled, with the generator and all analyzers. Those of the rules have a test of their own.</summary>
public class DocumentationTests
{
    private static readonly IReadOnlyList<DocumentedCode> All =
    [
        .. Pages().SelectMany(page => DocumentedCode.In(Repository.Root, page)),
    ];

    public static TheoryData<string> Blocks => [.. All.Select(block => block.ToString())];

    public static TheoryData<string> Files => [.. Pages()];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Is_compiled_and_reports_nothing_but_what_it_says(string place)
    {
        var block = All.Single(block => block.ToString() == place);
        Assert.True(block.IsKnown, $"'{block.Directive}' says nothing that is known.");
        if (block.Reason is not null)
            return;
        if (block.Origin is { } file)
            Assert.Contains(DocumentedCode.Normal(block.Text), DocumentedCode.Normal(DocumentedCode.Source(Repository.Root, file)), StringComparison.Ordinal);
        else
        {
            var reported = await Diagnosis.OfNewProjectAsync(block.Program);
            Assert.True(block.Reports.Order().SequenceEqual(reported.Select(diagnostic => diagnostic.Id).Distinct().Order()), string.Join("\n", reported));
        }
    }

    /// <summary>What is not compiled must be worth an exception.</summary>
    [Fact]
    public void Few_are_not_compiled() => Assert.Equal(["README.md"], All.Where(block => block.Reason is not null).Select(block => block.Page));

    /// <summary>Links in a page lead to files and headings that there are.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Links_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (var link in PageLinks.In(File.ReadAllText(Path.Combine(Repository.Root, page))))
        {
            var target = link.File.Length == 0 ? Path.Combine(Repository.Root, page) : Path.GetFullPath(Path.Combine(folder, link.File));
            Assert.True(Path.Exists(target), $"{page} leads to {link.File}, which is not there.");
            if (link.Heading.Length > 0)
                Assert.Contains(link.Heading, PageLinks.Headings(File.ReadAllText(target)));
        }
    }

    private static IEnumerable<string> Pages() => Directory.GetFiles(Repository.Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
        .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "src", "Package"), "*.md"))
        .Concat(Directory.GetDirectories(Path.Combine(Repository.Root, "samples")).Select(sample => Path.Combine(sample, "README.md")).Where(File.Exists))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
