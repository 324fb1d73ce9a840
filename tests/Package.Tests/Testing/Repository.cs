using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PollGen.Package.Tests.Testing;

/// <summary>The sources that these tests were built from.</summary>
internal static partial class Repository
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "..", "..", ".."));

    /// <summary>The configuration of these tests, and so of what they pack.</summary>
    public static readonly string Configuration = typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static string PackageProject => Path.Combine(Root, "src", "Package");

    /// <summary>The one program in the package's README.</summary>
    public static string ReadmeProgram() => Assert.Single(CSharpBlocks().Matches(Read("src/Package/README.md"))).Groups[1].Value;

    /// <summary>The program under a heading of a page.</summary>
    public static string Block(string path, string heading) => CSharpBlocks().Match(Read(path), Read(path).IndexOf($"\n## {heading}\n", StringComparison.Ordinal)).Groups[1].Value;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>Copies a folder without what builds leave in it.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlocks();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
