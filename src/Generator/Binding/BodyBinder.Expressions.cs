using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Binds an expression whose value is used by the very next statement.</summary>
    private Code BindFinal(ExpressionSyntax expression) => index.Suspends(expression) ? Bind(expression) : Copy(expression);

    /// <summary>
    /// Binds an expression that suspends: what comes before its last suspension, and that suspension, become statements. The
    /// code that is returned is what remains, to be evaluated next.
    /// </summary>
    private Code Bind(ExpressionSyntax expression)
    {
        scope.Cancellation.ThrowIfCancellationRequested();
        switch (expression)
        {
            case InvocationExpressionSyntax call when index.IsSuspension(call, out var method):
                return BindSuspension(call, method, isUsed: true);
            case InvocationExpressionSyntax call:
                return BindInvocation(call);
            case BaseObjectCreationExpressionSyntax creation:
                return BindCreation(creation);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment:
                return BindCoalesceAssignment(assignment, isUsed: true);
            case AssignmentExpressionSyntax assignment:
                return BindAssignment(assignment);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } logical when index.Suspends(logical.Right):
                return BindLogical(logical);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when index.Suspends(coalesce.Right):
                return BindCoalesce(coalesce);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression or (int)SyntaxKind.IsExpression } test:
                return BindStrict(test, [test.Left]);
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression) || binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression):
                return BindStrict(binary, [binary.Left]);
            case BinaryExpressionSyntax binary:
                return BindStrict(binary, [binary.Left, binary.Right]);
            case ConditionalExpressionSyntax conditional when index.Suspends(conditional.WhenTrue) || index.Suspends(conditional.WhenFalse):
                return BindConditional(conditional);
            case ConditionalExpressionSyntax conditional:
                return BindStrict(conditional, [conditional.Condition]);
            case ConditionalAccessExpressionSyntax access:
                return BindConditionalAccess(access, isUsed: true);
            case SwitchExpressionSyntax choice:
                return BindSwitchExpression(choice);
            case InterpolatedStringExpressionSyntax interpolated:
                return BindInterpolation(interpolated);
            case ThrowExpressionSyntax thrown:
                Add(new BoundCode("throw " + BindFinal(thrown.Expression) + ";", FallsThrough: false), thrown);
                return Code.Of("default!");
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step:
                return BindPlaceUse(step, step.Operand);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step:
                return BindPlaceUse(step, step.Operand);
            case CollectionExpressionSyntax collection:
                return BindCollection(collection);
            case WithExpressionSyntax with when index.Suspends(with.Initializer):
                return Refuse(with.Initializer, "A suspension inside 'with { … }' cannot be compiled yet; keep its value in a local before");
            case ImplicitStackAllocArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax:
                return Refuse(expression, "A suspension inside 'stackalloc' cannot be compiled; keep its value in a local before");
            case RefExpressionSyntax or MakeRefExpressionSyntax or RefTypeExpressionSyntax or RefValueExpressionSyntax:
                return Refuse(expression, "A reference to the result of a suspension cannot be kept; keep the value in a local and refer to that");
            case CheckedExpressionSyntax:
                return Refuse(expression, "A suspension inside 'checked(…)' or 'unchecked(…)' cannot be compiled yet; keep its value in a local before");
            case QueryExpressionSyntax query:
                return BindStrict(query, [query.FromClause.Expression]);
            default:
                return Operands(expression) is { } operands
                    ? BindStrict(expression, operands)
                    : Refuse(expression, $"A suspension in this kind of expression ({expression.Kind()}) cannot be compiled yet; keep its value in a local before");
        }
    }

    /// <summary>The operands of an expression that evaluates them all, from left to right, and then does its work.</summary>
    private static IReadOnlyList<ExpressionSyntax>? Operands(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => [parenthesized.Expression],
        CastExpressionSyntax cast => [cast.Expression],
        MemberAccessExpressionSyntax access => [access.Expression],
        MemberBindingExpressionSyntax => [],
        ElementBindingExpressionSyntax element => [.. element.ArgumentList.Arguments.Select(argument => argument.Expression)],
        PrefixUnaryExpressionSyntax unary when !unary.IsKind(SyntaxKind.AddressOfExpression) => [unary.Operand],
        PostfixUnaryExpressionSyntax unary => [unary.Operand],
        ElementAccessExpressionSyntax element => [element.Expression, .. element.ArgumentList.Arguments.Select(argument => argument.Expression)],
        IsPatternExpressionSyntax test => [test.Expression],
        WithExpressionSyntax copy => [copy.Expression],
        TupleExpressionSyntax tuple => [.. tuple.Arguments.Select(argument => argument.Expression)],
        RangeExpressionSyntax range => [.. new[] { range.LeftOperand, range.RightOperand }.OfType<ExpressionSyntax>()],
        AnonymousObjectCreationExpressionSyntax creation => [.. creation.Initializers.Select(member => member.Expression)],
        ImplicitArrayCreationExpressionSyntax array => Flat(array.Initializer),
        ArrayCreationExpressionSyntax array => [.. array.Type.RankSpecifiers.SelectMany(rank => rank.Sizes).Where(size => size is not OmittedArraySizeExpressionSyntax), .. Flat(array.Initializer)],
        InitializerExpressionSyntax elements when elements.IsKind(SyntaxKind.ArrayInitializerExpression) => Flat(elements),
        _ => null,
    };

    private static IReadOnlyList<ExpressionSyntax> Flat(InitializerExpressionSyntax? elements) => elements is null
        ? []
        : [.. elements.Expressions.SelectMany(element => element is InitializerExpressionSyntax nested ? Flat(nested) : [element])];

    private Code BindLogical(BinaryExpressionSyntax logical)
    {
        if (model.GetTypeInfo(logical.Left).Type?.SpecialType != SpecialType.System_Boolean || model.GetTypeInfo(logical.Right).Type?.SpecialType != SpecialType.System_Boolean)
            return Refuse(logical.Right, $"A suspension on the right of this '{logical.OperatorToken.Text}', which is not the one of bool, cannot be compiled yet; write it as an 'if'");
        var result = scope.Temporary("condition", model.GetTypeInfo(logical).Type!);
        Add(new BoundDeclaration(result, BindFinal(logical.Left), "bool"), logical.Left);
        var isAnd = logical.IsKind(SyntaxKind.LogicalAndExpression);
        var test = isAnd ? Code.Of(result) : "!" + Code.Of(result);
        Add(new BoundIf(test, InBlock(() => Assign(result, logical.Right)), null), logical);
        return Code.Of(result);
    }

    private Code BindCoalesce(BinaryExpressionSyntax coalesce)
    {
        var leftType = TypeOfValue(coalesce.Left);
        var left = scope.Temporary("left", leftType);
        Add(new BoundDeclaration(left, BindFinal(coalesce.Left), left.Type), coalesce.Left);
        var type = TypeOfValue(coalesce);
        var result = scope.Temporary("value", type);
        Add(new BoundDeclaration(result, null, result.Type));
        var isUnwrapped = IsNullable(leftType) && !IsNullable(type);
        var whenThere = InBlock(() => Add(AssignmentOf(result, Code.Of(left) + (isUnwrapped ? ".GetValueOrDefault()" : "")), coalesce.Left));
        Add(new BoundIf(Code.Of(left) + " is not null", whenThere, InBlock(() => Assign(result, coalesce.Right))), coalesce);
        return Code.Of(result);
    }

    private Code BindConditional(ConditionalExpressionSyntax conditional)
    {
        if (conditional.WhenTrue is RefExpressionSyntax)
            return Refuse(conditional, "A conditional reference cannot be suspended; use an 'if'");
        var condition = BindFinal(conditional.Condition);
        var result = scope.Temporary("value", TypeOfValue(conditional));
        Add(new BoundDeclaration(result, null, result.Type));
        Add(new BoundIf(condition, InBlock(() => Assign(result, conditional.WhenTrue)), InBlock(() => Assign(result, conditional.WhenFalse))), conditional);
        return Code.Of(result);
    }

    // "a?.M(S)": the rest is evaluated only if a is there.
    private Code BindConditionalAccess(ConditionalAccessExpressionSyntax access, bool isUsed)
    {
        if (!index.Suspends(access.WhenNotNull))
            return isUsed ? BindStrict(access, [access.Expression]) : Discard(BindStrict(access, [access.Expression]), access);
        var type = TypeOfValue(access.Expression);
        var receiver = scope.Temporary("receiver", type);
        Add(new BoundDeclaration(receiver, BindFinal(access.Expression), receiver.Type), access.Expression);
        var place = IsNullable(type) ? Code.Of(receiver) + ".GetValueOrDefault()" : Code.Of(receiver);
        scope.ConditionalReceivers[access] = place;
        var resultType = model.GetTypeInfo(access).Type;
        if (!isUsed || resultType is null or { SpecialType: SpecialType.System_Void })
        {
            Add(new BoundIf(Code.Of(receiver) + " is not null", InBlock(() => BindExpressionStatement(access.WhenNotNull, access.WhenNotNull)), null), access);
            return Code.Empty;
        }

        var result = scope.Temporary("value", resultType);
        Add(new BoundDeclaration(result, Code.Of("default"), result.Type));
        Add(new BoundIf(Code.Of(receiver) + " is not null", InBlock(() => Assign(result, access.WhenNotNull)), null), access);
        return Code.Of(result);
    }

    private Code Discard(Code code, SyntaxNode source)
    {
        Add(new BoundCode(code + ";"), source);
        return Code.Empty;
    }

    // Each part before a suspension is formatted when its turn comes, as the string's own handler would do.
    private Code BindInterpolation(InterpolatedStringExpressionSyntax interpolated)
    {
        if (model.GetTypeInfo(interpolated).ConvertedType?.SpecialType is not (SpecialType.System_String or SpecialType.System_Object))
            return Refuse(interpolated, "A suspension inside an interpolated string with a handler of its own cannot be compiled; keep its value in a local before");
        var holes = interpolated.Contents.OfType<InterpolationSyntax>().ToList();
        var last = holes.FindLastIndex(index.Suspends);
        var replacements = new Dictionary<SyntaxNode, Code>();
        for (var i = 0; i <= last; i++)
        {
            var value = BindFinal(holes[i].Expression);
            if (i == last)
            {
                replacements[holes[i].Expression] = value;
                continue;
            }

            var formatted = scope.Temporary("part", model.Compilation.GetSpecialType(SpecialType.System_String));
            var hole = TextCopier.Copy(scope, holes[i], new Dictionary<SyntaxNode, Code> { [holes[i].Expression] = value });
            // The same quotes and braces, so that formats keep their escapes.
            Add(new BoundDeclaration(formatted, interpolated.StringStartToken.Text.Trim() + hole + interpolated.StringEndToken.Text.Trim(), "string"), holes[i]);
            replacements[holes[i]] = holes[i].OpenBraceToken.Text + Code.Of(formatted) + holes[i].CloseBraceToken.Text;
        }

        return Copy(interpolated, replacements);
    }

    private Code BindCollection(CollectionExpressionSyntax collection)
    {
        if (collection.Elements.FirstOrDefault(element => element is not ExpressionElementSyntax) is { } spread)
            return Refuse(spread, "A suspension beside a spread element cannot be compiled yet; build the collection step by step");
        if (model.GetTypeInfo(collection).ConvertedType is INamedTypeSymbol { TypeKind: TypeKind.Class } type && type.ContainingNamespace?.ToDisplayString() != "System.Collections.Generic")
            return Refuse(collection, "A suspension in a collection expression for this type cannot be compiled yet; add the elements one by one");
        return BindStrict(collection, [.. collection.Elements.Cast<ExpressionElementSyntax>().Select(element => element.Expression)]);
    }

    private Code BindCreation(BaseObjectCreationExpressionSyntax creation)
    {
        if (!index.Suspends(creation.Initializer))
            return BindCall(creation, [], creation.ArgumentList?.Arguments ?? []);
        return BindInitializers(creation);
    }

    private Code Refuse(SyntaxNode node, string message)
    {
        scope.Report(Rules.UnsupportedForm, index.Suspends(node) ? FirstSuspension(node) : node, message);
        return Code.Empty;
    }

    private void Assign(Variable target, ExpressionSyntax value)
    {
        var code = BindFinal(value is ThrowExpressionSyntax && !index.Suspends(value) ? value : value);
        if (value is ThrowExpressionSyntax)
        {
            if (!index.Suspends(value))
                Add(new BoundCode(code + ";", FallsThrough: false), value);
            return;
        }

        Add(AssignmentOf(target, code), value);
    }

    private static BoundCode AssignmentOf(Variable target, Code value) => new(Code.Of(target, Access.Assign) + " = " + value + ";");

    /// <summary>The type of the value itself, or the one that it is converted to where it has none by itself.</summary>
    private ITypeSymbol TypeOfValue(ExpressionSyntax expression)
    {
        var info = model.GetTypeInfo(expression);
        return (info.Type is null or IErrorTypeSymbol ? info.ConvertedType : info.Type) ?? model.Compilation.ObjectType;
    }

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
