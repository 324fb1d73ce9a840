using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Cancellation.Tests;

/// <summary>
/// Changes a program so that its direct execution is the oracle of its cancellation: from the leaf on that throws, the handlers and filters of
/// every <c>try</c> that was entered before are as if they had been removed. Before, they count: a suspension inside a <c>catch</c> is reached in no
/// other way. A leaf inside a <c>finally</c> or a disposal does not throw: clean-up runs on, and the cancellation follows it.
/// </summary>
internal sealed class CleanUpRewriter : CSharpSyntaxRewriter
{
    private const string Oracle = "global::PollGen.Cancellation.Tests.Oracle.CleanUp";
    private int count;

    public override SyntaxNode? VisitTryStatement(TryStatementSyntax node)
    {
        int number = ++count;
        string entry = $"__entry{number}";
        var tried = (TryStatementSyntax)base.VisitTryStatement(node)!;
        // An iterator can have no handler around its yield: there the finally alone counts.
        bool yields = node.DescendantNodes().OfType<YieldStatementSyntax>().Any();
        string handlers = string.Concat(tried.Catches.Select(clause => Guarded(clause, entry)));
        string text = handlers.Length == 0 ? tried.Block.ToFullString() : $"{{ try {tried.Block.ToFullString()} {handlers} }}";
        if (tried.Finally is null)
            return Statement($"{{ var {entry} = {Oracle}.EnterTry(); {text} }}");
        string last = CleaningUp(tried.Finally.Block.ToFullString(), number, yields);
        return Statement(yields
            ? $"{{ var {entry} = {Oracle}.EnterTry(); try {text} finally {last} }}"
            : $"{{ var {entry} = {Oracle}.EnterTry(); {Ending(number, $"try {Noting(text, number)} finally {last}")} }}");
    }

    public override SyntaxNode? VisitUsingStatement(UsingStatementSyntax node)
    {
        int number = ++count;
        var whole = (UsingStatementSyntax)base.VisitUsingStatement(node)!;
        if (node.DescendantNodes().OfType<YieldStatementSyntax>().Any())
            return whole;
        whole = whole.WithStatement((StatementSyntax)Statement($"{{ try {Noting("{ " + whole.Statement.ToFullString() + " }", number)} finally {{ }} }}"));
        return Statement($"{{ var __entry{number} = {Oracle}.EnterTry(); {Ending(number, whole.ToFullString())} }}");
    }

    // Leaving a foreach disposes its stream, by an exception too, be it the stream's own.
    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => Disposing((ForEachStatementSyntax)base.VisitForEachStatement(node)!);

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Disposing((ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!);

    private SyntaxNode Disposing(CommonForEachStatementSyntax each)
    {
        if (!each.Expression.ToString().StartsWith("co.Each(", StringComparison.Ordinal))
            return each;
        int number = ++count;
        return Statement($"{{ var __entry{number} = {Oracle}.EnterTry(); {Ending(number, $"try {{ {each.ToFullString()} }} {Noting("", number)}")} }}");
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var method = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        if (node.Identifier.Text is not ("Dispose" or "DisposeAsync"))
            return method;
        bool isVoid = node.ReturnType.ToString() == "void" || node.Modifiers.Any(SyntaxKind.AsyncKeyword);
        string body = method.Body?.ToFullString() is { } block ? block
            : method.ExpressionBody is { Expression: var value } ? value is ThrowExpressionSyntax ? $"{{ {value.ToFullString()}; }}" : isVoid ? $"{{ {value.ToFullString()}; }}" : $"{{ return {value.ToFullString()}; }}"
            : "";
        if (body.Length == 0)
            return method;
        return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody((BlockSyntax)Statement(CleaningUp(body, ++count, false)));
    }

    private static string Guarded(CatchClauseSyntax clause, string entry)
    {
        string condition = clause.Filter is { } filter ? $"{entry}.IsOrdinary && ({filter.FilterExpression.ToFullString()})" : $"{entry}.IsOrdinary";
        return $"catch {clause.Declaration?.ToFullString()} when ({condition}) {clause.Block.ToFullString()}\n";
    }

    private static string CleaningUp(string block, int number, bool isIterator) => isIterator
        ? $"{{ {Oracle}.Enter(); try {block} finally {{ {Oracle}.Leave(false); }} }}"
        : $"{{ var __failing{number} = false; {Oracle}.Enter(); try {block} catch (global::System.Exception) when ({Oracle}.Note(ref __failing{number})) {{ throw; }} finally {{ {Oracle}.Leave(__failing{number}); }} }}";

    private static string Noting(string block, int number) =>
        $"{block} catch (global::System.Exception __passing{number}) when ({Oracle}.Note(ref __before{number}, __passing{number})) {{ throw; }}";

    private static string Ending(int number, string statement) => $$"""
        global::System.Exception? __before{{number}} = null;
        try { {{statement}} }
        catch (global::System.Exception __now{{number}}) when (__entry{{number}}.Ends(__before{{number}}, __now{{number}}))
        {
            global::System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(__before{{number}}!).Throw();
            throw;
        }
        """;

    private static SyntaxNode Statement(string text)
    {
        var statement = SyntaxFactory.ParseStatement(text, options: ChangedPrograms.Options);
        return statement.WithLeadingTrivia(SyntaxFactory.ElasticLineFeed).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
    }
}
