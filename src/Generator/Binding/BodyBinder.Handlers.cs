// Interpolated strings with a handler of their own. The C# compiler makes the handler, appends part by part, and passes it on; so do we,
// where a part or a later argument suspends.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private IInterpolatedStringHandlerCreationOperation? HandlerOf(ExpressionSyntax expression) =>
        expression is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax && model.GetOperation(expression) is { } operation
            ? operation as IInterpolatedStringHandlerCreationOperation ?? operation.Parent as IInterpolatedStringHandlerCreationOperation
            : null;

    /// <summary>Builds the handler.</summary>
    /// <param name="creation">What the C# compiler would do.</param>
    /// <param name="expression">The text.</param>
    /// <param name="argument">What stands for an argument of the call, or for its receiver.</param>
    /// <param name="isByReference">Whether it is passed by reference.</param>
    /// <param name="isKept">Whether something suspends before it is passed.</param>
    private Code BindHandler(IInterpolatedStringHandlerCreationOperation creation, ExpressionSyntax expression, Func<IInterpolatedStringHandlerArgumentPlaceholderOperation, Code?> argument, bool isByReference, bool isKept)
    {
        var type = creation.Type!;
        if (creation.HandlerCreation is not IObjectCreationOperation make || creation.Content is not IInterpolatedStringOperation { Parts: var parts })
            return Refuse(expression, "A suspension inside or beside this interpolated string, which has a handler of its own, cannot be compiled; keep its value in a local before");
        var appends = creation.HandlerCreationHasSuccessParameter || creation.HandlerAppendCallsReturnBool
            ? scope.Temporary("appends", model.Compilation.GetSpecialType(SpecialType.System_Boolean))
            : null;
        var arguments = new List<Code>();
        foreach (var value in make.Arguments.Select(one => one.Value))
        {
            switch (value)
            {
                case IInterpolatedStringHandlerArgumentPlaceholderOperation { PlaceholderKind: InterpolatedStringArgumentPlaceholderKind.TrailingValidityArgument }:
                    break;
                case IInterpolatedStringHandlerArgumentPlaceholderOperation placeholder when argument(placeholder) is { } code:
                    arguments.Add(code);
                    break;
                case { ConstantValue: { HasValue: true, Value: int count } }:
                    arguments.Add(Code.Of(count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                    break;
                default:
                    return Refuse(expression, "The handler of this interpolated string takes what cannot be kept while this is awaited; keep the awaited value in a local before");
            }
        }

        if (type is { Name: "DefaultInterpolatedStringHandler", ContainingNamespace.Name: "CompilerServices" } && expression is InterpolatedStringExpressionSyntax interpolated && arguments.Count <= 3)
            return BindDefaultHandler(interpolated, arguments.Skip(2).FirstOrDefault(), isKept);
        var handler = scope.Temporary("handler", type);
        if (creation.HandlerCreationHasSuccessParameter)
        {
            Add(new BoundDeclaration(appends!, null, "bool"));
            arguments.Add("out " + Code.Of(appends!, Access.Any));
        }
        else if (appends is not null)
        {
            Add(new BoundDeclaration(appends, Code.Of("true"), "bool"));
        }

        Add(new BoundDeclaration(handler, $"new {scope.NameOf(type)}(" + Code.Join(", ", arguments) + ")", handler.Type), expression);
        if (creation.HandlerAppendCallsReturnBool)
        {
            foreach (var part in parts)
                Add(new BoundIf(Code.Of(appends!), InBlock(() => BindAppend(part, handler, appends)), null), part.Syntax);
        }
        else if (appends is not null)
        {
            Add(new BoundIf(Code.Of(appends), InBlock(AppendAll), null), expression);
        }
        else
        {
            AppendAll();
        }

        void AppendAll()
        {
            foreach (var part in parts)
                BindAppend(part, handler, null);
        }

        return (isByReference ? "ref " : "") + Code.Of(handler, Access.Any);
    }

    /// <summary>What stands for the receiver or an argument of the call around a handler.</summary>
    private static Code? ArgumentOf(IInterpolatedStringHandlerArgumentPlaceholderOperation placeholder, IReadOnlyList<Operand> operands, Dictionary<SyntaxNode, Code> bound)
    {
        var receiver = operands.Count > 0 && operands[0].IsReceiver ? operands[0] : null;
        if (placeholder.PlaceholderKind == InterpolatedStringArgumentPlaceholderKind.CallsiteReceiver)
            return receiver is null ? Code.Of("this") : bound.TryGetValue(receiver.Expression, out var code) ? code : null;
        var position = placeholder.ArgumentIndex + (receiver is null ? 0 : 1);
        return position < operands.Count && bound.TryGetValue(operands[position].Expression, out var argument) ? argument : null;
    }

    private void BindAppend(IInterpolatedStringContentOperation part, Variable handler, Variable? appends)
    {
        var call = Code.Of(handler, Access.Any);
        if (part.Syntax is InterpolationSyntax hole)
        {
            var alignment = hole.AlignmentClause is null ? Code.Empty : ", alignment: " + Copy(hole.AlignmentClause.Value);
            var format = hole.FormatClause is null ? "" : ", format: " + SymbolDisplay.FormatLiteral(hole.FormatClause.FormatStringToken.ValueText, quote: true);
            var value = BindFinal(hole.Expression);
            call += ".AppendFormatted(" + value + alignment + format + ")";
        }
        else
        {
            var text = part is IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string literal } }, ..] } }
                ? literal
                : ((InterpolatedStringTextSyntax)part.Syntax).TextToken.ValueText;
            call += ".AppendLiteral(" + SymbolDisplay.FormatLiteral(text, quote: true) + ")";
        }

        Add(new BoundCode((appends is null ? Code.Empty : Code.Of(appends, Access.Assign) + " = ") + call + ";"), part.Syntax);
    }
}
