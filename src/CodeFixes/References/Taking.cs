using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.References;

internal static class Taking
{
    /// <summary><c>Future.Take(ref variable)</c>.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax variable) => SyntaxFactory.InvocationExpression(
        SyntaxFactory.ParseExpression("Future.Take"),
        SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(
            null, SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space), variable.WithoutTrivia())))).WithTriviaFrom(variable);
}
