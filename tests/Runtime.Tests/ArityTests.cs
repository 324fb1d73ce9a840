using PollGen.Arities;

namespace PollGen.Runtime.Tests;

/// <summary>The combinators that are written from templates are those that are checked in.</summary>
public class ArityTests
{
    private static readonly string Root = ArityFiles.FindRepository();

    public static TheoryData<string> Paths() => [.. ArityFiles.All().Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Is_what_its_template_writes(string path) => Assert.Equal(
        ArityFiles.All().Single(file => file.Path == path).Text, File.ReadAllText(Path.Combine(Root, path)));

    [Fact]
    public void No_file_says_so_that_no_template_writes()
    {
        string runtime = Path.Combine(Root, "src", "Runtime");
        var marked = Directory.EnumerateFiles(runtime, "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadLines(path).FirstOrDefault() == ArityFile.Header)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));
        Assert.Equal(ArityFiles.All().Select(file => file.Path).Order(), marked.Order());
    }
}
