using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>What the text around an identifier does with the variable that it names.</summary>
internal static class AccessKind
{
    /// <param name="name">It.</param>
    /// <param name="symbol">The variable.</param>
    /// <param name="root">The text that is copied.</param>
    public static Access Of(IdentifierNameSyntax name, ISymbol symbol, SyntaxNode root)
    {
        if (AssignedAsAWhole(name, root) is { } assignment)
            return assignment.Right is RefExpressionSyntax ? Access.Rebind : Access.Assign;
        return MayWrite(name, symbol) ? Access.Any : Access.Read;
    }

    /// <summary>The assignment that a text consists of, if what is given is its target or, in a deconstruction, one of them.</summary>
    public static AssignmentExpressionSyntax? AssignedAsAWhole(ExpressionSyntax target, SyntaxNode root)
    {
        while (target.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax targets })
            target = targets;
        return target.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: var holder } assignment
            && assignment.Left == target
            && (assignment == root || (holder is ExpressionStatementSyntax && holder == root))
            ? assignment
            : null;
    }

    /// <summary>The "&amp;x" around the name, which may stand for a part of it; what is elsewhere, like an array's element, is none.</summary>
    public static PrefixUnaryExpressionSyntax? AddressOf(IdentifierNameSyntax name, SemanticModel model)
    {
        SyntaxNode node = name;
        while (node.Parent is ParenthesizedExpressionSyntax
            || node.Parent is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } or ElementAccessExpressionSyntax && node.Parent.ChildNodes().First() == node && model.GetTypeInfo(node).Type is { IsValueType: true, IsRefLikeType: false })
            node = node.Parent;
        return node.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } address ? address : null;
    }

    /// <summary>Whether the variable itself is given another value there, or may be.</summary>
    public static bool IsSet(IdentifierNameSyntax name)
    {
        SyntaxNode node = name;
        while (node.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax } or TupleExpressionSyntax)
            node = node.Parent;
        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) || unary.IsKind(SyntaxKind.AddressOfExpression),
            PostfixUnaryExpressionSyntax unary => !unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword),
            RefExpressionSyntax => true,
            ForEachVariableStatementSyntax loop => loop.Variable == node,
            _ => false,
        };
    }

    /// <summary>Whether a reference to the variable, or into it, is made there, through which it may be changed later.</summary>
    public static bool TakesReference(IdentifierNameSyntax name)
    {
        SyntaxNode node = name;
        while (node.Parent is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && node.Parent.ChildNodes().First() == node)
            node = node.Parent;
        return node.Parent switch
        {
            RefExpressionSyntax => true,
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.AddressOfExpression),
            ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword),
            _ => false,
        };
    }

    /// <summary>Whether the variable may be changed there, by this text or through an address taken by it.</summary>
    public static bool MayWrite(IdentifierNameSyntax name, ISymbol symbol)
    {
        var isObject = symbol is ILocalSymbol { Type.IsReferenceType: true } or IParameterSymbol { Type.IsReferenceType: true };
        SyntaxNode node = name;
        while (node.Parent is { } parent)
        {
            switch (parent)
            {
                case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                    node = parent;
                    continue;
                case AssignmentExpressionSyntax assignment:
                    return assignment.Left == node;
                case PrefixUnaryExpressionSyntax unary:
                    return unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) || unary.IsKind(SyntaxKind.AddressOfExpression);
                case PostfixUnaryExpressionSyntax:
                    return true;
                case ArgumentSyntax argument:
                    return !argument.RefKindKeyword.IsKind(SyntaxKind.None) || parent.Parent is TupleExpressionSyntax;
                case RefExpressionSyntax:
                    return true;
                // A member of a struct, or an element of an inline array: a call may change the variable itself.
                case MemberAccessExpressionSyntax access when access.Expression == node:
                case ElementAccessExpressionSyntax element when element.Expression == node:
                    return !isObject;
                default:
                    return false;
            }
        }

        return false;
    }
}
