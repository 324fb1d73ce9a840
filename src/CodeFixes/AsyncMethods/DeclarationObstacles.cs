using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>What in its declaration keeps a method from becoming a coroutine that does the same.</summary>
internal static class DeclarationObstacles
{
    public static bool Has(AsyncMethod method, Compilation compilation, CancellationToken cancellation) =>
        !ReturnsTask(method.Symbol)
        || !method.Symbol.ExplicitInterfaceImplementations.IsEmpty
        || IsFoundByItsAttributes(method.Symbol)
        || method.Symbol.PartialDefinitionPart is not null || method.Symbol.PartialImplementationPart is not null
        || SymbolEqualityComparer.Default.Equals(compilation.GetEntryPoint(cancellation), method.Symbol)
        || Types(method.Symbol).Any(type => type.IsFileLocal || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        || (method.Symbol is { ContainingType.TypeKind: TypeKind.Interface, IsAbstract: false })
        // An async method of a struct works on a copy, a coroutine on the struct itself.
        || (method.Symbol is { IsStatic: false, ContainingType.IsValueType: true } && !method.Symbol.ContainingType.IsReadOnly)
        || method.Symbol.TypeParameters.Any(parameter => Types(method.Symbol).Any(type => type.TypeParameters.Any(outer => outer.Name == parameter.Name)))
        // Text that is compiled in another configuration would stay as it is.
        || method.Syntax.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia));

    /// <summary>Whether it gives a Task or ValueTask, and no other type that async methods can build.</summary>
    private static bool ReturnsTask(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingType: null } type && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    /// <summary>A test, an action of a controller, a benchmark: somebody finds and calls it by reflection, with the signature that it has.</summary>
    private static bool IsFoundByItsAttributes(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true);

    private static IEnumerable<INamedTypeSymbol> Types(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            yield return type;
    }
}
