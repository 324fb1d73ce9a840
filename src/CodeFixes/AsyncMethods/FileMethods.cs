using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>The methods of a file that can become coroutines which do the same.</summary>
internal static class FileMethods
{
    public static IReadOnlyList<AsyncMethod> In(SyntaxNode root, SemanticModel model, CancellationToken cancellation) =>
        [.. root.DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => TryRead(method, model, cancellation)).OfType<AsyncMethod>()];

    /// <summary>Null where the method cannot become a coroutine.</summary>
    public static AsyncMethod? TryRead(MethodDeclarationSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        if ((!syntax.Modifiers.Any(SyntaxKind.AsyncKeyword) && AsyncMethod.PassedBy(syntax) is null && (syntax.Body is not null || syntax.ExpressionBody is not null)) || model.GetDeclaredSymbol(syntax, cancellation) is not { } symbol)
            return null;
        var method = new AsyncMethod(syntax, symbol);
        return DeclarationObstacles.Has(method, model.Compilation, cancellation) || BodyObstacles.Has(method, model) ? null : method;
    }

    /// <summary>One method with its family, and all that await them, directly or through others.</summary>
    public static IReadOnlyList<AsyncMethod> WithCallers(AsyncMethod method, IReadOnlyList<AsyncMethod> all, Families families, SemanticModel model)
    {
        var calls = all.ToDictionary(other => other, other => other.DirectCalls(model).Select(call => call.Target).ToList());
        List<AsyncMethod> converted = [.. families.Of(method)];
        for (var index = 0; index < converted.Count; index++)
        {
            var target = converted[index].Symbol;
            converted.AddRange(all.Where(other => calls[other].Contains(target, SymbolEqualityComparer.Default)).SelectMany(families.Of).Distinct().Where(other => !converted.Contains(other)).ToList());
        }

        return converted;
    }

    /// <summary>The async methods, and those that hand on the task of one of them.</summary>
    public static IReadOnlyList<AsyncMethod> Everything(IReadOnlyList<AsyncMethod> all, Families families, SemanticModel model)
    {
        var converted = all.Where(method => method.Passed is null).SelectMany(families.Of).Distinct().ToList();
        while (all.Where(method => !converted.Contains(method) && method.DirectCalls(model).Any(call => converted.Any(
            other => SymbolEqualityComparer.Default.Equals(other.Symbol, call.Target)))).SelectMany(families.Of).Distinct().Where(method => !converted.Contains(method)).ToList() is { Count: > 0 } more)
            converted.AddRange(more);
        return converted;
    }
}
