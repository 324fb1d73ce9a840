using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Fuzzing.Cancelling;

/// <summary>
/// Rewrites a program so that its direct execution shows what cancelling it must do: the leaf at which it is given up throws, catch
/// clauses of the tries that were running then do not catch, and a finally that was running goes on to its end first, as if nothing had happened.
/// </summary>
internal sealed class OracleWriter : CSharpSyntaxRewriter
{
    public const string Suffix = "Oracle";

    private readonly HashSet<string> coroutines;
    private bool isUntold;
    private int number;

    private OracleWriter(IEnumerable<string> coroutines) => this.coroutines = [.. coroutines];

    /// <summary>The class beside which it is to stand; null if the program keeps futures of its own coroutines, which cannot be run directly, or leaves streams, whose clean-up is not in the text.</summary>
    public static ClassDeclarationSyntax? Write(ClassDeclarationSyntax program)
    {
        var writer = new OracleWriter(program.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0).Select(method => method.Identifier.ValueText));
        var oracle = (ClassDeclarationSyntax)writer.Visit(program)!;
        return writer.isUntold ? null : oracle.WithIdentifier(SyntaxFactory.Identifier(program.Identifier.ValueText + Suffix).WithTriviaFrom(program.Identifier));
    }

    // It is no coroutine any more, but stack traces are compared up to the innermost that was one.
    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) =>
        node.WithAttributes([SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("RewrittenCoroutine"))]);

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        // An awaited future of an own coroutine is a call of it.
        if (node.ArgumentList.Arguments is [{ Expression: InvocationExpressionSyntax made }] && node.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Await" } && MakesFuture(made))
        {
            var call = made.WithArgumentList(made.ArgumentList.WithArguments(made.ArgumentList.Arguments.Insert(0, SyntaxFactory.Argument(SyntaxFactory.IdentifierName("co")))));
            return base.VisitInvocationExpression(call.WithTriviaFrom(node));
        }

        isUntold |= MakesFuture(node) || node.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Each" };
        return base.VisitInvocationExpression(node);
    }

    public override SyntaxNode? VisitTryStatement(TryStatementSyntax node)
    {
        var visited = (TryStatementSyntax)base.VisitTryStatement(node)!;
        int own = ++number;
        string text = $"bool catches{own} = t.IsGivenUp || t.IsInFinally; ";
        string attempt = $"try {visited.Block} {string.Concat(visited.Catches.Select(clause => Guard(clause, own)))}";
        if (visited.Finally is null)
            return SyntaxFactory.ParseStatement("{ " + text + attempt + " }").WithTriviaFrom(node);
        if (visited.Catches.Count == 0)
            attempt = visited.Block.ToString();
        return SyntaxFactory.ParseStatement(
            "{ " + text + $"bool fails{own} = false; try {{ {attempt} }} catch (Exception) when (t.Leaves(out fails{own})) {{ }} "
            + $"finally {{ t.EnterFinally(); try {visited.Finally.Block} finally {{ t.LeaveFinally(); }} if (!fails{own}) t.EndFinally(); }} }}").WithTriviaFrom(node);
    }

    // The clause may have been chosen before a finally further in was given up.
    private static string Guard(CatchClauseSyntax clause, int number)
    {
        string filter = clause.Filter is null ? "" : $" && ({clause.Filter.FilterExpression})";
        return $"catch {clause.Declaration?.ToString() ?? ""} when ((catches{number} || !t.IsGivenUp){filter}) {{ if (!catches{number} && t.IsGivenUp) throw; {clause.Block} }} ";
    }

    private bool MakesFuture(InvocationExpressionSyntax call) =>
        coroutines.Contains(NameOf(call.Expression)) && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is IdentifierNameSyntax { Identifier.ValueText: "t" };

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "",
    };
}
