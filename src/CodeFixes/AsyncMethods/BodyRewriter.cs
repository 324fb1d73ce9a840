using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>Writes the body of one method with <c>co</c> in place of <c>await</c>. Lambdas and local functions stay as they are: their tasks are awaited.</summary>
internal sealed class BodyRewriter(SemanticModel model, ConversionPlan plan, PlannedMethod method) : CSharpSyntaxRewriter
{
    private string Co => method.Co;

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => node;

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => node;

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => node;

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => node;

    public override SyntaxNode? VisitAwaitExpression(AwaitExpressionSyntax node) => Await(Awaited.In(node, model)).WithTriviaFrom(node);

    /// <summary>A call needs no parentheses around it.</summary>
    public override SyntaxNode? VisitParenthesizedExpression(ParenthesizedExpressionSyntax node) =>
        Awaited.WithoutParentheses(node) is AwaitExpressionSyntax await ? ((ExpressionSyntax)Visit(await)!).WithTriviaFrom(node) : base.VisitParenthesizedExpression(node);

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
        node.AwaitKeyword.RawKind == 0 ? base.VisitForEachStatement(node) : Loop(node, (CommonForEachStatementSyntax)base.VisitForEachStatement(node)!);

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        node.AwaitKeyword.RawKind == 0 ? base.VisitForEachVariableStatement(node) : Loop(node, (CommonForEachStatementSyntax)base.VisitForEachVariableStatement(node)!);

    public override SyntaxNode? VisitUsingStatement(UsingStatementSyntax node) => node.AwaitKeyword.RawKind == 0
        ? base.VisitUsingStatement(node)
        : AsyncResources.WithCo(node, Co, Resource).WithStatement((StatementSyntax)Visit(node.Statement)!);

    public override SyntaxList<TNode> VisitList<TNode>(SyntaxList<TNode> list)
    {
        if (!list.Any(IsAsyncResource))
            return base.VisitList(list);

        // One declaration may become several.
        var nodes = new List<SyntaxNode>();
        foreach (var node in list)
        {
            if (IsAsyncResource(node))
                nodes.AddRange(AsyncResources.WithCo((LocalDeclarationStatementSyntax)(SyntaxNode)node, Co, Resource));
            else
                nodes.Add(Visit(node)!);
        }

        return SyntaxFactory.List(nodes.Cast<TNode>());
    }

    /// <summary>The value of what is awaited.</summary>
    public ExpressionSyntax Await(ExpressionSyntax awaited)
    {
        if (DirectCall.Of(awaited, model) is { } call && plan.Of(call.Target) is { } callee)
            return Call(call, callee);
        return Counterparts.Of(awaited, model) is { } future
            ? CoCalls.Make(Co, "Await", (ExpressionSyntax)future(argument => (ExpressionSyntax)Visit(argument)!))
            : CoCalls.Make(Co, "Await", (ExpressionSyntax)Visit(awaited)!);
    }

    private ExpressionSyntax Call(DirectCall call, PlannedMethod callee)
    {
        var arguments = (ArgumentListSyntax)VisitArgumentList(call.Syntax.ArgumentList)!;
        foreach (var argument in callee.Dropped.Select(call.ArgumentFor).Select(argument => argument?.Syntax).OfType<ArgumentSyntax>().OrderByDescending(argument => argument.SpanStart))
            arguments = arguments.WithArguments(arguments.Arguments.RemoveAt(call.Syntax.ArgumentList.Arguments.IndexOf(argument)));
        var name = call.Name.WithIdentifier(SyntaxFactory.Identifier(callee.Name).WithTriviaFrom(call.Name.Identifier));
        var target = call.Syntax.Expression is MemberAccessExpressionSyntax
            ? ((MemberAccessExpressionSyntax)Visit(call.Syntax.Expression)!).WithName(name)
            : (ExpressionSyntax)name;
        return call.Syntax.WithExpression(target).WithArgumentList(WithCo(arguments, call.CoIndex));
    }

    private ArgumentListSyntax WithCo(ArgumentListSyntax list, int index)
    {
        var co = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(Co));
        var arguments = list.Arguments;
        if (arguments.Count <= index)
            return list.WithArguments(arguments.Count == 0 ? [co] : SyntaxFactory.SeparatedList([.. arguments, co], [.. arguments.GetSeparators(), Comma]));

        // It takes the place of the one that it pushes back, in its line.
        var next = arguments[index];
        var items = arguments.Replace(next, next.WithLeadingTrivia()).ToList();
        items.Insert(index, co.WithLeadingTrivia(next.GetLeadingTrivia()));
        var separators = arguments.GetSeparators().ToList();
        separators.Insert(index, Comma);
        return list.WithArguments(SyntaxFactory.SeparatedList(items, separators));
    }

    private SyntaxNode Loop(CommonForEachStatementSyntax original, CommonForEachStatementSyntax converted)
    {
        var (source, token) = Awaited.Stream(original.Expression, model);
        return AsyncStreams.WithCo(converted, Co, (ExpressionSyntax)Visit(source)!, (ExpressionSyntax?)Visit(token));
    }

    private (ExpressionSyntax, bool) Resource(ExpressionSyntax resource)
    {
        var plain = Awaited.Plain(resource, model);
        return ((ExpressionSyntax)Visit(plain)!, plain != Awaited.WithoutParentheses(resource));
    }

    private static bool IsAsyncResource(SyntaxNode node) => node is LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 };

    private static SyntaxToken Comma => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
}
