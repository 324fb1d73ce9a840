// Order of evaluation: what is evaluated before a suspension keeps its value in a temporary until the suspension is over.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Binds an expression that evaluates its operands from left to right before it does anything else.</summary>
    private Code BindStrict(ExpressionSyntax expression, IReadOnlyList<ExpressionSyntax> operands) =>
        Copy(expression, BindOperands([.. operands.Select(operand => new Operand(operand, IsPlace: false, Name: NameOfOperand(expression, operand)))]));

    /// <param name="Expression">The operand.</param>
    /// <param name="IsPlace">Whether it is passed by reference.</param>
    /// <param name="Name">What a temporary is called.</param>
    /// <param name="IsReceiver">Whether it is the instance that a method is called on.</param>
    /// <param name="Parameter">The parameter that it is for.</param>
    /// <param name="ConvertsLater">Whether it is converted without a word not where it is evaluated, but where it is used.</param>
    /// <param name="Overflow">The "checked" or "unchecked" that it stands in.</param>
    private sealed record Operand(
        ExpressionSyntax Expression, bool IsPlace, string Name, bool IsReceiver = false, IParameterSymbol? Parameter = null, bool ConvertsLater = false, string? Overflow = null);

    /// <summary>What stands for each operand up to the last one that suspends; those after it stay as they are.</summary>
    private Dictionary<SyntaxNode, Code> BindOperands(IReadOnlyList<Operand> operands)
    {
        var replacements = new Dictionary<SyntaxNode, Code>();
        var last = -1;
        for (var i = 0; i < operands.Count; i++)
        {
            if (index.Suspends(operands[i].Expression))
                last = i;
        }

        for (var i = 0; i <= last; i++)
        {
            var expression = operands[i].Expression;
            if (HandlerOf(expression) is { } handler)
                replacements[expression] = BindHandler(handler, expression, placeholder => ArgumentOf(placeholder, operands, replacements), operands[i].Parameter?.RefKind == RefKind.Ref, isKept: i < last);
            else if (operands[i].Overflow is { } overflow)
                InOverflow(overflow, () => replacements[expression] = BindOperand(operands, i, last));
            else
                replacements[expression] = BindOperand(operands, i, last);
        }

        return replacements;
    }

    private Code BindOperand(IReadOnlyList<Operand> operands, int i, int last)
    {
        var operand = operands[i];
        IReadOnlyList<SyntaxNode> later = i == last ? [] : [.. operands.Skip(i + 1).Select(other => other.Expression)];
        return operand.IsPlace ? BindPlace(operand.Expression, later, isAddress: true)
            : i == last ? Bind(operand.Expression)
            : BindStable(operand.Expression, operand.Name, later, operand.ConvertsLater);
    }

    /// <summary>A value that is evaluated now and used after later operands have been evaluated.</summary>
    private Code BindStable(ExpressionSyntax expression, string name, IReadOnlyList<SyntaxNode> later, bool convertsLater = false)
    {
        var suspends = index.Suspends(expression);
        if (!suspends && IsUnaffected(expression, later))
            return Copy(expression);
        var info = model.GetTypeInfo(expression);
        var span = SpanTypeOf(expression) is { } spanType ? scope.TemporaryFor(expression, name, spanType) : null;
        var code = BindFinal(expression);
        if (span is not null)
        {
            Add(new BoundDeclaration(span, code, span.Type), expression);
            return Code.Of(span);
        }

        if (code.Pieces is [VariablePiece { Variable.Kind: VariableKind.Temporary }])
            return code;
        if (info.Type is null && info.ConvertedType is null or { SpecialType: SpecialType.System_Void })
            return Refuse(later[0], $"'{expression}' has no type of its own, so it cannot be kept while this is awaited; put it in a local before");
        var isConverted = info.Type is null || ConvertsText(expression) && !(convertsLater && model.GetConversion(expression).IsUserDefined);
        var type = isConverted ? info.ConvertedType! : info.Type!;
        // The array that a span would point to can be kept.
        if (expression is CollectionExpressionSyntax && type is INamedTypeSymbol { IsRefLikeType: true, Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] })
            type = model.Compilation.CreateArrayTypeSymbol(element);
        var temporary = scope.Temporary(name, type);
        Add(new BoundDeclaration(temporary, code, temporary.Type), expression);
        return Code.Of(temporary);
    }

    // What stands on the stack has no type of its own.
    private ITypeSymbol? SpanTypeOf(ExpressionSyntax expression)
    {
        var info = model.GetTypeInfo(expression);
        if (info.Type.IsSpan() || info.Type is { } type && scope.References.CanKeep(type))
            return info.Type;
        return expression is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax || expression is CollectionExpressionSyntax collection && info.ConvertedType.IsSpan() && collection.Elements.All(element => element is ExpressionElementSyntax)
            ? info.ConvertedType
            : null;
    }

    // Conversions that run the user's code, or that the text has and a variable of its type has not.
    private bool ConvertsText(ExpressionSyntax expression)
    {
        var conversion = model.GetConversion(expression);
        return conversion.IsUserDefined || conversion.IsTupleLiteralConversion || conversion.IsConditionalExpression || conversion.IsSwitchExpression
            || conversion.IsObjectCreation || conversion.IsDefaultLiteral || conversion.IsInterpolatedString || conversion.IsCollectionExpression;
    }

    /// <summary>Whether it makes no difference if the expression is evaluated before or after the later operands.</summary>
    private bool IsUnaffected(ExpressionSyntax expression, IReadOnlyList<SyntaxNode> later)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return IsUnaffected(parenthesized.Expression, later);
            case LiteralExpressionSyntax or TypeOfExpressionSyntax or DefaultExpressionSyntax or BaseExpressionSyntax or TypeSyntax and not IdentifierNameSyntax:
            case AnonymousFunctionExpressionSyntax or OmittedArraySizeExpressionSyntax or DeclarationExpressionSyntax:
                return true;
            case ThisExpressionSyntax:
                return true;
            case IdentifierNameSyntax name when index.SymbolOf(name) is { } symbol:
                return symbol is ILocalSymbol { IsConst: true }
                    || scope.VariableOf(symbol) is { IsCaptured: false, IsReference: false } && !IsInlineArray(symbol) && !later.Any(operand => MayWrite(operand, symbol));
            default:
                return model.GetConstantValue(expression).HasValue;
        }
    }

    // A span over it is made without a word.
    private static bool IsInlineArray(ISymbol symbol) => (symbol as ILocalSymbol)?.Type.IsInlineArray() ?? ((IParameterSymbol)symbol).Type.IsInlineArray();

    private bool MayWrite(SyntaxNode operand, ISymbol symbol) => index.UsesOf(symbol).Any(
        use => operand.Span.Contains(use.Span) ? AccessKind.MayWrite(use, symbol) : AccessKind.TakesReference(use))
        || index.Functions.Reaches(operand, symbol);

    /// <summary>
    /// Binds a place: something to be assigned to, passed by reference, or a struct whose member is called. The path to it is
    /// evaluated now, once; the place itself is named again after the suspension.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="later">What is evaluated between the path and the use of the place.</param>
    /// <param name="isAddress">
    /// Whether C# takes the address now, so that a null or a bad index is found before the suspension and not when the place is used.
    /// </param>
    private Code BindPlace(ExpressionSyntax place, IReadOnlyList<SyntaxNode> later, bool isAddress)
    {
        var code = BindPath(place, later, isAddress);
        if (!isAddress || later.Count == 0 || IsUnaffected(place, later) || IsSameLater(place, later)
            || model.GetTypeInfo(place).Type is not ITypeParameterSymbol { IsReferenceType: false, IsValueType: false } type
            || model.GetSymbolInfo(place).Symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol))
            return code;
        // A receiver whose kind only the type argument tells: by reference if it is a struct, the object itself if it is not.
        var target = scope.Temporary("receiver", type);
        Add(new BoundDeclaration(target, code, target.Type), place);
        return $"(typeof({scope.NameOf(type)}).IsValueType ? ref " + code + " : ref " + Code.Of(target, Access.Any) + ")";
    }

    // What may be a ref struct has no copy; if it is none, it is the same object as long as nobody assigns another.
    private bool IsSameLater(ExpressionSyntax place, IReadOnlyList<SyntaxNode> later) =>
        place is IdentifierNameSyntax name && index.SymbolOf(name) is { } symbol && model.GetTypeInfo(place).Type?.MayBeRefLike() == true
        && !later.Any(operand => index.UsesOf(symbol).Any(use => operand.Span.Contains(use.Span) && AccessKind.IsSet(use)));

    private Code BindPath(ExpressionSyntax place, IReadOnlyList<SyntaxNode> later, bool isAddress)
    {
        switch (place)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return "(" + BindPlace(parenthesized.Expression, later, isAddress) + ")";
            case IdentifierNameSyntax when IsReturnedReference(place) && later.Any(index.Suspends):
                return BindReference(place, () => Copy(place));
            // What it refers to is found before the other operands are evaluated.
            case IdentifierNameSyntax name when index.SymbolOf(name) is { } symbol && scope.VariableOf(symbol) is { IsReference: true } && later.Any(operand => MayRebind(operand, symbol)):
                return BindReference(place, () => Copy(place));
            case IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax or DeclarationExpressionSyntax or GenericNameSyntax:
                return Copy(place);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } indirection:
                return "*(" + BindStable(indirection.Operand, "pointer", later) + ")";
            case TupleExpressionSyntax tuple:
                return Copy(tuple, tuple.Arguments.ToDictionary(argument => (SyntaxNode)argument.Expression, argument => BindPlace(argument.Expression, later, isAddress: false)));
            case MemberAccessExpressionSyntax access:
                return BindMemberPlace(access, access.Expression, later, isAddress);
            case ElementAccessExpressionSyntax element:
                return BindElementPlace(element, element.Expression, element.ArgumentList, later, isAddress);
            case MemberBindingExpressionSyntax binding when scope.ReceiverOf(binding) is not null:
                return BindMemberPlace(binding, null, later, isAddress);
            case ElementBindingExpressionSyntax binding when scope.ReceiverOf(binding) is not null:
                return BindElementPlace(binding, null, binding.ArgumentList, later, isAddress);
            // The place is what the reference is set to.
            case AssignmentExpressionSyntax { Right: RefExpressionSyntax } rebound:
                Add(new BoundCode(BindFinal(rebound) + ";"), rebound);
                return BindPlace(rebound.Left, later, isAddress);
            case ConditionalExpressionSyntax { WhenTrue: RefExpressionSyntax whenTrue, WhenFalse: RefExpressionSyntax whenFalse } conditional:
                return BindChosenPlace(conditional, whenTrue.Expression, whenFalse.Expression, later);
            default:
                // The call is the place: a temporary would be another.
                return !IsReturnedReference(place) ? BindStable(place, "receiver", later)
                    : later.Any(index.Suspends) ? BindReference(place, () => BindFinal(place))
                    : BindFinal(place);
        }
    }

    /// <summary>Binds an expression that reads or writes one place, such as an increment.</summary>
    private Code BindPlaceUse(ExpressionSyntax expression, ExpressionSyntax place) =>
        Copy(expression, new Dictionary<SyntaxNode, Code> { [place] = BindPlace(place, [], isAddress: false) });

    private string NameOfOperand(ExpressionSyntax expression, ExpressionSyntax operand) => expression switch
    {
        BinaryExpressionSyntax binary => binary.Left == operand ? "left" : "right",
        MemberAccessExpressionSyntax => "receiver",
        ElementAccessExpressionSyntax element => element.Expression == operand ? "items" : "index",
        _ => "value",
    };
}
