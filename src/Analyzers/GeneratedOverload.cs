using Microsoft.CodeAnalysis;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers;

internal static class GeneratedOverload
{
    /// <summary>The coroutine that an overload was generated from: it has the same parameters and a Co; null for other methods.</summary>
    public static IMethodSymbol? CoroutineOf(IMethodSymbol overload)
    {
        var definition = overload.OriginalDefinition.AsMember();
        return definition.ContainingType?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method =>
            method.CoroutineMark() is { } mark
            && MachineName.OverloadOf(method, mark) == definition.Name
            && IsCoroutineOf(method, definition));
    }

    private static bool IsCoroutineOf(IMethodSymbol coroutine, IMethodSymbol overload)
    {
        if (coroutine.Arity != overload.Arity)
            return false;
        // Two methods' type parameters are different symbols; with the same ones put in, the types can be compared.
        var constructed = coroutine.Arity == 0 ? coroutine : coroutine.Construct([.. overload.TypeParameters]);
        var parameters = constructed.Parameters.Where(parameter => !parameter.Type.IsCo()).ToList();
        return parameters.Count == constructed.Parameters.Length - 1
            && parameters.Count == overload.Parameters.Length
            && parameters.Zip(overload.Parameters, IsSame).All(same => same);
    }

    private static bool IsSame(IParameterSymbol left, IParameterSymbol right) =>
        left.RefKind == right.RefKind && SymbolEqualityComparer.Default.Equals(left.Type, right.Type);
}
