// In: what a span is set to. Out: which part it is of the memory, or of the other span, that it is made of. Most spans that live long are a rest,
// such as "buffer[got..]", a part at a fixed place, such as "header[4..8]", or all that there is.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed class StretchReader(Scope scope, ReferenceTracker tracker)
{
    private readonly SemanticModel model = scope.Model;

    /// <summary>Asked when every variable of the body is declared.</summary>
    public Stretch Of(ReferenceOrigin origin, ExpressionSyntax value)
    {
        // Evaluated before: then it is all of that.
        if (tracker.TemporaryFor(value) is { } temporary && temporary != origin.Target)
            return temporary.IsSpan ? Stretch.Whole : Stretch.Inside;
        return value switch
        {
            ParenthesizedExpressionSyntax parenthesized => Of(origin, parenthesized.Expression),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving => Of(origin, forgiving.Operand),
            StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => Stretch.Whole,
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.Utf8StringLiteralExpression } => Stretch.Whole,
            CollectionExpressionSyntax { Elements.Count: > 0 } => Stretch.Whole,
            IdentifierNameSyntax name when IsSpan(name) => KeepsElements(name) ? Stretch.Whole : Stretch.Inside,
            ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax range }] } part when IsSpan(part.Expression) => Of(origin, part.Expression).Of(OfRange(range)),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: var arguments } call when OfCall(access, arguments, call) is { } part =>
                (IsSpan(access.Expression) ? Of(origin, access.Expression) : IsOfItsOwnElements(access.Expression, model.GetTypeInfo(call).Type) ? Stretch.Whole : Stretch.Inside).Of(part),
            _ => IsOfItsOwnElements(value, model.GetTypeInfo(value).ConvertedType) ? Stretch.Whole : Stretch.Inside,
        };
    }

    private Stretch? OfCall(MemberAccessExpressionSyntax access, SeparatedSyntaxList<ArgumentSyntax> arguments, InvocationExpressionSyntax call)
    {
        var owner = model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } type } ? type.Name : null;
        return (owner, access.Name.Identifier.ValueText) switch
        {
            ("Span" or "ReadOnlySpan", "Slice") or ("MemoryExtensions", "AsSpan") when arguments.All(argument => argument.NameColon is null) => arguments switch
            {
                [] => Stretch.Whole,
                [{ Expression: RangeExpressionSyntax range }] => OfRange(range),
                [{ Expression: var start }] => IsNumber(start) ? Rest(start) : null,
                [{ Expression: var start }, { Expression: var length }] =>
                    new Stretch(ConstantOf(start) == 0 ? Edges.Start : Edges.None, ConstantOf(start) is { } from && ConstantOf(length) is { } count ? $".Slice({from}, {count})" : null),
                _ => null,
            },
            ("MemoryExtensions", "TrimStart") => new Stretch(Edges.End, null),
            ("MemoryExtensions", "TrimEnd") => new Stretch(Edges.Start, null),
            _ => null,
        };
    }

    private Stretch OfRange(RangeExpressionSyntax range) => new(
        (range.LeftOperand is null || ConstantOf(range.LeftOperand) == 0 ? Edges.Start : Edges.None) | (range.RightOperand is null ? Edges.End : Edges.None),
        range is { LeftOperand: null, RightOperand: null } ? "" : BoundOf(range.LeftOperand) is { } from && BoundOf(range.RightOperand) is { } to ? $"[{from}..{to}]" : null)
    {
        Rest = range is { LeftOperand: { } start, RightOperand: null } ? RestOf(start) : null,
    };

    private Stretch Rest(ExpressionSyntax start) => new(Edges.End, ConstantOf(start) is { } from ? $"[{from}..]" : null) { Rest = RestOf(start) };

    private RestFrom? RestOf(ExpressionSyntax start) =>
        start is IdentifierNameSyntax name && scope.Index.SymbolOf(name) is ILocalSymbol { Type.SpecialType: SpecialType.System_Int32, IsConst: false } symbol && scope.VariableOf(symbol) is { IsReference: false } variable && variable.Level == scope.Level
            ? new RestFrom("", variable)
            : null;

    // A constant, also counted from the end.
    private string? BoundOf(ExpressionSyntax? bound) => bound switch
    {
        null => "",
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression, Operand: var fromEnd } => ConstantOf(fromEnd) is { } count ? $"^{count}" : null,
        _ => ConstantOf(bound)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private int? ConstantOf(ExpressionSyntax value) => model.GetConstantValue(value).Value as int?;

    private bool IsNumber(ExpressionSyntax value) => model.GetTypeInfo(value).ConvertedType is { SpecialType: SpecialType.System_Int32 };

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
