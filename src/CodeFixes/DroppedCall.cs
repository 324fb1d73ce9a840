using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes;

/// <summary>
/// The text around a call whose future is dropped. With its Co the call has another value, perhaps none, and what kept the
/// future, <c>_ = …</c> or <c>var f = …</c>, may not fit any more.
/// </summary>
internal static class DroppedCall
{
    /// <summary>The discard, or the statement that declares one local, which the future is assigned to; null when there is none.</summary>
    public static SyntaxNode? KeeperOf(InvocationExpressionSyntax call) => WholeOf(call).Parent switch
    {
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } discard => discard,
        EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax local } } => local,
        _ => null,
    };

    /// <summary>Whether the call may have no value: it is a statement, or what keeps the value can go.</summary>
    public static bool NeedsNoValue(InvocationExpressionSyntax call) =>
        KeeperOf(call) is not null || WholeOf(call).Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or ForStatementSyntax or LambdaExpressionSyntax;

    /// <summary>Whether it says that the value is a future, so that it cannot keep another one.</summary>
    public static bool NamesType(SyntaxNode keeper) => keeper is LocalDeclarationStatementSyntax { Declaration.Type.IsVar: false };

    public static SyntaxNode WithoutKeeper(SyntaxNode keeper) => keeper switch
    {
        AssignmentExpressionSyntax discard => discard.Right.WithTriviaFrom(discard),
        LocalDeclarationStatementSyntax local => SyntaxFactory.ExpressionStatement(
            local.Declaration.Variables[0].Initializer!.Value.WithLeadingTrivia(local.GetLeadingTrivia()), local.SemicolonToken),
        _ => keeper,
    };

    /// <summary>The expression whose value is that of the call: <c>c?.Send(x)</c> around <c>.Send(x)</c>.</summary>
    private static ExpressionSyntax WholeOf(ExpressionSyntax call) => call.Parent switch
    {
        ParenthesizedExpressionSyntax outer => WholeOf(outer),
        ConditionalAccessExpressionSyntax outer when outer.WhenNotNull == call => WholeOf(outer),
        _ => call,
    };
}
