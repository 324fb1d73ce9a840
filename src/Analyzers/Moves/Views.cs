using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Moves;

internal static class Views
{
    /// <summary>Whether the conversion looks at an inline array as a span: that copies nothing.</summary>
    public static bool ViewsInlineArray(this IConversionOperation conversion) =>
        conversion.Type is { IsRefLikeType: true, Name: "Span" or "ReadOnlySpan" } && conversion.OperatorMethod is null
        && conversion.Operand.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsRefLikeType: false } array
        && array.GetAttributes().Any(mark => mark.AttributeClass is { Name: "InlineArrayAttribute" });
}
