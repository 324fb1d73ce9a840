using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.CodeFixes.AsyncMethods;

internal static class Indentation
{
    /// <summary>The space at the start of the line of a declaration or statement.</summary>
    public static SyntaxTriviaList Of(SyntaxNode node) =>
        node.GetLeadingTrivia().LastOrDefault() is { RawKind: (int)SyntaxKind.WhitespaceTrivia } space ? [space] : [];

    /// <summary>How lines end in the file of a node.</summary>
    public static SyntaxTriviaList LineEnd(SyntaxNode node) =>
        [node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end : SyntaxFactory.LineFeed];
}
