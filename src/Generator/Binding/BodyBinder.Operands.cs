// Order of evaluation: what is evaluated before a suspension keeps its value in a temporary until the suspension is over.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Binds an expression that evaluates its operands from left to right before it does anything else.</summary>
    private Code BindStrict(ExpressionSyntax expression, IReadOnlyList<ExpressionSyntax> operands) =>
        Copy(expression, BindOperands([.. operands.Select(operand => new Operand(operand, IsPlace: false, Name: NameOfOperand(expression, operand)))]));

    private sealed record Operand(ExpressionSyntax Expression, bool IsPlace, string Name);

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
            var (expression, isPlace, name) = operands[i];
            if (i == last)
                replacements[expression] = isPlace ? BindPlace(expression, [], isAddress: true) : Bind(expression);
            else
                replacements[expression] = isPlace
                    ? BindPlace(expression, [.. operands.Skip(i + 1).Select(operand => operand.Expression)], isAddress: true)
                    : BindStable(expression, name, [.. operands.Skip(i + 1).Select(operand => operand.Expression)]);
        }

        return replacements;
    }

    /// <summary>A value that is evaluated now and used after later operands have been evaluated.</summary>
    private Code BindStable(ExpressionSyntax expression, string name, IReadOnlyList<SyntaxNode> later)
    {
        var suspends = index.Suspends(expression);
        if (!suspends && IsUnaffected(expression, later))
            return Copy(expression);
        var code = BindFinal(expression);
        if (code.Pieces is [VariablePiece { Variable.Kind: VariableKind.Temporary }])
            return code;
        var info = model.GetTypeInfo(expression);
        if (info.Type is null && info.ConvertedType is null or { SpecialType: SpecialType.System_Void })
            return Refuse(later[0], $"'{expression}' has no type of its own, so it cannot be kept while this is awaited; put it in a local before");
        var isConverted = info.Type is null || ConvertsText(expression);
        var type = isConverted ? info.ConvertedType! : info.Type!;
        var temporary = scope.Temporary(name, type);
        Add(new BoundDeclaration(temporary, code, temporary.Type), expression);
        return Code.Of(temporary);
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
                    || scope.VariableOf(symbol) is { IsCaptured: false } && !later.Any(operand => MayWrite(operand, symbol));
            default:
                return model.GetConstantValue(expression).HasValue;
        }
    }

    private bool MayWrite(SyntaxNode operand, ISymbol symbol) => index.UsesOf(symbol).Any(
        use => operand.Span.Contains(use.Span) ? AccessKind.MayWrite(use) : AccessKind.TakesReference(use));

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
        if (!isAddress || later.Count == 0 || IsUnaffected(place, later)
            || model.GetTypeInfo(place).Type is not ITypeParameterSymbol { IsReferenceType: false, IsValueType: false } type
            || model.GetSymbolInfo(place).Symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol))
            return code;
        // A receiver whose kind only the type argument tells: by reference if it is a struct, the object itself if it is not.
        var target = scope.Temporary("receiver", type);
        Add(new BoundDeclaration(target, code, target.Type), place);
        return $"(typeof({scope.NameOf(type)}).IsValueType ? ref " + code + " : ref " + Code.Of(target, Access.Any) + ")";
    }

    private Code BindPath(ExpressionSyntax place, IReadOnlyList<SyntaxNode> later, bool isAddress)
    {
        switch (place)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return "(" + BindPlace(parenthesized.Expression, later, isAddress) + ")";
            case IdentifierNameSyntax when model.GetSymbolInfo(place).Symbol is IPropertySymbol { RefKind: not RefKind.None } && later.Any(index.Suspends):
                return RefuseReference(place, later);
            case IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax or DeclarationExpressionSyntax or GenericNameSyntax:
                return Copy(place);
            case TupleExpressionSyntax tuple:
                return Copy(tuple, tuple.Arguments.ToDictionary(argument => (SyntaxNode)argument.Expression, argument => BindPlace(argument.Expression, later, isAddress: false)));
            case MemberAccessExpressionSyntax access:
                return BindMemberPlace(access, later, isAddress);
            case ElementAccessExpressionSyntax element:
                return BindElementPlace(element, later, isAddress);
            default:
                return !later.Any(index.Suspends) || model.GetSymbolInfo(place).Symbol is not IMethodSymbol { RefKind: not RefKind.None }
                    ? BindStable(place, "receiver", later)
                    : RefuseReference(place, later);
        }
    }

    private Code RefuseReference(ExpressionSyntax place, IReadOnlyList<SyntaxNode> later) => Refuse(
        later.FirstOrDefault(index.Suspends) ?? place, $"The reference that '{place}' returns cannot be kept while this is awaited yet; keep the owner and assign afterwards");

    private Code BindMemberPlace(MemberAccessExpressionSyntax access, IReadOnlyList<SyntaxNode> later, bool isAddress)
    {
        var symbol = model.GetSymbolInfo(access).Symbol;
        if (symbol is IPropertySymbol { RefKind: not RefKind.None } && later.Any(index.Suspends))
            return RefuseReference(access, later);
        if (symbol is null or { IsStatic: true } or ITypeSymbol or INamespaceSymbol)
            return Copy(access);
        // A property read as a receiver is a value.
        if (isAddress && symbol is IPropertySymbol)
            return BindStable(access, "receiver", later);
        var type = model.GetTypeInfo(access.Expression).Type;
        var isValue = type is { IsReferenceType: false };
        var receiver = isValue ? BindPlace(access.Expression, later, isAddress: true) : BindStable(access.Expression, "target", later);
        var code = Copy(access, new Dictionary<SyntaxNode, Code> { [access.Expression] = receiver });
        if (isAddress && !isValue && later.Count > 0 && access.Expression is not (ThisExpressionSyntax or BaseExpressionSyntax))
            CheckNow(code, access);
        return code;
    }

    private Code BindElementPlace(ElementAccessExpressionSyntax element, IReadOnlyList<SyntaxNode> later, bool isAddress)
    {
        var type = model.GetTypeInfo(element.Expression).Type;
        var isArray = type is IArrayTypeSymbol;
        if (model.GetSymbolInfo(element).Symbol is IPropertySymbol { RefKind: not RefKind.None } && later.Any(index.Suspends))
            return RefuseReference(element, later);
        if (isAddress && !isArray && model.GetSymbolInfo(element).Symbol is IPropertySymbol)
            return BindStable(element, "receiver", later);
        var arguments = element.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        var replacements = new Dictionary<SyntaxNode, Code>();
        IReadOnlyList<SyntaxNode> afterReceiver = [.. arguments, .. later];
        replacements[element.Expression] = type is { IsReferenceType: false }
            ? BindPlace(element.Expression, afterReceiver, isAddress: true)
            : BindStable(element.Expression, "items", afterReceiver);
        for (var i = 0; i < arguments.Count; i++)
            replacements[arguments[i]] = BindStable(arguments[i], "index", [.. arguments.Skip(i + 1), .. later]);
        var code = Copy(element, replacements);
        if (isAddress && isArray && later.Count > 0)
            CheckNow(code, element);
        return code;
    }

    /// <summary>Finds a null or a bad index where direct execution finds it.</summary>
    private void CheckNow(Code place, SyntaxNode source) => Add(new BoundCode("_ = " + place + ";"), source);

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
