using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary><c>await foreach (var x in source)</c> becomes <c>foreach (var x in co.Each(source))</c>.</summary>
internal static class AsyncStreams
{
    /// <summary>Whether <c>co.Each</c> takes the stream, which needs its interface, and gives the same elements.</summary>
    public static bool CanLoop(CommonForEachStatementSyntax loop, SemanticModel model)
    {
        var (source, _) = Awaited.Stream(loop.Expression, model);
        if (model.GetTypeInfo(source).Type is not { } type)
            return false;
        var streams = type.AllInterfaces.Append(type).OfType<INamedTypeSymbol>().Where(IsStream).ToList();
        return streams.Count == 1 && SymbolEqualityComparer.Default.Equals(streams[0].TypeArguments[0], model.GetForEachStatementInfo(loop).ElementType);
    }

    /// <summary>The head of the loop with <c>co</c>.</summary>
    /// <param name="loop">The loop, its parts converted already.</param>
    /// <param name="co">The name of the Co.</param>
    /// <param name="source">The stream.</param>
    /// <param name="token">The token that it is given; null for none.</param>
    public static CommonForEachStatementSyntax WithCo(CommonForEachStatementSyntax loop, string co, ExpressionSyntax source, ExpressionSyntax? token)
    {
        var each = token is null ? CoCalls.Make(co, "Each", source) : CoCalls.Make(co, "Each", source, token);
        var plain = loop switch
        {
            ForEachStatementSyntax one => (CommonForEachStatementSyntax)one.WithAwaitKeyword(default).WithExpression(each),
            ForEachVariableStatementSyntax several => several.WithAwaitKeyword(default).WithExpression(each),
            _ => loop,
        };
        return (CommonForEachStatementSyntax)plain.WithLeadingTrivia(loop.GetLeadingTrivia());
    }

    private static bool IsStream(INamedTypeSymbol type) =>
        type is { Name: "IAsyncEnumerable", Arity: 1 } && type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";
}
