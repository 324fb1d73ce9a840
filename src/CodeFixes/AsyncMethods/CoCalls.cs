using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>Calls on <c>co</c>, and others.</summary>
internal static class CoCalls
{
    /// <summary><c>co.Await(awaited)</c>. Line breaks within the arguments stay; what declares a variable is an <c>out</c> argument.</summary>
    public static InvocationExpressionSyntax Make(string co, string method, params ExpressionSyntax[] arguments) =>
        Make(SyntaxFactory.IdentifierName(co), method, arguments);

    /// <summary>A call of a method of anything.</summary>
    public static InvocationExpressionSyntax Make(ExpressionSyntax receiver, string method, params ExpressionSyntax[] arguments) => SyntaxFactory.InvocationExpression(
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(method)), Arguments(arguments));

    private static ArgumentListSyntax Arguments(params ExpressionSyntax[] arguments) => SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
        arguments.Select(Argument),
        arguments.Skip(1).Select(_ => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))));

    private static ArgumentSyntax Argument(ExpressionSyntax value) => value is DeclarationExpressionSyntax
        ? SyntaxFactory.Argument(null, SyntaxFactory.Token(SyntaxKind.OutKeyword).WithTrailingTrivia(SyntaxFactory.Space), value)
        : SyntaxFactory.Argument(WithoutSpace(value));

    // Comments stay; where there is none, neither does the space or line break.
    private static ExpressionSyntax WithoutSpace(ExpressionSyntax value)
    {
        if (IsSpace(value.GetLeadingTrivia()))
            value = value.WithoutLeadingTrivia();
        return IsSpace(value.GetTrailingTrivia()) ? value.WithoutTrailingTrivia() : value;
    }

    private static bool IsSpace(SyntaxTriviaList trivia) => trivia.All(item => item.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia);
}
