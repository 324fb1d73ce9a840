using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Analyzers.Moves;

/// <summary>Roslyn has no operation for what a pointer points to; the syntax tells.</summary>
internal static class Pointers
{
    public static bool IsIndirection(SyntaxNode syntax) =>
        syntax is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } or ElementAccessExpressionSyntax;
}
