using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PollGen.CodeFixes.AsyncMethods;
using PollGen.CodeFixes.References;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0207: makes a new future before one that is over would be polled again. Where the variable is set once, by a call that can be made again, and the poll is in the block of its
/// declaration: in a loop, a new future could replace one that is not over.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PollAnewFix() : DocumentFix("PG0207", "Make a new future before this poll")
{
    private protected override bool CanFix(Place place) => Find(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var (statement, name, maker) = Find(place)!.Value;
        var anew = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            name.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            maker.WithoutTrivia()));
        editor.InsertBefore(statement, anew.WithLeadingTrivia(statement.GetLeadingTrivia()).WithTrailingTrivia(Indentation.LineEnd(statement)));
        editor.ReplaceNode(statement, (current, _) => current.WithLeadingTrivia(Indentation.Of(statement)));
    }

    private static (StatementSyntax Statement, IdentifierNameSyntax Name, ExpressionSyntax Maker)? Find(Place place)
    {
        if (place.Node is not IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Poll", Parent: InvocationExpressionSyntax poll } } name
            || RepeatableMaker.Of(name, place) is not { } maker
            || name.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || maker.FirstAncestorOrSelf<StatementSyntax>()?.Parent != block
            || name.Ancestors().TakeWhile(outer => outer != statement).Any(outer => outer is AnonymousFunctionExpressionSyntax))
        {
            return null;
        }

        // Each time the condition is asked, the last poll has said no.
        return statement is not (WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax)
            || (statement is WhileStatementSyntax loop && loop.Condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not && not.Operand == poll)
            ? (statement, name, maker)
            : null;
    }
}
