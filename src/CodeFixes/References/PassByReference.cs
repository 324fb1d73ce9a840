using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes.References;

/// <summary>Lets the method that is called take a reference in place of the value, with all its calls: <c>in</c> where it only looks at it, <c>ref</c> otherwise.</summary>
public abstract class PassByReference : RuleFix
{
    private protected PassByReference(string ruleId)
        : base(ruleId, "Let the method take a reference")
    {
    }

    private protected sealed override bool CanFix(Place place) => Find(place) is not null;

    private protected sealed override async Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation)
    {
        var parameter = Find(place)!;
        await ReplaceAsync(solution, parameter.Syntax, current => WithKeyword((ParameterSyntax)current, parameter.Keyword), cancellation).ConfigureAwait(false);
        foreach (var argument in parameter.Arguments)
            await ReplaceAsync(solution, argument, current => WithKeyword((ArgumentSyntax)current, parameter.Keyword), cancellation).ConfigureAwait(false);
    }

    private static ReferenceParameter? Find(Place place)
    {
        var value = place.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(expression => expression.Span == place.Diagnostic.Location.SourceSpan);
        return value?.Parent is ArgumentSyntax argument && place.Model.GetOperation(argument) is IArgumentOperation { Parameter: { } parameter }
            && ReferenceParameter.Of(parameter, place.Document.Project, place.Model.Compilation) is { } found
            && (found.Keyword == SyntaxKind.InKeyword || found.Arguments.Contains(argument))
            ? found : null;
    }

    private static async Task ReplaceAsync(SolutionEditor solution, SyntaxNode node, Func<SyntaxNode, SyntaxNode> change, CancellationToken cancellation)
    {
        var document = solution.OriginalSolution.GetDocumentId(node.SyntaxTree);
        var editor = await solution.GetDocumentEditorAsync(document, cancellation).ConfigureAwait(false);
        editor.ReplaceNode(node, (current, _) => change(current));
    }

    private static ParameterSyntax WithKeyword(ParameterSyntax parameter, SyntaxKind keyword) => parameter.Modifiers.Count > 0
        ? parameter
        : parameter.WithoutLeadingTrivia().WithModifiers([Keyword(keyword)]).WithLeadingTrivia(parameter.GetLeadingTrivia());

    private static ArgumentSyntax WithKeyword(ArgumentSyntax argument, SyntaxKind keyword)
    {
        if (!argument.RefKindKeyword.IsKind(SyntaxKind.None))
            return argument;
        var value = argument.Expression;
        return argument.WithExpression(value.WithoutLeadingTrivia()).WithRefKindKeyword(Keyword(keyword).WithLeadingTrivia(value.GetLeadingTrivia()));
    }

    private static SyntaxToken Keyword(SyntaxKind keyword) => SyntaxFactory.Token(keyword).WithTrailingTrivia(SyntaxFactory.Space);
}
