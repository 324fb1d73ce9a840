using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using PollGen.CodeFixes.AsyncMethods;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0103: ends a lock before a suspension, and takes it again behind. Others can come in between: whether what is locked still holds then is for the
/// author to say. Offered where the suspension is a statement of the locked block, and no variable of one part is used in another.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SplitLockFix() : DocumentFix("PG0103", "End the lock before the suspension")
{
    private protected override bool CanFix(Place place)
    {
        if (LockOf(place) is not { Parent: BlockSyntax, Statement: BlockSyntax body } locked || !IsSimple(locked.Expression) || place.Around<MemberDeclarationSyntax>() is not { } member)
            return false;
        var parts = Parts(body, place.Model).ToList();
        return parts.All(part => part.Suspends ? IsPlain(part.Statements[0], member) : !IsUsedElsewhere(part.Statements, body))
            && !body.DescendantNodes().Any(node => node is LabeledStatementSyntax or LocalFunctionStatementSyntax);
    }

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var locked = LockOf(place)!;
        var body = (BlockSyntax)locked.Statement;
        var statements = Parts(body, place.Model).Select(part => part.Suspends
            ? part.Statements[0]
            : locked.WithoutTrivia().WithStatement(body.WithStatements(SyntaxFactory.List(part.Statements)).WithoutTrailingTrivia()).WithTrailingTrivia(Indentation.LineEnd(locked))).ToList();
        if (statements[statements.Count - 1] is LockStatementSyntax last)
            statements[statements.Count - 1] = last.WithTrailingTrivia(locked.GetTrailingTrivia());
        var isCommented = statements[0].GetLeadingTrivia().Any(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);
        statements[0] = statements[0].WithLeadingTrivia(isCommented ? locked.GetLeadingTrivia().AddRange(statements[0].GetLeadingTrivia()) : locked.GetLeadingTrivia());
        editor.InsertBefore(locked, statements.Select(statement => statement.WithAdditionalAnnotations(Formatter.Annotation)));
        editor.RemoveNode(locked, SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static LockStatementSyntax? LockOf(Place place) =>
        place.Node is LockStatementSyntax locked && locked.LockKeyword.SpanStart == place.Diagnostic.Location.SourceSpan.Start ? locked : null;

    /// <summary>Each suspension alone, and what stands between them together.</summary>
    private static IEnumerable<(bool Suspends, List<StatementSyntax> Statements)> Parts(BlockSyntax body, SemanticModel model)
    {
        var together = new List<StatementSyntax>();
        foreach (var statement in body.Statements)
        {
            if (!Suspends(statement, model))
            {
                together.Add(statement);
                continue;
            }

            if (together.Count > 0)
                yield return (false, together);
            yield return (true, [statement]);
            together = [];
        }

        if (together.Count > 0)
            yield return (false, together);
    }

    private static bool Suspends(StatementSyntax statement, SemanticModel model) =>
        statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => model.GetSymbolInfo(name).Symbol is IParameterSymbol parameter && parameter.Type.IsCo());

    // What it declares is in a larger scope from then on, where its name must mean nothing else.
    private static bool IsPlain(StatementSyntax statement, SyntaxNode member) =>
        statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 }
        && Declared(statement).All(name => Declared(member).Count(other => other == name) == 1);

    private static bool IsUsedElsewhere(List<StatementSyntax> part, BlockSyntax body)
    {
        var names = new HashSet<string>(part.SelectMany(Declared));
        return names.Count > 0 && body.Statements.Except(part).SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));
    }

    private static IEnumerable<string> Declared(SyntaxNode node) => node.DescendantNodes().Select(inner => inner switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText,
        _ => null,
    }).OfType<string>();

    /// <summary>It is evaluated several times.</summary>
    private static bool IsSimple(ExpressionSyntax locked) => locked switch
    {
        SimpleNameSyntax or ThisExpressionSyntax or TypeOfExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsSimple(access.Expression),
        _ => false,
    };
}
