using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using PollGen.Package.Tests.Testing;

namespace PollGen.Package.Tests;

/// <summary>What is in the package.</summary>
[Collection(InstalledPackage.Collection)]
public sealed class ContentTests(InstalledPackage installed)
{
    private static readonly string[] Compiler =
    [
        "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Reflection.Metadata",
        "System.Memory", "System.Runtime.CompilerServices.Unsafe", "netstandard",
    ];

    [Fact]
    public void Files()
    {
        using var package = installed.Open();
        Assert.Equal(
            [
                "LICENSE", "PollGen.nuspec", "README.md",
                "analyzers/dotnet/cs/PollGen.Analyzers.dll", "analyzers/dotnet/cs/PollGen.CodeFixes.dll", "analyzers/dotnet/cs/PollGen.Generator.dll",
                "buildTransitive/PollGen.props", "buildTransitive/PollGen.targets",
                "buildTransitive/presets/all.globalconfig", "buildTransitive/presets/default.globalconfig", "buildTransitive/presets/minimum.globalconfig", "buildTransitive/presets/none.globalconfig",
                "icon.png", "lib/net10.0/PollGen.dll", "lib/net10.0/PollGen.xml",
                "tools/net10.0/PollGen.SizeReport.dll", "tools/net10.0/PollGen.SizeReport.runtimeconfig.json",
            ],
            package.Entries.Select(entry => entry.FullName).Where(IsOurs).Order(StringComparer.Ordinal));

        // What the format itself adds.
        static bool IsOurs(string name) => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml";
    }

    [Fact]
    public void It_depends_on_nothing_and_says_what_it_is()
    {
        using var package = installed.Open();
        using var stream = package.GetEntry("PollGen.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal("net10.0", Assert.Single(metadata.Descendants(), element => element.Name.LocalName == "group").Attribute("targetFramework")!.Value);
        Assert.Equal(("PollGen", installed.Version, "MIT", "README.md", "icon.png"), (Value("id"), Value("version"), Value("license"), Value("readme"), Value("icon")));
        Assert.All(["authors", "description", "tags", "projectUrl"], name => Assert.NotEqual("", Value(name)));

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public void What_the_compiler_loads_needs_only_what_the_compiler_of_the_first_sdk_has()
    {
        foreach (var (name, file) in Assemblies())
        {
            if (name is "PollGen" or "PollGen.SizeReport")
                continue;
            using var image = new PEReader(file);
            var reader = image.GetMetadataReader();
            var references = reader.AssemblyReferences.Select(reader.GetAssemblyReference).ToDictionary(reference => reader.GetString(reference.Name), reference => reference.Version);
            string[] known = name switch
            {
                "PollGen.Generator" => Compiler,
                "PollGen.Analyzers" => [.. Compiler, "PollGen.Generator"],
                _ => [.. Compiler, "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "System.Composition.AttributedModel"],
            };
            Assert.All(references.Keys, reference => Assert.Contains(reference, known));
            Assert.All(references.Where(reference => reference.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)), reference => Assert.Equal(new Version(5, 0, 0, 0), reference.Value));
        }
    }

    /// <summary>Symbols are inside, and no path of the machine that built them.</summary>
    [Fact]
    public void Every_assembly_brings_its_symbols()
    {
        var names = new List<string>();
        foreach (var (name, file) in Assemblies())
        {
            names.Add(name);
            using var image = new PEReader(file);
            var entry = Assert.Single(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
            using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
            var reader = symbols.GetMetadataReader();
            var paths = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)).ToList();
            Assert.NotEmpty(paths);
            if (Repository.Configuration == "Release")
                Assert.All(paths, path => Assert.StartsWith("/_", path, StringComparison.Ordinal));
        }

        Assert.Equal(["PollGen", "PollGen.Analyzers", "PollGen.CodeFixes", "PollGen.Generator", "PollGen.SizeReport"], names.Order(StringComparer.Ordinal));
    }

    private List<(string Name, MemoryStream File)> Assemblies()
    {
        using var package = installed.Open();
        var assemblies = new List<(string Name, MemoryStream File)>();
        foreach (var entry in package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            var copy = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(copy);
            copy.Position = 0;
            assemblies.Add((Path.GetFileNameWithoutExtension(entry.Name), copy));
        }

        return assemblies;
    }
}
