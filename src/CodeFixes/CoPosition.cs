using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes;

internal static class CoPosition
{
    /// <summary>The index at which a coroutine has its Co: the first, after <c>this</c>.</summary>
    public static int In(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true ? 1 : 0;
}
