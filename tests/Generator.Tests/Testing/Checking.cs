using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator.Tests.Testing;

/// <summary>Asks the front half of the compiler what is wrong with each marked method, as the analyzer does.</summary>
internal static class Checking
{
    /// <summary>The rule reports at the marked tokens and nowhere else, no other rule reports, and the program is valid C#.</summary>
    public static void Reports(string rule, string marked)
    {
        var source = MarkedSource.Parse(marked);
        Assert.NotEmpty(source.Spans);
        Compare(rule, source);
    }

    /// <summary>Nothing is reported, and the generator makes the machines.</summary>
    public static void Allows(string source)
    {
        Assert.DoesNotContain("[|", source);
        Compare("", MarkedSource.Parse(source));
        var run = ProgramRun.Of(source).ShouldBuild();
        Assert.NotEmpty(run.Files);
        Assert.All(run.Files.Values, file => Assert.DoesNotContain("[global::PollGen.CompilerServices.MissingMachine]", file));
    }

    public static IReadOnlyList<Problem> Problems(Compilation output) => Problems(output, new SemanticModels(output));

    private static IReadOnlyList<Problem> Problems(Compilation output, SemanticModels models) => [.. Coroutines(output).SelectMany(method => CoroutineChecker.Check(method, models, default))];

    /// <summary>Every marked method and local function of the program.</summary>
    public static IEnumerable<IMethodSymbol> Coroutines(Compilation output) =>
        from tree in output.SyntaxTrees
        let model = output.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes()
        where node is MethodDeclarationSyntax or LocalFunctionStatementSyntax
        let method = model.GetDeclaredSymbol(node) as IMethodSymbol
        where method is not null && method.IsCoroutine()
        select method;

    private static void Compare(string rule, MarkedSource source)
    {
        var run = ProgramRun.Of(source.Text).ShouldBuild();
        var expected = source.Spans.Select(span => $"{rule} {span} {source.Text[span.Start..span.End]}");
        var actual = Problems(run.Output).Distinct()
            .Select(problem => $"{problem.RuleId} {problem.Span} {source.Text[problem.Span.Start..problem.Span.End]}");
        Assert.Equal(expected.Order(), actual.Order());
        Assert.All(Problems(run.Output), problem => Assert.Equal(Setup.ProgramPath, problem.FilePath));
    }
}
