using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Minimal = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>As short as the usings around <paramref name="position"/> allow: the generated file repeats them.</summary>
    public static string NameAt(this ITypeSymbol type, SemanticModel model, int position) =>
        IsInOtherConstruction(type) ? type.FullName() : type.ToMinimalDisplayString(model, position, Minimal);

    // Inside Cell<T> the short name of Cell<R>.Machine would mean Cell<T>.Machine.
    private static bool IsInOtherConstruction(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsInOtherConstruction(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsInOtherConstruction)
            || (named.ContainingType is { } outer && (!SymbolEqualityComparer.Default.Equals(outer, outer.OriginalDefinition) || IsInOtherConstruction(outer))),
        _ => false,
    };

    /// <summary>With its namespace and "global::".</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(Full);

    /// <summary>Whether generated code can name the type: not anonymous, not local to its file.</summary>
    public static bool CanBeNamedElsewhere(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => CanBeNamedElsewhere(array.ElementType),
        IPointerTypeSymbol pointer => CanBeNamedElsewhere(pointer.PointedAtType),
        INamedTypeSymbol named => !named.IsAnonymousType && !named.IsFileLocal && named.TypeArguments.All(CanBeNamedElsewhere)
            && (named.ContainingType is null || CanBeNamedElsewhere(named.ContainingType)),
        _ => true,
    };

    /// <summary>Whether the type depends on a type parameter of a local function.</summary>
    public static bool ContainsLocalParameters(this ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.DeclaringMethod is { MethodKind: MethodKind.LocalFunction },
        IArrayTypeSymbol array => ContainsLocalParameters(array.ElementType),
        IPointerTypeSymbol pointer => ContainsLocalParameters(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.Any(ContainsLocalParameters) || (named.ContainingType is { } outer && ContainsLocalParameters(outer)),
        _ => false,
    };
}
