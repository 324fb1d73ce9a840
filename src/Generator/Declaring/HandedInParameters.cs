using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

/// <summary>Which parameters no frame may keep: those by reference, and ref structs. Whoever polls hands them in at every poll.</summary>
internal static class HandedInParameters
{
    /// <summary>The declaration decides, whatever a type argument stands for.</summary>
    public static bool IsHandedIn(this IParameterSymbol parameter) =>
        !parameter.Type.IsCo() && (parameter.RefKind != RefKind.None || parameter.OriginalDefinition.Type.MayBeRefLike());

    public static bool HasHandedIn(this IMethodSymbol method) => method.Parameters.Any(IsHandedIn) || method.TakesThisByReference();

    /// <summary>Whether the type is a ref struct, or a type parameter that may stand for one.</summary>
    public static bool MayBeRefLike(this ITypeSymbol type) => type.IsRefLikeType || type is ITypeParameterSymbol { AllowsRefLikeType: true };

    /// <summary>Whether <c>this</c> is a variable of the caller's that the method may change, or a ref struct: then it is handed in, too.</summary>
    public static bool TakesThisByReference(this IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, ReducedFrom: null, ContainingType: { TypeKind: TypeKind.Struct, IsExtension: false } type }
        && (type.IsRefLikeType || !type.IsReadOnly && !method.IsReadOnly);

    /// <summary>What stands for <c>this</c> among the parameters.</summary>
    public static HandedInParameter Instance(IMethodSymbol method, string type, string name) =>
        new(method.ContainingType.IsReadOnly || method.IsReadOnly ? "in" : "ref", type, name, method.ContainingType.IsRefLikeType);

    /// <summary>Whether a ref struct can hold it, and so a scoped future; what it cannot is reached by passing co only.</summary>
    public static bool FitsScopedFuture(this IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None || parameter.RefKind != RefKind.Out && parameter.ScopedKind == ScopedKind.None && !parameter.OriginalDefinition.Type.MayBeRefLike();

    /// <summary>Out parameters are handed in as references to what has been assigned before or will be.</summary>
    public static HandedInParameter? Read(IParameterSymbol parameter, string type, string name) => !parameter.IsHandedIn()
        ? null
        : new HandedInParameter(
            parameter.RefKind switch
            {
                RefKind.None => "",
                RefKind.In => "in",
                RefKind.RefReadOnlyParameter => "ref readonly",
                RefKind.Out => "ref",
                _ => parameter.ScopedKind == ScopedKind.None ? "ref" : "scoped ref",
            },
            type, name, parameter.Type.MayBeRefLike());
}
