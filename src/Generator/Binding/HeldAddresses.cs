using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>Finds the addresses of locals that pointers are set to. Followed is what a pointer is set to itself, not what a call makes of an address: that is the writer's promise.</summary>
internal static class HeldAddresses
{
    /// <summary>That of a pointer variable; null where it points elsewhere.</summary>
    public static HeldAddress? Of(ISymbol pointer, Scope scope) =>
        Values(pointer, scope).SelectMany(Parts).Select(part => Of(part, scope)).FirstOrDefault(address => address is not null);

    private static HeldAddress? Of(ExpressionSyntax part, Scope scope)
    {
        switch (part)
        {
            case StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax:
                return At(part);
            case IdentifierNameSyntax name:
                return scope.VariableOf(scope.Index.SymbolOf(name))?.HeldAddress;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } or MemberAccessExpressionSyntax:
                var root = part.DescendantNodes().OfType<IdentifierNameSyntax>()
                    .FirstOrDefault(name => scope.Index.SymbolOf(name) is not null && AccessKind.AddressOf(name, scope.Model) == part);
                return root is null || (scope.IsPinned && scope.Model.GetTypeInfo(root).Type?.MayBeRefLike() == false) ? null : At(part);
            default:
                return null;
        }
    }

    private static HeldAddress At(ExpressionSyntax text) => new(SourceRange.Of(text.GetLocation()), text.ToString());

    private static IEnumerable<ExpressionSyntax> Values(ISymbol pointer, Scope scope)
    {
        foreach (var declaration in pointer.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(scope.Cancellation)).OfType<VariableDeclaratorSyntax>())
        {
            // What "fixed" takes stays where it is.
            if (declaration is { Initializer.Value: var value, Parent.Parent: not FixedStatementSyntax })
                yield return value;
        }

        foreach (var use in scope.Index.UsesOf(pointer))
        {
            if (use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use)
                yield return assignment.Right;
        }
    }

    // What the value may be, or is at a distance from.
    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax parenthesized => Parts(parenthesized.Expression),
        CastExpressionSyntax cast => Parts(cast.Expression),
        CheckedExpressionSyntax context => Parts(context.Expression),
        AssignmentExpressionSyntax assignment => Parts(assignment.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum => Parts(sum.Left).Concat(Parts(sum.Right)),
        ConditionalExpressionSyntax choice => Parts(choice.WhenTrue).Concat(Parts(choice.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Parts(arm.Expression)),
        _ => [value],
    };
}
