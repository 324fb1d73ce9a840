using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Analyzers;

internal static class FutureName
{
    /// <summary>The token that names what makes a future: the method of a call, the type of a creation.</summary>
    public static SyntaxToken Of(IOperation maker) => Of(maker.Syntax);

    private static SyntaxToken Of(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax call => Of(call.Expression),
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        QualifiedNameSyntax name => name.Right.Identifier,
        AliasQualifiedNameSyntax name => name.Name.Identifier,
        ObjectCreationExpressionSyntax creation => Of(creation.Type),
        AwaitExpressionSyntax awaited => Of(awaited.Expression),
        ParenthesizedExpressionSyntax parenthesized => Of(parenthesized.Expression),
        _ => syntax.GetFirstToken(),
    };
}
