using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Refactoring.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Refactoring.Tests;

/// <summary>
/// Async methods in the manner of real programs become coroutines by the refactoring alone: what it writes builds without an error or a warning, and does
/// the same, directly and polled: effects in their order, result, exception.
/// </summary>
public class ConversionTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Programs
    {
        get
        {
            var programs = new TheoryData<string, string>();
            foreach (var file in MethodFile.Every)
            {
                foreach (var program in file.Programs)
                    programs.Add(file.Name, program.Identifier.ValueText);
            }

            return programs;
        }
    }

    public static TheoryData<string, string> Methods
    {
        get
        {
            var methods = new TheoryData<string, string>();
            foreach (var file in MethodFile.Every)
            {
                foreach (var method in file.Methods)
                    methods.Add(file.Name, method.Identifier.ValueText);
            }

            return methods;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Does_the_same(string file, string program)
    {
        var methods = MethodFile.Of(file);
        var expected = Outcome.OfAsync(MethodFile.ProgramIn(await methods.Original, program));
        var (_, assembly) = await methods.Converted;
        Assert.NotEmpty(expected.Effects);
        Assert.Equal(expected, Outcome.OfDirect(MethodFile.CoroutineIn(assembly, program)));
        var overload = MethodFile.ProgramIn(assembly, program);
        Assert.Equal(expected, Outcome.OfPolled(overload, nameof(Outcome.Runners.BlockOn)));
        Assert.Equal(expected, Outcome.OfPolled(overload, nameof(Outcome.Runners.Local)));
        Assert.Equal(expected, Outcome.OfPolled(overload, nameof(Outcome.Runners.Pool)));
    }

    /// <summary>One method and its callers; the rest of the file stays async, and everything still builds.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public async Task One_method_is_converted_with_its_callers(string file, string name)
    {
        var methods = MethodFile.Of(file);
        var text = await Refactored.TryAsync(methods.Source, method => method.Identifier.ValueText == name, Refactored.One);
        Assert.NotNull(text);
        await Setup.BuildAsync($"One.{file}.{name}", text, isAnalyzed: false);
    }

    [Fact]
    public async Task What_is_converted_is_counted()
    {
        int all = 0, inRegions = 0, left = 0;
        foreach (var file in MethodFile.Every)
        {
            var (text, _) = await file.Converted;
            left += CSharpSyntaxTree.ParseText(text, Setup.CSharp14).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Count(method => method.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.AsyncKeyword) && method.Identifier.ValueText != "DisposeAsync"));
            all += file.Methods.Count();
            inRegions += file.Methods.Count(MethodFile.AwaitsInALoopAndARegion);
        }

        output.WriteLine($"{all} async methods converted, {inRegions} of them with a loop that awaits inside try, using or finally; {MethodFile.Every.Sum(file => file.Programs.Count())} programs run them; {left} left async.");
        Assert.Equal(0, left);
        Assert.True(all >= 40, $"{all} methods");
        Assert.True(inRegions * 2 >= all, $"{inRegions} of {all}");
    }
}
