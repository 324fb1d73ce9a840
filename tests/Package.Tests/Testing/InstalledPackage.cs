using System.IO.Compression;

namespace PollGen.Package.Tests.Testing;

/// <summary>
/// The package in a folder that serves as a feed, and beside it fresh projects that use it, restored once into an empty cache.
/// Everything else comes from the feeds that the user's configuration names.
/// </summary>
public sealed class InstalledPackage : IDisposable
{
    public const string Collection = "The package, installed";

    private readonly Shell shell;

    public InstalledPackage()
    {
        Root = Directory.CreateTempSubdirectory("pollgen-package-").FullName;
        Feed = Path.Combine(Root, "feed");
        shell = new Shell(Path.Combine(Root, "cache"));
        shell.Run(Repository.PackageProject, "dotnet", "pack", "--no-build", "--configuration", Repository.Configuration, "--output", Feed);
        Package = Assert.Single(Directory.GetFiles(Feed, "*.nupkg"));
        Assert.StartsWith("PollGen.", Path.GetFileName(Package), StringComparison.Ordinal);
        Version = Path.GetFileNameWithoutExtension(Package)["PollGen.".Length..];

        Repository.Copy(Path.Combine(Repository.Root, "tests", "Package.Tests", "Projects"), Root);
        Write("Directory.Build.props", $"<Project><PropertyGroup><PollGenVersion>{Version}</PollGenVersion></PropertyGroup></Project>");
        Write("nuget.config", """<configuration><packageSources><add key="PollGen.Package.Tests" value="feed" /></packageSources></configuration>""");
        Write("Console/Program.cs", Repository.ReadmeProgram());
        Write("OldLanguage/Program.cs", Repository.ReadmeProgram());

        // The library first, since it is a package to one of the others.
        Dotnet("pack", "Ledger", "--configuration", "Release", "--output", Feed);
        var projects = Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories).Select(path => $"""<Project Path="{Path.GetRelativePath(Root, path)}" />""");
        Write("All.slnx", $"<Solution>{string.Concat(projects)}</Solution>");
        Dotnet("restore", "All.slnx");
    }

    /// <summary>The folder with the projects.</summary>
    public string Root { get; }

    /// <summary>The folder that serves as a feed.</summary>
    public string Feed { get; }

    /// <summary>The package's file.</summary>
    public string Package { get; }

    public string Version { get; }

    /// <summary>Opens the package to read.</summary>
    public ZipArchive Open() => ZipFile.OpenRead(Package);

    /// <summary>Runs the SDK beside the projects; it has to succeed.</summary>
    public string Dotnet(params string[] arguments) => shell.Run(Root, "dotnet", arguments);

    /// <summary>Builds a project, which has to succeed without a warning.</summary>
    /// <returns>The folder of what was built.</returns>
    public string Build(string project)
    {
        var (exitCode, output) = TryBuild(project);
        Assert.True(exitCode == 0 && output.Contains("0 Warning(s)", StringComparison.Ordinal), output);
        return Path.Combine(Root, project, "bin", "Release", "net10.0");
    }

    /// <summary>Builds a project.</summary>
    public (int ExitCode, string Output) TryBuild(string project, params string[] options) => shell.Try(Root, "dotnet", ["build", project, "--no-restore", "--configuration", "Release", .. options]);

    /// <summary>Publishes a project for this machine, which has to succeed without a warning.</summary>
    /// <returns>The program.</returns>
    public string Publish(string project)
    {
        var folder = Path.Combine(Root, "published", project);
        var output = Dotnet("publish", project, "--no-restore", "--configuration", "Release", "--output", folder);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? project + ".exe" : project);
    }

    /// <summary>Runs what was built.</summary>
    /// <returns>Its lines.</returns>
    public string[] Start(string program, params string[] arguments) => shell.Run(Root, program, arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The files that the generator wrote into a project that has them emitted.</summary>
    public string[] GeneratedFiles(string project)
    {
        var folder = Path.Combine(Root, project, "obj", "Release", "net10.0", "generated", "PollGen.Generator");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);
}

[CollectionDefinition(InstalledPackage.Collection)]
public sealed class InstalledPackageCollection : ICollectionFixture<InstalledPackage>;
