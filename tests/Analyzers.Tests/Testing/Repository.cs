namespace PollGen.Analyzers.Tests.Testing;

internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Rules { get; } = Path.Combine(Root, "docs", "rules");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PollGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository, whose docs they check.");
        return folder.FullName;
    }
}
