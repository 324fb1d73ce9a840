using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

internal static class Awaitables
{
    /// <summary>Whether <c>co.Await</c> takes what is awaited: tasks, futures, and what the generator makes an overload for.</summary>
    public static bool CanAwait(AwaitExpressionSyntax await, SemanticModel model)
    {
        var awaited = Awaited.In(await, model);
        return model.GetTypeInfo(awaited).Type is { } type && (IsTask(type) || IsFuture(type) || CanBeNamedByAll(type));
    }

    private static bool IsTask(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Task" or "ValueTask", ContainingType: null } && current.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks")
                return true;
        }

        return false;
    }

    private static bool IsFuture(ITypeSymbol type) => type.AllInterfaces.Any(implemented => implemented.IsFuture());

    // The generator's overload stands at the top of the assembly and must see the type.
    private static bool CanBeNamedByAll(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsRefLikeType: false, IsAnonymousType: false, TypeKind: not TypeKind.Error } named =>
            IsVisible(named) && named.TypeArguments.All(CanBeNamedByAll),
        IArrayTypeSymbol array => CanBeNamedByAll(array.ElementType),
        _ => false,
    };

    private static bool IsVisible(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal || outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable))
                return false;
        }

        return true;
    }
}
