using System.IO.Compression;
using System.Security.Cryptography;
using PollGen.Package.Tests.Testing;

namespace PollGen.Package.Tests;

/// <summary>The same sources make the same package, byte for byte, wherever they stand and whenever they are built.</summary>
[Collection(InstalledPackage.Collection)]
public sealed class ReproducibleTests(InstalledPackage installed)
{
    [ReleaseFact]
    public void Two_builds_of_one_commit_are_one_package()
    {
        var folder = Path.Combine(installed.Root, "another", "place");
        Repository.Copy(Path.Combine(Repository.Root, "src"), Path.Combine(folder, "src"));
        foreach (var file in Directory.GetFiles(Repository.Root))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        // Of the same commit, which both say in their packages.
        var git = Path.Combine(Repository.Root, ".git");
        if (Directory.Exists(git))
            File.WriteAllText(Path.Combine(folder, ".git"), $"gitdir: {git}\n");

        new Shell(packageCache: null).Run(folder, "dotnet", "pack", Path.Combine("src", "Package"), "--configuration", "Release", "-p:RunAnalyzers=false", "--output", "packed");
        var other = Assert.Single(Directory.GetFiles(Path.Combine(folder, "packed"), "*.nupkg"));
        Assert.Equal(Entries(installed.Package), Entries(other));
        Assert.Equal(File.ReadAllBytes(installed.Package), File.ReadAllBytes(other));
    }

    // For a message that says what differs.
    private static List<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var entries = new List<string>();
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            entries.Add($"{entry.FullName} {entry.LastWriteTime:u} {Convert.ToHexString(SHA256.HashData(stream))}");
        }

        return entries;
    }

    /// <summary>Debug builds keep the paths of the machine, for its debuggers.</summary>
    private sealed class ReleaseFactAttribute : FactAttribute
    {
        public ReleaseFactAttribute()
        {
            if (Repository.Configuration != "Release")
                Skip = "Only release builds are the same everywhere: dotnet test -c Release";
        }
    }
}
