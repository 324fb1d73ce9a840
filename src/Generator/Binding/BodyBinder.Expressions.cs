using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Binds an expression whose value is used by the very next statement.</summary>
    private Code BindFinal(ExpressionSyntax expression) => index.Suspends(expression)
        ? (scope.References.MarksOf(expression) ?? []).Aggregate(Bind(expression), (inner, mark) => mark(inner))
        : Copy(expression);

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
            case BinaryExpressionSyntax binary when model.GetOperation(binary) is ITupleBinaryOperation:
                return BindTupleComparison(binary);
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
                return BindWith(with);
            case ImplicitStackAllocArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax:
                return Refuse(expression, "A suspension inside 'stackalloc' cannot be compiled; keep its value in a local before");
            case RefExpressionSyntax reference when IsPath(reference.Expression):
                return Copy(reference, new Dictionary<SyntaxNode, Code> { [reference.Expression] = BindPlace(reference.Expression, [], isAddress: false) });
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } address when IsPath(address.Operand):
                return BindPlaceUse(address, address.Operand);
            case RefExpressionSyntax or MakeRefExpressionSyntax or RefTypeExpressionSyntax or RefValueExpressionSyntax:
                return Refuse(expression, "A reference to the result of a suspension cannot be kept; keep the value in a local and refer to that");
            case CheckedExpressionSyntax context:
                var inner = Code.Empty;
                InOverflow(context.Keyword.Text, () => inner = Bind(context.Expression));
                return $"{context.Keyword.Text}(" + inner + ")";
            case QueryExpressionSyntax query:
                return BindStrict(query, [query.FromClause.Expression]);
            default:
                return Operands(expression) is { } operands
                    ? BindStrict(expression, operands)
                    : Refuse(expression, $"A suspension in this kind of expression ({expression.Kind()}) cannot be compiled yet; keep its value in a local before");
        }
    }

    /// <summary>Whether a place is found by a path in which something may suspend, or is what a call gives.</summary>
    private bool IsPath(ExpressionSyntax place) => place is ParenthesizedExpressionSyntax parenthesized ? IsPath(parenthesized.Expression)
        : place is ConditionalExpressionSyntax { WhenTrue: RefExpressionSyntax, WhenFalse: RefExpressionSyntax } || place is ElementAccessExpressionSyntax or MemberAccessExpressionSyntax
        || place is InvocationExpressionSyntax && IsReturnedReference(place);

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
        if (model.GetOperation(logical) is not IBinaryOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_Boolean })
            return BindUserDefinedLogical(logical);
        var result = scope.Temporary("condition", model.GetTypeInfo(logical).Type!);
        Add(new BoundDeclaration(result, BindFinal(logical.Left), "bool"), logical.Left);
        var isAnd = logical.IsKind(SyntaxKind.LogicalAndExpression);
        var test = isAnd ? Code.Of(result) : "!" + Code.Of(result);
        Add(new BoundIf(test, InBlock(() => Assign(result, logical.Right)), null), logical);
        return Code.Of(result);
    }

    // "a && b" is "false(a) ? a : a & b", with the operators that the type defines; of dynamic values the run time knows them.
    private Code BindUserDefinedLogical(BinaryExpressionSyntax logical)
    {
        var isAnd = logical.IsKind(SyntaxKind.LogicalAndExpression);
        var operation = model.GetOperation(logical) as IBinaryOperation;
        var type = operation?.Type ?? TypeOfValue(logical);
        var leftType = TypeOfValue(logical.Left);
        var test = operation switch
        {
            { OperatorMethod.ContainingType: var owner } when owner.GetMembers(isAnd ? "op_False" : "op_True").OfType<IMethodSymbol>().FirstOrDefault() is { } method =>
                scope.Accessors.Operator(method) is { } accessor ? accessor + "(default!, " : null,
            _ when leftType.SpecialType == SpecialType.System_Boolean => isAnd ? "!(" : "(",
            _ when type.TypeKind == TypeKind.Dynamic => $"global::PollGen.CompilerServices.DynamicOperators.{(isAnd ? "IsFalse" : "IsTrue")}(",
            _ => null,
        };
        if (test is null)
            return Refuse(logical.Right, $"The operators behind this '{logical.OperatorToken.Text}' cannot be named here; write it as an 'if'");
        var result = scope.Temporary("value", type);
        Add(new BoundDeclaration(result, BindFinal(logical.Left), result.Type), logical.Left);
        var operand = leftType.SpecialType == SpecialType.System_Boolean ? "(bool)" + Code.Of(result) : Code.Of(result);
        var right = InBlock(() =>
        {
            var value = BindFinal(logical.Right);
            var both = type.TypeKind == TypeKind.Dynamic
                ? $"global::PollGen.CompilerServices.DynamicOperators.{(isAnd ? "And" : "Or")}(" + Code.Of(result) + ", " + value + ")"
                : operand + (isAnd ? " & (" : " | (") + value + ")";
            Add(new BoundCode(Code.Of(result, Access.Any) + " = " + both + ";"), logical);
        });
        Add(new BoundIf("!" + test + operand + ")", right, null), logical);
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
        if (conditional is { WhenTrue: RefExpressionSyntax whenTrue, WhenFalse: RefExpressionSyntax whenFalse })
            return BindChosenPlace(conditional, whenTrue.Expression, whenFalse.Expression, []);
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
