using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

/// <summary>Which parameters no frame may keep: those by reference, and ref structs. Whoever polls hands them in at every poll.</summary>
internal static class HandedInParameters
{
    public static bool IsHandedIn(this IParameterSymbol parameter) =>
        !parameter.Type.IsCo() && (parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType);

    public static bool HasHandedIn(this IMethodSymbol method) => method.Parameters.Any(IsHandedIn);

    /// <summary>Whether a ref struct can hold it, and so a scoped future; what it cannot is reached by passing co only.</summary>
    public static bool FitsScopedFuture(this IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None || parameter.RefKind != RefKind.Out && parameter.ScopedKind == ScopedKind.None && !parameter.Type.IsRefLikeType;

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
            type, name, parameter.Type.IsRefLikeType);
}
