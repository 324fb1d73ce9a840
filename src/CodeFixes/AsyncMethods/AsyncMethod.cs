using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>A method that could become a coroutine: an <c>async</c> one, or one that only hands on the task of another call.</summary>
/// <param name="Syntax">Its declaration.</param>
/// <param name="Symbol">What it declares.</param>
internal sealed record AsyncMethod(MethodDeclarationSyntax Syntax, IMethodSymbol Symbol)
{
    /// <summary>The call whose task the method hands on, where that is all that it does; null for <c>async</c> methods.</summary>
    public InvocationExpressionSyntax? Passed => PassedBy(Syntax);

    /// <summary>The nodes of the body that run as part of this method: those of lambdas and local functions do not.</summary>
    public IEnumerable<SyntaxNode> OwnNodes => ((SyntaxNode?)Syntax.Body ?? Syntax.ExpressionBody)?.DescendantNodes(node => !IsFunction(node)) ?? [];

    /// <summary>The calls of the body that are awaited, or handed on, where they stand.</summary>
    public IEnumerable<DirectCall> DirectCalls(SemanticModel model)
    {
        var calls = Passed is { } passed
            ? [DirectCall.Of(passed, model)]
            : OwnNodes.OfType<AwaitExpressionSyntax>().Select(await => DirectCall.Of(Awaited.In(await, model), model));
        return calls.OfType<DirectCall>();
    }

    /// <summary>The method or function that a node runs as part of.</summary>
    public static SyntaxNode? OwnerOf(SyntaxNode node) => node.Ancestors().FirstOrDefault(outer => IsFunction(outer) || outer is MemberDeclarationSyntax);

    public static InvocationExpressionSyntax? PassedBy(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword) ? null : method switch
    {
        { ExpressionBody.Expression: InvocationExpressionSyntax call } => call,
        { Body.Statements: [ReturnStatementSyntax { Expression: InvocationExpressionSyntax call }] } => call,
        _ => null,
    };

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;
}
