using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator;
using PollGen.Generator.Binding;

namespace PollGen.Fuzzing.Compiling;

/// <summary>What the front half of the compiler has against the coroutines of a file, as the analyzer would say it.</summary>
internal static class Problems
{
    public static int Coroutines(SyntaxTree tree) => CoroutinesIn(tree).Count();

    public static IEnumerable<string> Of(SyntaxTree tree, Compilation output)
    {
        var models = new SemanticModels(output);
        var model = models.Of(tree.GetRoot());
        foreach (var method in CoroutinesIn(tree))
        {
            if (model.GetDeclaredSymbol(method) is not { } symbol)
                continue;
            foreach (var problem in CoroutineChecker.Check(symbol, models, default))
                yield return $"{problem.RuleId}: {string.Join(" / ", problem.Arguments)}";
        }
    }

    // The oracle's methods have another mark.
    private static IEnumerable<MethodDeclarationSyntax> CoroutinesIn(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "Coroutine"));
}
