// In: what a span is set to. Out: which ends it reaches of the memory, or of the other span, that it is a part of. Most spans that live long are a rest,
// such as "buffer[got..]", or all that there is.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed class EdgeReader(SemanticModel model, ReferenceTracker tracker)
{
    public Edges Of(ReferenceOrigin origin, ExpressionSyntax value)
    {
        // Evaluated before: then it is all of that.
        if (tracker.TemporaryFor(value) is { } temporary && temporary != origin.Target)
            return temporary.IsSpan ? Edges.Both : Edges.None;
        return value switch
        {
            ParenthesizedExpressionSyntax parenthesized => Of(origin, parenthesized.Expression),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving => Of(origin, forgiving.Operand),
            StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => Edges.Both,
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.Utf8StringLiteralExpression } => Edges.Both,
            CollectionExpressionSyntax { Elements.Count: > 0 } => Edges.Both,
            IdentifierNameSyntax name when model.GetTypeInfo(name).Type.IsSpan() => KeepsElements(name) ? Edges.Both : Edges.None,
            ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax range }] } part when IsSpan(part.Expression) => Of(origin, part.Expression) & Of(range),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: var arguments } call when OfCall(access, arguments, call) is var edges and not Edges.None =>
                (IsSpan(access.Expression) ? Of(origin, access.Expression) : IsOfItsOwnElements(access.Expression, model.GetTypeInfo(call).Type) ? Edges.Both : Edges.None) & edges,
            _ => IsOfItsOwnElements(value, model.GetTypeInfo(value).ConvertedType) ? Edges.Both : Edges.None,
        };
    }

    private Edges OfCall(MemberAccessExpressionSyntax access, SeparatedSyntaxList<ArgumentSyntax> arguments, InvocationExpressionSyntax call)
    {
        var owner = model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } type } ? type.Name : null;
        return (owner, access.Name.Identifier.ValueText) switch
        {
            ("Span" or "ReadOnlySpan", "Slice") or ("MemoryExtensions", "AsSpan") when arguments.All(argument => argument.NameColon is null) => arguments switch
            {
                [] => Edges.Both,
                [{ Expression: RangeExpressionSyntax range }] => Of(range),
                [{ Expression: var start }] => IsRange(start) ? Edges.None : Edges.End,
                [{ Expression: var start }, _] => IsZero(start) ? Edges.Start : Edges.None,
                _ => Edges.None,
            },
            ("MemoryExtensions", "TrimStart") => Edges.End,
            ("MemoryExtensions", "TrimEnd") => Edges.Start,
            _ => Edges.None,
        };
    }

    private Edges Of(RangeExpressionSyntax range) =>
        (range.LeftOperand is null || IsZero(range.LeftOperand) ? Edges.Start : Edges.None) | (range.RightOperand is null ? Edges.End : Edges.None);

    private bool IsRange(ExpressionSyntax value) => model.GetTypeInfo(value).ConvertedType is { Name: "Range" };

    private bool IsZero(ExpressionSyntax value) => model.GetConstantValue(value).Value is 0;

    private bool IsSpan(ExpressionSyntax value) => model.GetTypeInfo(value).Type.IsSpan();

    // One of derived objects can become one of their base.
    private bool KeepsElements(ExpressionSyntax span) => model.GetTypeInfo(span) is { Type: var type, ConvertedType: var converted }
        && converted.IsSpan() && SymbolEqualityComparer.Default.Equals(type.SpanElement(), converted.SpanElement());

    // A span of a base type may be over an array of another.
    private bool IsOfItsOwnElements(ExpressionSyntax source, ITypeSymbol? span) => span.IsSpan() && model.GetTypeInfo(source).Type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => SymbolEqualityComparer.Default.Equals(array.ElementType, span.SpanElement()),
        { SpecialType: SpecialType.System_String } => true,
        _ => false,
    };
}
