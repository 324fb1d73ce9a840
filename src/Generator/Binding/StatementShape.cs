using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Binding;

/// <summary>Decides which statements are taken apart and which are copied whole.</summary>
internal static class StatementShape
{
    /// <summary>Whether the statements in a block, section or body are bound one by one: when one of them suspends.</summary>
    public static bool IsTakenApart(SyntaxNode? node, BodyIndex index) => node switch
    {
        null => false,
        _ when node == index.Body => true,
        LabeledStatementSyntax or ElseClauseSyntax => IsTakenApart(node.Parent, index),
        StatementSyntax statement => index.Suspends(statement) && !SuspendsOnlyInHead(statement, index) && IsTakenApart(node.Parent, index),
        SwitchSectionSyntax => IsTakenApart(node.Parent, index),
        _ => index.Suspends(node) && IsTakenApart(node.Parent, index),
    };

    /// <summary>
    /// Whether only what stands at the head suspends, which is evaluated once and first: then the rest of the statement
    /// stays the user's text.
    /// </summary>
    public static bool SuspendsOnlyInHead(StatementSyntax statement, BodyIndex index)
    {
        var head = Heads(statement);
        return head.Any(index.Suspends) && !head.Any(index.IsOpening)
            && !Parts(statement).Any(child => index.Suspends(child) && !head.Any(part => child.Span.Contains(part.Span)));
    }

    private static IEnumerable<SyntaxNode> Parts(StatementSyntax statement) => statement is FixedStatementSyntax pinned
        ? [.. pinned.Declaration.Variables, pinned.Statement]
        : statement.ChildNodes();

    public static IReadOnlyList<ExpressionSyntax> Heads(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax branch => [branch.Condition],
        SwitchStatementSyntax choice => [choice.Expression],
        CommonForEachStatementSyntax loop => [loop.Expression],
        LockStatementSyntax locked => [locked.Expression],
        UsingStatementSyntax { Expression: { } resource } => [resource],
        // What the others suspend in, the first is pinned across.
        FixedStatementSyntax pinned => [pinned.Declaration.Variables[0].Initializer!.Value],
        _ => [],
    };
}
