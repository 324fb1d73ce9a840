using Microsoft.CodeAnalysis;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers;

internal static class FutureTypes
{
    /// <summary>
    /// Whether nothing happens until somebody polls a value of this type: it implements IFuture&lt;T&gt; and is not the handle
    /// of a spawned task, which runs by itself and may be dropped.
    /// </summary>
    public static bool IsUnstartedFuture(this ITypeSymbol? type) => type switch
    {
        null => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0].IsUnstartedFuture(),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsUnstartedFuture),
        _ => !type.IsJoinHandle() && (type.IsFutureInterface() || type.IsScopedFuture() || type.AllInterfaces.Any(WellKnown.IsFutureInterface)),
    };

    private static bool IsJoinHandle(this ITypeSymbol type) =>
        type is { Name: "JoinHandle", ContainingNamespace: { Name: WellKnown.Namespace, ContainingNamespace.IsGlobalNamespace: true } };
}
