using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>
/// What is awaited, without what says only where to go on: a coroutine goes on where its executor runs it, so <c>ConfigureAwait(false)</c> means nothing to it.
/// </summary>
internal static class Awaited
{
    public static ExpressionSyntax In(AwaitExpressionSyntax await, SemanticModel model) => Plain(await.Expression, model);

    /// <summary>The resource of an <c>await using</c>.</summary>
    public static ExpressionSyntax Plain(ExpressionSyntax awaited, SemanticModel model)
    {
        awaited = WithoutParentheses(awaited);
        while (ReceiverOf(awaited, "ConfigureAwait", model) is var (receiver, argument) && argument.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression)
            awaited = WithoutParentheses(receiver);
        return awaited;
    }

    /// <summary>The stream of an <c>await foreach</c>, and the token that it is given.</summary>
    public static (ExpressionSyntax Source, ExpressionSyntax? Token) Stream(ExpressionSyntax stream, SemanticModel model)
    {
        ExpressionSyntax? token = null;
        while (true)
        {
            var plain = Plain(stream, model);
            if (token is null && ReceiverOf(plain, "WithCancellation", model) is var (source, argument))
                (plain, token) = (source, argument);
            if (plain == stream)
                return (stream, token);
            stream = plain;
        }
    }

    public static ExpressionSyntax WithoutParentheses(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax outer)
            expression = outer.Expression;
        return expression;
    }

    private static (ExpressionSyntax Receiver, ExpressionSyntax Argument)? ReceiverOf(ExpressionSyntax call, string method, SemanticModel model) =>
        call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: [{ NameColon: null } argument] }
        && access.Name.Identifier.ValueText == method
        && model.GetSymbolInfo(call).Symbol is { ContainingType: { } type } && IsOfTasks(type)
            ? (access.Expression, argument.Expression)
            : null;

    private static bool IsOfTasks(INamedTypeSymbol type) =>
        type is { Name: "Task" or "ValueTask" or "TaskAsyncEnumerableExtensions" or "ConfiguredCancelableAsyncEnumerable" }
        && type.ContainingNamespace.ToDisplayString() is "System.Threading.Tasks" or "System.Runtime.CompilerServices";
}
