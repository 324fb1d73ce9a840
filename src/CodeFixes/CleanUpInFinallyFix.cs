using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0218: moves the clean-up into a finally, behind a flag that is set at the end of the try block. Not where something else leaves the block, for then it is complete too; and
/// not where the handler names its exception.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CleanUpInFinallyFix() : DocumentFix("PG0218", "Clean up in a finally")
{
    private const string Flag = "isComplete";

    private protected override bool CanFix(Place place) =>
        place.Around<CatchClauseSyntax>() is { Declaration: null or { Identifier.RawKind: 0 }, Parent: TryStatementSyntax { Finally: null, Parent: BlockSyntax } statement } handler
        && handler.Block.Statements.Count > 1
        && !statement.Block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax)
        && place.Model.LookupSymbols(statement.SpanStart, name: Flag).IsEmpty
        && !handler.Block.DescendantNodes().OfType<ThrowStatementSyntax>().Any(other => other.Expression is null && other.Parent != handler.Block);

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var statement = (TryStatementSyntax)place.Around<CatchClauseSyntax>()!.Parent!;
        editor.InsertBefore(statement, SyntaxFactory.ParseStatement($"var {Flag} = false;").WithLeadingTrivia(statement.GetLeadingTrivia()).WithTrailingTrivia(LineEnd(statement)));
        editor.ReplaceNode(statement, (current, _) => InFinally((TryStatementSyntax)current));
    }

    // As the file has them.
    private static SyntaxTrivia LineEnd(TryStatementSyntax statement)
    {
        var own = statement.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return own == default ? SyntaxFactory.ElasticLineFeed : own;
    }

    private static TryStatementSyntax InFinally(TryStatementSyntax statement)
    {
        var handler = statement.Catches[0];
        var cleanUp = handler.Block.WithStatements(handler.Block.Statements.RemoveAt(handler.Block.Statements.Count - 1));
        var final = SyntaxFactory.FinallyClause(SyntaxFactory.Block(
            SyntaxFactory.IfStatement(SyntaxFactory.ParseExpression("!" + Flag), cleanUp)));
        return statement
            .WithBlock(statement.Block.AddStatements(SyntaxFactory.ParseStatement(Flag + " = true;")))
            .WithCatches(default)
            .WithFinally(final)
            .WithLeadingTrivia(statement.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
