// "(a, b) == (c, d)": C# evaluates the elements of both sides, from left to right, and converts them only when it compares them, pair by pair.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>
    /// Binds a comparison of tuples. What its text converts is kept as it was before: the text that remains converts it, where C# does.
    /// </summary>
    private Code BindTupleComparison(BinaryExpressionSyntax comparison) =>
        Copy(comparison, BindOperands([.. Compared(comparison.Left, "left", scope.Overflow), .. Compared(comparison.Right, "right", scope.Overflow)]));

    /// <summary>What is evaluated of one side.</summary>
    /// <param name="part">The side, or an element of it.</param>
    /// <param name="name">What a temporary is called.</param>
    /// <param name="overflow">The "checked" or "unchecked" around it.</param>
    private IEnumerable<Operand> Compared(ExpressionSyntax part, string name, string? overflow) => part switch
    {
        ParenthesizedExpressionSyntax parenthesized => Compared(parenthesized.Expression, name, overflow),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => Compared(forgiven.Operand, name, overflow),
        CheckedExpressionSyntax context => Compared(context.Expression, name, context.Keyword.Text),
        TupleExpressionSyntax tuple when IsComparedByElements(tuple) => tuple.Arguments.SelectMany(argument => Compared(argument.Expression, name, overflow)),
        CastExpressionSyntax cast when IsPutOff(cast) => Compared(cast.Expression, name, overflow),
        _ => [new Operand(part, IsPlace: false, name, ConvertsLater: true, Overflow: overflow)],
    };

    // A conversion that the user wrote is a call, which comes where it stands, and so do those of what has no type without its cast.
    private bool IsPutOff(CastExpressionSyntax cast) => model.GetOperation(cast) is IConversionOperation { OperatorMethod: null }
        && model.GetTypeInfo(cast.Expression).Type is not null && !ConvertsText(cast.Expression);

    // An operator of a type that a tuple converts to compares the whole.
    private bool IsComparedByElements(TupleExpressionSyntax tuple) => model.GetTypeInfo(tuple).ConvertedType is not INamedTypeSymbol type
        || type.IsTupleType || type is { ConstructedFrom.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ IsTupleType: true }] };
}
