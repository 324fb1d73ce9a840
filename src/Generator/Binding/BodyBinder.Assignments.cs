using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Code BindAssignment(AssignmentExpressionSyntax assignment)
    {
        if (!index.Suspends(assignment.Right))
            return Copy(assignment, new Dictionary<SyntaxNode, Code> { [assignment.Left] = BindPlace(assignment.Left, [assignment.Right], isAddress: false) });
        if (assignment.Right is RefExpressionSyntax reference)
            return IsPath(reference.Expression) ? Rewrite(assignment, Code.Empty, Bind(reference)) : Refuse(assignment.Right, "A reference to the result of a suspension cannot be kept; keep the value in a local and refer to that");
        if ((model.GetOperation(assignment) as ICompoundAssignmentOperation)?.OperatorMethod is { IsStatic: false })
            return BindInstanceOperator(assignment);
        var place = BindPlace(assignment.Left, [assignment.Right], isAddress: false);
        if (IsDynamicMember(assignment))
            return BindDynamicMember(assignment, place);
        return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || IsEvent(assignment.Left)
            ? Rewrite(assignment, place, Bind(assignment.Right))
            : BindCompound(assignment, place);
    }

    // The left side is read before the suspension: "total += S" is "left = total; … left += s; total = left".
    private Code BindCompound(AssignmentExpressionSyntax assignment, Code place)
    {
        if (IsUnaffected(assignment.Left, [assignment.Right]))
            return Rewrite(assignment, place, Bind(assignment.Right));
        var type = model.GetTypeInfo(assignment.Left).Type!;
        var left = scope.Temporary("left", type);
        Add(new BoundDeclaration(left, place, left.Type), assignment.Left);
        var right = Bind(assignment.Right);
        Add(new BoundCode(Code.Of(left, Access.Any) + $" {assignment.OperatorToken.Text} " + right + ";"), assignment);
        return place + " = " + Code.Of(left);
    }

    private bool IsDynamicMember(AssignmentExpressionSyntax assignment) =>
        (assignment.IsKind(SyntaxKind.AddAssignmentExpression) || assignment.IsKind(SyntaxKind.SubtractAssignmentExpression))
        && assignment.Left is MemberAccessExpressionSyntax && model.GetOperation(assignment.Left) is IDynamicMemberReferenceOperation;

    // What looks like a value may be an event, which has none; the run time knows.
    private Code BindDynamicMember(AssignmentExpressionSyntax assignment, Code place)
    {
        var owner = ((MemberAccessExpressionSyntax)assignment.Left).Expression;
        var name = ((MemberAccessExpressionSyntax)assignment.Left).Name.Identifier.ValueText;
        var isEvent = scope.Temporary("isEvent", model.Compilation.GetSpecialType(SpecialType.System_Boolean));
        var receiver = new Code([.. place.Pieces.Take(1)]);
        if (receiver.Pieces is not [VariablePiece])
            return Refuse(assignment.Right, $"'{owner}' cannot be kept while this is awaited; put it in a local before");
        Add(new BoundDeclaration(isEvent, "global::PollGen.CompilerServices.DynamicOperators.IsEvent(" + receiver + $", \"{name}\", typeof({scope.NameOf(scope.Method.ContainingType)}))", "bool"), assignment.Left);
        var left = scope.Temporary("left", model.GetTypeInfo(assignment.Left).Type!);
        Add(new BoundDeclaration(left, Code.Of(isEvent) + " ? null : " + place, left.Type), assignment.Left);
        var right = scope.Temporary("right", TypeOfValue(assignment.Right));
        Add(new BoundDeclaration(right, Bind(assignment.Right), right.Type), assignment.Right);
        var sign = assignment.OperatorToken.Text.Substring(0, 1);
        return Code.Of(left, Access.Any) + " = " + Code.Of(isEvent) + " ? (" + place + $" {sign}= " + Code.Of(right) + ") : (" + place + " = " + Code.Of(left) + $" {sign} " + Code.Of(right) + ")";
    }

    // An operator that changes its operand: of a class it is called on the object that the left side was, of a struct on the variable.
    private Code BindInstanceOperator(AssignmentExpressionSyntax assignment)
    {
        if (model.GetTypeInfo(assignment.Left).Type is not { IsReferenceType: true } type)
            return Rewrite(assignment, BindPlace(assignment.Left, [assignment.Right], isAddress: true), Bind(assignment.Right));
        var target = scope.Temporary("target", type);
        Add(new BoundDeclaration(target, BindPlace(assignment.Left, [assignment.Right], isAddress: false), target.Type), assignment.Left);
        return Code.Of(target, Access.Any) + $" {assignment.OperatorToken.Text} " + Bind(assignment.Right);
    }

    private Code Rewrite(AssignmentExpressionSyntax assignment, Code place, Code value) =>
        Copy(assignment, NamesOnly(assignment.Left) && !place.Variables.Any(piece => piece.Variable.Kind == VariableKind.Temporary)
            ? new Dictionary<SyntaxNode, Code> { [assignment.Right] = value }
            : new Dictionary<SyntaxNode, Code> { [assignment.Left] = place, [assignment.Right] = value });

    private static bool NamesOnly(ExpressionSyntax target) => target is IdentifierNameSyntax or DeclarationExpressionSyntax
        || target is TupleExpressionSyntax targets && targets.Arguments.All(argument => NamesOnly(argument.Expression));

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
}
