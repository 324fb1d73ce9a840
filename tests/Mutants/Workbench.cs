// In: a mutant, or none. Out: the programs as it compiles them, or what it could not do.
using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PollGen.Mutants;

internal static class Workbench
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // Stands beside the programs, whose test classes are internal.
    private const string Driver = """
        namespace PollGen.Conformance.Tests.Testing;

        public static class Driver
        {
            private static readonly Mode[] Modes = [Mode.Ready, Mode.Pending, Mode.Disturbed, Mode.Cancelled, Mode.Joined];

            public static IEnumerable<string> Failures(string filter)
            {
                foreach (var program in CoroutineProgram.All.Values.Where(program => program.Name.Contains(filter)))
                {
                    foreach (var mode in Modes.Where(mode => mode != Mode.Joined || !program.IsAlone))
                    {
                        string? failure = null;
                        try
                        {
                            Agreement.Check(program, program.RunDirectly(new Trace(Script.AllReady)), mode, collects: false);
                        }
                        catch (Exception e)
                        {
                            failure = $"{program.Name} ({mode}): {e.GetType().Name}: {string.Join(" ", e.Message.Split('\n').Take(3))}";
                        }

                        if (failure is not null)
                            yield return failure;
                    }
                }
            }
        }
        """;

    private static readonly SyntaxTree GlobalUsings = Repository.Parse("Usings.cs", Usings);

    private static readonly SyntaxTree[] ProgramFrame = [Repository.Parse("ProgramUsings.cs", Usings + "\nglobal using Xunit;"), Repository.Parse("Driver.cs", Driver)];

    private static readonly IReadOnlyList<MetadataReference> CompilerReferences = References(typeof(Compilation).Assembly, typeof(CSharpCompilation).Assembly);

    private static readonly IReadOnlyList<MetadataReference> ProgramReferences = References(
        typeof(Co).Assembly, typeof(Assert).Assembly, typeof(Xunit.Abstractions.ITestOutputHelper).Assembly, typeof(Microsoft.Extensions.Time.Testing.FakeTimeProvider).Assembly);

    /// <summary>The compiler with one piece of its source replaced, ready to run.</summary>
    public static IIncrementalGenerator Break(Mutant? mutant)
    {
        var sources = Repository.Compiler.Values.Append(GlobalUsings);
        if (mutant is not null)
            sources = sources.Select(tree => tree == Original(mutant) ? Broken(mutant, tree) : tree);
        using var image = new MemoryStream();
        var compilation = CSharpCompilation.Create("PollGen.Generator", sources, CompilerReferences, Options(OptimizationLevel.Release));
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new NoMutantException($"'{mutant?.Name}' is no compiler: {result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
        image.Position = 0;
        var type = new AssemblyLoadContext(mutant?.Name).LoadFromStream(image).GetType("PollGen.Generator.CoroutineGenerator", throwOnError: true)!;
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }

    /// <summary>Compiles programs with a compiler. Gives up after the time: a broken one may never end.</summary>
    /// <param name="generator">The compiler.</param>
    /// <param name="programs">The programs.</param>
    /// <param name="patience">The time.</param>
    /// <param name="validates">Whether the compiler looks at its own stages, too.</param>
    /// <returns>The assembly, or why there is none.</returns>
    public static (byte[]? Image, string Failure) Compile(IIncrementalGenerator generator, IEnumerable<SyntaxTree> programs, TimeSpan patience, bool validates)
    {
        var compiling = Task.Run(() => Compile(generator, programs, validates));
        return compiling.Wait(patience) ? compiling.Result : (null, "the generator does not end");
    }

    private static (byte[]? Image, string Failure) Compile(IIncrementalGenerator generator, IEnumerable<SyntaxTree> programs, bool validates)
    {
        var input = CSharpCompilation.Create("Programs", Repository.ProgramKit.Concat(ProgramFrame).Concat(programs), ProgramReferences, Options(OptimizationLevel.Release));
        var driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Repository.Options, optionsProvider: new Validating(validates)).RunGeneratorsAndUpdateCompilation(input, out var output, out var said);
        if (driver.GetRunResult().Results.Single().Exception is { } exception)
            return (null, $"the generator throws: {exception.Message}");
        if (said.FirstOrDefault(diagnostic => diagnostic.Id == "CS8785") is { } broken)
            return (null, $"the generator throws: {broken.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        using var image = new MemoryStream();
        var result = output.Emit(image);
        if (result.Success)
            return (image.ToArray(), "");
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.FirstOrDefault(error => input.ContainsSyntaxTree(error.Location.SourceTree)) is { } own)
            throw new NoMutantException($"The programs need others beside them: {own}");
        return (null, $"what it makes does not compile: {errors[0]}");
    }

    private static SyntaxTree Original(Mutant mutant) => Repository.Compiler.TryGetValue(mutant.File, out var tree)
        ? tree
        : throw new NoMutantException($"'{mutant.Name}': there is no file {mutant.File}.");

    private static SyntaxTree Broken(Mutant mutant, SyntaxTree tree)
    {
        var text = tree.ToString();
        var at = text.IndexOf(mutant.Text, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(mutant.Text, at + 1, StringComparison.Ordinal) >= 0)
            throw new NoMutantException($"'{mutant.Name}': its text must stand in {mutant.File} exactly once; say anew where to break the compiler.");
        return Repository.Parse(tree.FilePath, text.Remove(at, mutant.Text.Length).Insert(at, mutant.Replacement));
    }

    private static CSharpCompilationOptions Options(OptimizationLevel level) => new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Disable, warningLevel: 1);

    private static IReadOnlyList<MetadataReference> References(params Assembly[] assemblies) =>
        [.. Net100.References.All, .. assemblies.Select(assembly => MetadataReference.CreateFromFile(assembly.Location))];
}

/// <summary>The property of a project that has the compiler look at its stages.</summary>
internal sealed class Validating(bool validates) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(validates);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Properties(bool validates) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = validates ? "true" : "false";
            return key == "build_property.PollGenValidate";
        }
    }
}

/// <summary>The mutant cannot be made: the compiler's source has changed where it was to be broken.</summary>
internal sealed class NoMutantException(string message) : Exception(message);
