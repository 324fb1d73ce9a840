using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PollGen.Generator.Tests.Emission;

/// <summary>Breakpoints and stack traces lead to the user's file.</summary>
public sealed class LineMappingTests
{
    private const string Source = """
        using System;
        using PollGen;

        public static partial class Steps
        {
            [Coroutine]
            private static int Fail(Co co, int a)
            {
                co.Await(Future.Yield());
                if (a > 0)
                    throw new InvalidOperationException();
                return a;
            }

            [Coroutine]
            private static int Call(Co co, int a)
            {
                a += 1;
                return Fail(co, a);
            }

            public static int Run() => Future.BlockOn(Call(1));
        }
        """;

    [Fact]
    public void AnExceptionHasTheUsersLines()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => CompiledProgram.Of("Lines", Source).Run("Steps", "Run"));
        Assert.Contains($"{CompiledProgram.Path}:line 11", exception.StackTrace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fail", 9, 12)]
    [InlineData("Call", 18, 19)]
    public void StatementsAreTheUsersAndScaffoldingIsHidden(string coroutine, int first, int last)
    {
        var points = PointsOf(coroutine);
        Assert.Contains(points, point => point.Line is null);
        var mapped = points.Where(point => point.Path == CompiledProgram.Path).Select(point => point.Line!.Value).ToList();
        Assert.All(mapped, line => Assert.InRange(line, first, last));
        Assert.Contains(first, mapped);
        Assert.Contains(last, mapped);
    }

    [Theory]
    [InlineData("Fail")]
    [InlineData("Call")]
    public void NothingStopsInTheGeneratedFile(string coroutine) =>
        Assert.All(PointsOf(coroutine), point => Assert.True(point.Path is null or CompiledProgram.Path, $"{point.Path}:{point.Line}"));

    // The body of a machine is the method of that name whose first parameter is the frame.
    private static List<(string? Path, int? Line)> PointsOf(string coroutine)
    {
        var program = CompiledProgram.Of("Lines", Source);
        using var image = new PEReader(program.Image);
        using var provider = MetadataReaderProvider.FromPortablePdbImage(program.Symbols);
        var (metadata, symbols) = (image.GetMetadataReader(), provider.GetMetadataReader());
        var body = metadata.MethodDefinitions.Single(handle => metadata.GetMethodDefinition(handle) is var method
            && metadata.GetString(method.Name) == coroutine
            && method.GetParameters().Any(parameter => metadata.GetString(metadata.GetParameter(parameter).Name) == "frame"));
        var points = new List<(string? Path, int? Line)>();
        foreach (var point in symbols.GetMethodDebugInformation(body).GetSequencePoints())
            points.Add(point.IsHidden ? (null, null) : (symbols.GetString(symbols.GetDocument(point.Document).Name), point.StartLine));
        return points;
    }
}
