using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.Memories;

/// <summary>What a call hands in for a span parameter, and the memory that it could hand in.</summary>
/// <param name="Value">The span.</param>
/// <param name="Memory">The memory; null where none is at hand.</param>
internal sealed record SpanArgument(ExpressionSyntax Value, ExpressionSyntax? Memory)
{
    /// <summary>The arguments of all calls in a compilation, those that make the future among them.</summary>
    public static IEnumerable<SpanArgument> Of(SpanCoroutine coroutine, Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            var names = tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                .Where(name => name.Identifier.ValueText == coroutine.Symbol.Name || name.Identifier.ValueText == coroutine.Overload);
            foreach (var call in names.Select(name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>()).OfType<InvocationExpressionSyntax>().Distinct())
            {
                if (tree.IsGenerated() || ParametersOf(call, coroutine, model) is not { } parameters)
                    continue;
                foreach (var (argument, position) in call.ArgumentList.Arguments.Select((argument, position) => (argument, position)))
                {
                    var parameter = argument.NameColon is { } named ? parameters.FirstOrDefault(parameter => parameter.Name == named.Name.Identifier.ValueText) : parameters.ElementAtOrDefault(position);
                    if (parameter is not null && SpanKind.Of(parameter.OriginalDefinition.Type) is not null)
                        yield return new(argument.Expression, MemoryOf(argument.Expression, model));
                }
            }
        }
    }

    /// <summary>What the arguments of a call are for, in their order; null where it calls something else.</summary>
    private static IReadOnlyList<IParameterSymbol>? ParametersOf(InvocationExpressionSyntax call, SpanCoroutine coroutine, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is IMethodSymbol method)
            return coroutine.Is(method) ? method.Parameters : null;
        return SpanCoroutine.CandidateOf(call, model) is { } candidate && coroutine.Is(candidate)
            ? [.. coroutine.Parameters.Skip(candidate.ReducedFrom is null ? 0 : 1)]
            : null;
    }

    private static ExpressionSyntax? MemoryOf(ExpressionSyntax value, SemanticModel model)
    {
        var type = model.GetTypeInfo(value).Type;
        if (type is IArrayTypeSymbol || SpanKind.IsMemory(type) || value.IsKind(SyntaxKind.DefaultLiteralExpression))
            return value;
        return value switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Span" } access when SpanKind.IsMemory(model.GetTypeInfo(access.Expression).Type) => access.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "AsSpan" } } access } call
                when model.GetTypeInfo(access.Expression).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String }
                => call.WithExpression(access.WithName(SyntaxFactory.IdentifierName("AsMemory"))),
            ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax }] } part when MemoryOf(part.Expression, model) is { } whole && !(model.GetTypeInfo(part.Expression).Type is IArrayTypeSymbol)
                => part.WithExpression(whole),
            _ => null,
        };
    }
}
