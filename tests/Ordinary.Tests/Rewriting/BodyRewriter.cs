// In: the body of an ordinary method. Out: the same with a suspension before every statement and around every call that returns a value. What is
// left as it is has a reason, which is counted.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Ordinary.Tests.Rewriting;

internal sealed class BodyRewriter(SemanticModel model, Choice choice, Tally tally) : CSharpSyntaxRewriter
{
    /// <summary>Names that no ordinary method has.</summary>
    public const string Co = "co_", Trace = "trace_";

    public BlockSyntax Rewrite(MethodDeclarationSyntax method)
    {
        if (method.Body is not null)
            return (BlockSyntax)Visit(method.Body);
        var expression = method.ExpressionBody!.Expression;
        var rewritten = ((ExpressionSyntax)Visit(expression)).WithoutTrivia();
        string keyword = expression is ThrowExpressionSyntax || model.GetDeclaredSymbol(method)!.ReturnsVoid ? "" : "return ";
        return SyntaxFactory.Block(Suspension(expression), SyntaxFactory.ParseStatement($"{keyword}{rewritten.ToFullString()};\n"));
    }

    public override SyntaxNode VisitBlock(BlockSyntax node) => node.WithStatements(SyntaxFactory.List(node.Statements.SelectMany(Rewritten)));

    public override SyntaxNode VisitSwitchSection(SwitchSectionSyntax node) =>
        node.WithLabels(VisitList(node.Labels)).WithStatements(SyntaxFactory.List(node.Statements.SelectMany(Rewritten)));

    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node) => node
        .WithCondition((ExpressionSyntax)Visit(node.Condition)).WithStatement(Embedded(node.Statement))
        .WithElse(node.Else?.WithElseKeyword(SyntaxFactory.Token(SyntaxKind.ElseKeyword).WithTrailingTrivia(SyntaxFactory.Space)).WithStatement(Embedded(node.Else.Statement)));

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => ((WhileStatementSyntax)base.VisitWhileStatement(node)!).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) => node.WithStatement(Embedded(node.Statement)).WithCondition((ExpressionSyntax)Visit(node.Condition));

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => node
        .WithDeclaration((VariableDeclarationSyntax?)Visit(node.Declaration)).WithInitializers(VisitList(node.Initializers))
        .WithCondition((ExpressionSyntax?)Visit(node.Condition)).WithIncrementors(VisitList(node.Incrementors)).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => node.WithExpression((ExpressionSyntax)Visit(node.Expression)).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => node.WithExpression((ExpressionSyntax)Visit(node.Expression)).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitUsingStatement(UsingStatementSyntax node) => node
        .WithDeclaration((VariableDeclarationSyntax?)Visit(node.Declaration)).WithExpression((ExpressionSyntax?)Visit(node.Expression)).WithStatement(Embedded(node.Statement));

    public override SyntaxNode VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => Leave(node, "in a lambda");

    public override SyntaxNode VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => Leave(node, "in a lambda");

    public override SyntaxNode VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => Leave(node, "in a lambda");

    public override SyntaxNode VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => Leave(node, "in a local function");

    public override SyntaxNode VisitQueryExpression(QueryExpressionSyntax node) => Leave(node, "in a query");

    public override SyntaxNode VisitCatchFilterClause(CatchFilterClauseSyntax node) => Leave(node, "in a filter");

    public override SyntaxNode VisitLockStatement(LockStatementSyntax node) => Leave(node, "in a lock");

    public override SyntaxNode VisitFixedStatement(FixedStatementSyntax node) => Leave(node, "in a fixed statement");

    public override SyntaxNode? VisitConditionalAccessExpression(ConditionalAccessExpressionSyntax node)
    {
        bool isCall = node.WhenNotNull is InvocationExpressionSyntax;
        var visited = (ExpressionSyntax)base.VisitConditionalAccessExpression(node)!;
        return isCall && TypeOf(node, model.GetTypeInfo(node).Type) is { } type ? Around(visited, type) : visited;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (model.GetSymbolInfo(node).Symbol is not IMethodSymbol method)
        {
            if (model.GetConstantValue(node).HasValue)
                return node;
            tally.Leave("call", "late bound");
            return base.VisitInvocationExpression(node);
        }

        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        if (choice.Contains(method))
        {
            var passed = new[] { Co, Trace }.Select(name => SyntaxFactory.Argument(SyntaxFactory.IdentifierName(name)));
            visited = visited.WithArgumentList(visited.ArgumentList.WithArguments(visited.ArgumentList.Arguments.InsertRange(0, passed)));
        }

        // What follows "?." is part of the whole.
        if (node.Ancestors().TakeWhile(around => around is not StatementSyntax).OfType<ConditionalAccessExpressionSyntax>().Any(access => access.WhenNotNull.DescendantNodesAndSelf().TakeWhile(inner => inner != node).All(inner => inner.Span.Start == node.SpanStart) && IsSpine(node)))
            return visited;
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            tally.Leave("call", "it returns a reference");
            return visited;
        }

        return TypeOf(node, method.ReturnType) is { } type ? Around(visited, type) : visited;
    }

    private static bool IsSpine(ExpressionSyntax node) => node switch
    {
        InvocationExpressionSyntax call => IsSpine(call.Expression),
        MemberAccessExpressionSyntax access => IsSpine(access.Expression),
        ElementAccessExpressionSyntax element => IsSpine(element.Expression),
        MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => true,
        _ => false,
    };

    /// <summary>The type by which a call's value is awaited; null where there is none.</summary>
    private string? TypeOf(ExpressionSyntax call, ITypeSymbol? type)
    {
        if (type is null or { SpecialType: SpecialType.System_Void })
            return null;
        string? reason = type.IsRefLikeType ? "it returns a reference" : type.IsAnonymousType ? "its type has no name" : type.TypeKind is TypeKind.Dynamic or TypeKind.Pointer or TypeKind.Error ? "its type is no ordinary one" : null;
        if (reason is null)
            return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        tally.Leave("call", reason);
        return null;
    }

    private ExpressionSyntax Around(ExpressionSyntax call, string type)
    {
        tally.Calls++;
        return SyntaxFactory.ParseExpression($"{Co}.Await({Trace}.Leaf<{type}>({call.WithoutTrivia().ToFullString()}))").WithTriviaFrom(call);
    }

    private SyntaxNode Leave(SyntaxNode node, string reason)
    {
        foreach (var _ in node.DescendantNodes().OfType<InvocationExpressionSyntax>())
            tally.Leave("call", reason);
        foreach (var _ in node.DescendantNodes().OfType<StatementSyntax>().Where(statement => statement is not BlockSyntax))
            tally.Leave("statement", reason);
        return node;
    }

    private StatementSyntax Embedded(StatementSyntax statement)
    {
        if (statement is BlockSyntax block)
            return (StatementSyntax)VisitBlock(block);
        return SyntaxFactory.Block(Rewritten(statement)).WithLeadingTrivia(SyntaxFactory.LineFeed).WithTrailingTrivia(SyntaxFactory.LineFeed);
    }

    private IEnumerable<StatementSyntax> Rewritten(StatementSyntax statement)
    {
        switch (statement)
        {
            case LocalFunctionStatementSyntax function:
                return [(StatementSyntax)VisitLocalFunctionStatement(function)];
            // Jumps to the label meet the suspension, too.
            case LabeledStatementSyntax labeled:
                var after = Rewritten(labeled.Statement).ToList();
                return [.. after.Skip(1).Prepend(labeled.WithStatement(after[0]))];
            default:
                return [Suspension(statement), (StatementSyntax)Visit(statement)];
        }
    }

    private StatementSyntax Suspension(SyntaxNode before)
    {
        tally.Statements++;
        int line = before.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        return SyntaxFactory.ParseStatement($"{Co}.Await({Trace}.Leaf(\"line {line}\"));\n");
    }
}
