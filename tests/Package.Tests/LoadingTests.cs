using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Package.Tests.Testing;

namespace PollGen.Package.Tests;

/// <summary>What the compiler loads of the package: it is handed all assemblies in analyzers/dotnet/cs, and asks each for its analyzers and generators.</summary>
[Collection(InstalledPackage.Collection)]
public sealed class LoadingTests(InstalledPackage installed)
{
    [Fact]
    public void The_generator() => Assert.Single(Reference("PollGen.Generator", out _).GetGenerators(LanguageNames.CSharp));

    [Fact]
    public void The_analyzers()
    {
        var rules = Reference("PollGen.Analyzers", out _).GetAnalyzers(LanguageNames.CSharp).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().ToList();
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "PG*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(pages.Order(), rules.Order());
    }

    /// <summary>They need the workspaces of an editor, which the compiler has not.</summary>
    [Fact]
    public void Not_the_fixes()
    {
        var reference = Reference("PollGen.CodeFixes", out var loader);
        Assert.Empty(reference.GetGenerators(LanguageNames.CSharp));
        Assert.Empty(reference.GetAnalyzersForAllLanguages());
        Assert.Empty(loader.Loaded);
    }

    private AnalyzerFileReference Reference(string name, out Loader loader)
    {
        loader = new Loader();
        var folder = Path.Combine(installed.Root, "cache", "pollgen", installed.Version, "analyzers", "dotnet", "cs");
        var reference = new AnalyzerFileReference(Path.Combine(folder, name + ".dll"), loader);
        reference.AnalyzerLoadFailed += (_, failure) =>
        {
            if (failure.ErrorCode != AnalyzerLoadFailureEventArgs.FailureErrorCode.NoAnalyzers)
                Assert.Fail(failure.Message);
        };
        return reference;
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        private readonly AssemblyLoadContext context;

        public Loader()
        {
            context = new AssemblyLoadContext(nameof(Loader));
            // The compiler comes from the host, as in a build; what is loaded stands beside it.
            context.Resolving += (own, name) => Loaded.Select(path => Path.Combine(Path.GetDirectoryName(path)!, name.Name + ".dll")).Where(File.Exists).Select(own.LoadFromAssemblyPath).FirstOrDefault();
        }

        public List<string> Loaded { get; } = [];

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath)
        {
            Loaded.Add(fullPath);
            return context.LoadFromAssemblyPath(fullPath);
        }
    }
}
