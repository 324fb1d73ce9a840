using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator;
using PollGen.Generator.Binding;

namespace PollGen.Fuzzing.Compiling;

/// <summary>What the front half of the compiler has against the coroutines of a file, as the analyzer would say it.</summary>
internal static class Problems
{
    public static int Coroutines(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Count(method => method.AttributeLists.Count > 0);

    public static IEnumerable<string> Of(SyntaxTree tree, Compilation output)
    {
        var models = new SemanticModels(output);
        var model = models.Of(tree.GetRoot());
        foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0))
        {
            if (model.GetDeclaredSymbol(method) is not { } symbol)
                continue;
            foreach (var problem in CoroutineChecker.Check(symbol, models, default))
                yield return $"{problem.RuleId}: {string.Join(" / ", problem.Arguments)}";
        }
    }
}
