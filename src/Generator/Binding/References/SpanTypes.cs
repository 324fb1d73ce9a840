using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Binding.References;

/// <summary>The types of the base library that stand for a part of something else.</summary>
internal static class SpanTypes
{
    public static bool IsSpan(this ITypeSymbol? type) => type.IsOfSystem("Span", "ReadOnlySpan");

    public static bool IsMemory(this ITypeSymbol? type) => type.IsOfSystem("Memory", "ReadOnlyMemory", "ArraySegment");

    public static bool IsArraySegment(this ITypeSymbol? type) => type.IsOfSystem("ArraySegment");

    public static bool IsList(this ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 1, MetadataName: "List`1", ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    public static bool IsImmutableArray(this ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 1, MetadataName: "ImmutableArray`1", ContainingNamespace: { Name: "Immutable", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    public static ITypeSymbol? SpanElement(this ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments: [var element] } ? element : null;

    public static bool IsInlineArray(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct } && type.OriginalDefinition.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InlineArrayAttribute");

    /// <summary>Whether it is what enumerates a span.</summary>
    public static bool IsSpanEnumerator(this ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Enumerator", Arity: 0, ContainingType: { } span } && span.IsSpan();

    /// <summary>Whether it is a ref struct other than a span.</summary>
    public static bool IsHolder(this ITypeSymbol? type) => type is { IsRefLikeType: true } && !type.IsSpan();

    private static bool IsOfSystem(this ITypeSymbol? type, params string[] names) =>
        type is INamedTypeSymbol { Arity: 1, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && names.Contains(type.Name);
}
