using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>What in its body keeps a method from becoming a coroutine that does the same.</summary>
internal static class BodyObstacles
{
    public static bool Has(AsyncMethod method, SemanticModel model)
    {
        if (method.Passed is { } passed && !IsSimple(passed))
            return true;
        var nodes = method.OwnNodes.ToList();
        return nodes.Any(node => node switch
        {
            AwaitExpressionSyntax await => !Awaitables.CanAwait(await, model),
            CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } loop => !AsyncStreams.CanLoop(loop, model),
            UsingStatementSyntax { AwaitKeyword.RawKind: not 0 } statement => !AsyncResources.CanUse(statement, model),
            LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 } statement => !AsyncResources.CanUse(statement, model),
            WhenClauseSyntax guard => IsBetweenReads(guard),
            VariableDeclaratorSyntax or ForEachStatementSyntax or SingleVariableDesignationSyntax => IsAnonymousAndKept(node, model, nodes),
            _ => false,
        })
        || method.Syntax.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => SetsAmbientState(assignment, model));
    }

    /// <summary>
    /// What hands on a task throws at once what its arguments throw, and a coroutine when it runs; so these are such as throw nothing.
    /// </summary>
    private static bool IsSimple(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.All(argument =>
        argument.Expression is SimpleNameSyntax or LiteralExpressionSyntax or DefaultExpressionSyntax or AnonymousFunctionExpressionSyntax or MemberAccessExpressionSyntax { Expression: SimpleNameSyntax or ThisExpressionSyntax });

    /// <summary>A suspension between patterns that may read the same member before and after it, which the compiler refuses (PG0103).</summary>
    private static bool IsBetweenReads(WhenClauseSyntax guard) =>
        guard.DescendantNodes().OfType<AwaitExpressionSyntax>().Any()
        && guard.Ancestors().FirstOrDefault(outer => outer is SwitchStatementSyntax or SwitchExpressionSyntax) is { } choice
        && choice.DescendantNodes().Any(node => node is RecursivePatternSyntax or ListPatternSyntax);

    /// <summary>A local whose type has no name, which no frame can hold (PG0104), with an await behind it in its block.</summary>
    private static bool IsAnonymousAndKept(SyntaxNode declaration, SemanticModel model, List<SyntaxNode> nodes)
    {
        if (model.GetDeclaredSymbol(declaration) is not ILocalSymbol local || !HasNoName(local.Type))
            return false;
        var scope = declaration is ForEachStatementSyntax ? declaration : declaration.Ancestors().FirstOrDefault(outer => outer is BlockSyntax or SwitchSectionSyntax or CommonForEachStatementSyntax);
        return scope is null || nodes.Any(node => node.SpanStart > declaration.SpanStart && scope.Span.Contains(node.SpanStart)
            && (node is AwaitExpressionSyntax || node.ChildTokens().Any(token => token.IsKind(SyntaxKind.AwaitKeyword))));
    }

    private static bool HasNoName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HasNoName(array.ElementType),
        INamedTypeSymbol { IsAnonymousType: true } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(HasNoName),
        _ => false,
    };

    /// <summary>An async method takes back at its end what it sets of <c>AsyncLocal</c> values; a coroutine shares them with its whole task.</summary>
    private static bool SetsAmbientState(AssignmentExpressionSyntax assignment, SemanticModel model) =>
        model.GetSymbolInfo(assignment.Left).Symbol is IPropertySymbol { Name: "Value" or "Current", ContainingType: { Name: "AsyncLocal" or "Activity" or "CultureInfo" } type }
        && type.ContainingNamespace.ToDisplayString() is "System.Threading" or "System.Diagnostics" or "System.Globalization";
}
