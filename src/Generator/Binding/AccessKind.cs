using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Declaring;
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

    /// <summary>
    /// The text that takes the address of the variable or of a part of it: "&amp;x", "&amp;x.y", and a fixed-size buffer in it that stands for its
    /// first element. An array's element is no part of the array's variable, nor is what a span or a pointer points to.
    /// </summary>
    public static ExpressionSyntax? AddressOf(IdentifierNameSyntax name, SemanticModel model)
    {
        ExpressionSyntax part = name;
        while (true)
        {
            switch (part.Parent)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    part = parenthesized;
                    break;
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } address:
                    return address;
                case MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access when access.Expression == part && HasParts(part, model):
                    if (IsFixedBuffer(access, model) && access.Parent is not ElementAccessExpressionSyntax)
                        return access;
                    part = access;
                    break;
                case ElementAccessExpressionSyntax element when element.Expression == part && (HasParts(part, model) || IsFixedBuffer(part, model)):
                    part = element;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Whether it is a fixed-size buffer, which is a part of the struct that it is a field of.</summary>
    public static bool IsFixedBuffer(ExpressionSyntax expression, SemanticModel model) => model.GetSymbolInfo(expression).Symbol is IFieldSymbol { IsFixedSizeBuffer: true };

    // The fields of a ref struct are parts of it, but for those that are references; what a span gives is none.
    private static bool HasParts(ExpressionSyntax expression, SemanticModel model) => model.GetTypeInfo(expression).Type is { IsValueType: true, TypeKind: not TypeKind.Pointer } type && !type.IsSpan()
        && (!type.IsRefLikeType || expression.Parent is MemberAccessExpressionSyntax access && model.GetSymbolInfo(access).Symbol is IFieldSymbol { RefKind: RefKind.None });

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
