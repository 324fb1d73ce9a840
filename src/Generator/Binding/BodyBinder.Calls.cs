using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Code BindInvocation(InvocationExpressionSyntax call)
    {
        var receiver = Receiver(call);
        return BindCall(call, receiver is null ? [] : [receiver], call.ArgumentList.Arguments);
    }

    private Code BindCall(ExpressionSyntax call, IReadOnlyList<Operand> receiver, IReadOnlyList<ArgumentSyntax> arguments)
    {
        if (arguments.Concat<SyntaxNode>(receiver.Select(operand => operand.Expression)).FirstOrDefault(IsHandler) is { } handler && arguments.Any(index.Suspends))
            return Refuse(handler, "An interpolated string with a handler of its own cannot be kept while this is awaited; put the awaited value in a local before");
        return Copy(call, BindOperands([.. receiver, .. arguments.Select(argument => OperandOf(call, argument))]));
    }

    private Operand OperandOf(ExpressionSyntax call, ArgumentSyntax argument)
    {
        var operation = model.GetOperation(argument) as Microsoft.CodeAnalysis.Operations.IArgumentOperation;
        var parameter = operation?.Parameter;
        var isReference = !argument.RefKindKeyword.IsKind(SyntaxKind.None)
            || parameter is { RefKind: not RefKind.None } && IsVariable(argument.Expression)
                && SymbolEqualityComparer.Default.Equals(parameter.Type, model.GetTypeInfo(argument.Expression).Type);
        return new Operand(argument.Expression, isReference, parameter?.Name ?? "argument");
    }

    // An argument for an "in" parameter is passed by reference if it is a variable of the very type.
    private bool IsVariable(ExpressionSyntax expression) =>
        model.GetSymbolInfo(expression).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol || expression is ElementAccessExpressionSyntax;

    /// <summary>What a call is made on, if that is evaluated: not for static calls, nor on <c>this</c> and <c>base</c>.</summary>
    private Operand? Receiver(InvocationExpressionSyntax call)
    {
        var symbol = model.GetSymbolInfo(call).Symbol as IMethodSymbol;
        if (symbol is { MethodKind: MethodKind.DelegateInvoke } && !IsNamedInvoke(call.Expression))
            return new Operand(call.Expression, IsPlace: false, "target");
        if (call.Expression is not MemberAccessExpressionSyntax access || access.Expression is BaseExpressionSyntax or ThisExpressionSyntax)
            return null;
        if (symbol is null or { IsStatic: true, MethodKind: not MethodKind.ReducedExtension } || model.GetSymbolInfo(access.Expression).Symbol is ITypeSymbol or INamespaceSymbol)
            return null;
        var type = model.GetTypeInfo(access.Expression).Type;
        var isByReference = symbol.MethodKind == MethodKind.ReducedExtension
            ? symbol.ReducedFrom!.Parameters[0].RefKind is not RefKind.None
            : type is { IsReferenceType: false };
        return new Operand(access.Expression, isByReference, "receiver");
    }

    private static bool IsNamedInvoke(ExpressionSyntax target) =>
        target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke" } or MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Invoke" };

    private bool IsHandler(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<InterpolatedStringExpressionSyntax>().Any(text => model.GetConversion(text).IsInterpolatedStringHandler);

    private Code BindAssignment(AssignmentExpressionSyntax assignment)
    {
        if (!index.Suspends(assignment.Right))
            return Copy(assignment, new Dictionary<SyntaxNode, Code> { [assignment.Left] = BindPlace(assignment.Left, [assignment.Right], isAddress: false) });
        if (assignment.Right is RefExpressionSyntax)
            return Refuse(assignment.Right, "A reference to the result of a suspension cannot be kept; keep the value in a local and refer to that");
        if (assignment.Left is ConditionalAccessExpressionSyntax)
            return Refuse(assignment.Right, "A suspension on the right of '?.' cannot be compiled yet; write it as an 'if'");
        var place = BindPlace(assignment.Left, [assignment.Right], isAddress: false);
        if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || IsEvent(assignment.Left))
            return Rewrite(assignment, place, Bind(assignment.Right));
        return BindCompound(assignment, place);
    }

    // The left side is read before the suspension: "total += S" is "left = total; … left += s; total = left".
    private Code BindCompound(AssignmentExpressionSyntax assignment, Code place)
    {
        var operation = model.GetOperation(assignment) as Microsoft.CodeAnalysis.Operations.ICompoundAssignmentOperation;
        if (operation?.OperatorMethod is { IsStatic: false })
            return Refuse(assignment.Right, "A suspension on the right of a user-defined compound assignment cannot be compiled yet; keep its value in a local before");
        if (IsUnaffected(assignment.Left, [assignment.Right]))
            return Rewrite(assignment, place, Bind(assignment.Right));
        var type = model.GetTypeInfo(assignment.Left).Type!;
        var left = scope.Temporary("left", type);
        Add(new BoundDeclaration(left, place, left.Type), assignment.Left);
        var right = Bind(assignment.Right);
        Add(new BoundCode(Code.Of(left, Access.Any) + $" {assignment.OperatorToken.Text} " + right + ";"), assignment);
        return place + " = " + Code.Of(left);
    }

    private Code Rewrite(AssignmentExpressionSyntax assignment, Code place, Code value) =>
        Copy(assignment, assignment.Left is IdentifierNameSyntax
            ? new Dictionary<SyntaxNode, Code> { [assignment.Right] = value }
            : new Dictionary<SyntaxNode, Code> { [assignment.Left] = place, [assignment.Right] = value });

    private bool IsEvent(ExpressionSyntax expression) => model.GetSymbolInfo(expression).Symbol is IEventSymbol;

    private Code BindCoalesceAssignment(AssignmentExpressionSyntax assignment, bool isUsed)
    {
        var place = BindPlace(assignment.Left, [assignment.Right], isAddress: false);
        var leftType = model.GetTypeInfo(assignment.Left).Type!;
        var resultType = model.GetTypeInfo(assignment).Type ?? leftType;
        var current = scope.Temporary("left", leftType);
        Add(new BoundDeclaration(current, place, current.Type), assignment.Left);
        var unwrap = IsNullable(leftType) && !IsNullable(resultType) ? ".GetValueOrDefault()" : "";
        var result = scope.Temporary("value", resultType);
        if (isUsed)
            Add(new BoundDeclaration(result, null, result.Type));
        var keep = isUsed ? InBlock(() => Add(AssignmentOf(result, Code.Of(current) + unwrap))) : null;
        var replace = InBlock(() =>
        {
            var value = BindFinal(assignment.Right);
            if (!isUsed)
            {
                Add(new BoundCode(place + " = " + value + ";"), assignment);
                return;
            }

            Add(AssignmentOf(result, value), assignment);
            Add(new BoundCode(place + " = " + Code.Of(result) + ";"), assignment);
        });
        Add(new BoundIf(Code.Of(current) + " is null", replace, keep), assignment);
        return Code.Of(result);
    }

    // "new X { A = S }": the object is made first, then its members are assigned in turn.
    private Code BindInitializers(BaseObjectCreationExpressionSyntax creation)
    {
        var type = model.GetTypeInfo(creation).Type!;
        var initializer = creation.Initializer!;
        if (UnassignableMember(initializer, type) is { } member)
            return Refuse(initializer, $"'{member}' can only be set inside an object initialiser, so a suspension there cannot be compiled yet; keep its value in a local before");
        var target = scope.Temporary(type.Name.Length > 0 ? char.ToLowerInvariant(type.Name[0]) + type.Name.Substring(1) : "target", type);
        var arguments = BindOperands([.. (creation.ArgumentList?.Arguments ?? []).Select(argument => OperandOf(creation, argument))]);
        var argumentList = creation.ArgumentList is null ? Code.Of("()") : TextCopier.Copy(scope, creation.ArgumentList, arguments);
        Add(new BoundDeclaration(target, $"new {scope.NameOf(type)}" + argumentList, target.Type), creation);
        BindInitializer(initializer, Code.Of(target, Access.Any));
        return Code.Of(target);
    }

    private void BindInitializer(InitializerExpressionSyntax initializer, Code target)
    {
        foreach (var element in initializer.Expressions)
        {
            if (element is not AssignmentExpressionSyntax assignment || !initializer.IsKind(SyntaxKind.ObjectInitializerExpression))
            {
                var arguments = element is InitializerExpressionSyntax several ? several.Expressions.ToList() : [element];
                var bound = BindOperands([.. arguments.Select(argument => new Operand(argument, IsPlace: false, "item"))]);
                Add(new BoundCode(target + ".Add(" + Code.Join(", ", arguments.Select(argument => bound.TryGetValue(argument, out var code) ? code : Copy(argument))) + ");"), element);
                continue;
            }

            var member = BindMemberOfInitializer(assignment.Left, target, [assignment.Right]);
            if (assignment.Right is InitializerExpressionSyntax nested)
                BindInitializer(nested, member);
            else
                Add(new BoundCode(member + " = " + BindFinal(assignment.Right) + ";"), assignment);
        }
    }

    private Code BindMemberOfInitializer(ExpressionSyntax left, Code target, IReadOnlyList<SyntaxNode> later)
    {
        if (left is not ImplicitElementAccessSyntax element)
            return target + "." + left.ToString();
        var indices = element.ArgumentList.Arguments.Select(argument => BindStable(argument.Expression, "index", later));
        return target + "[" + Code.Join(", ", indices.ToList()) + "]";
    }

    private string? UnassignableMember(InitializerExpressionSyntax initializer, ITypeSymbol type)
    {
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            if (owner.GetMembers().FirstOrDefault(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) is { } required)
                return required.Name;
        }

        return initializer.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Select(assignment => model.GetSymbolInfo(assignment.Left).Symbol)
            .OfType<IPropertySymbol>().FirstOrDefault(property => property.SetMethod is { IsInitOnly: true })?.Name;
    }
}
