// What keeps a virtual, abstract, overriding or implementing method from being a coroutine: its overload has to fit what it
// overrides or implements, and BoxedFuture<T> to fit the variance of an interface.
using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

internal static class DispatchProblems
{
    public static IEnumerable<string> Of(IMethodSymbol method, SemanticModel model) => OfReplaced(method, model).Concat(OfVariance(method));

    private static IEnumerable<string> OfReplaced(IMethodSymbol method, SemanticModel model)
    {
        if (method.Replaced() is not { } replaced)
            yield break;
        var definition = replaced.OriginalDefinition;
        var name = $"{replaced.ContainingType.Name}.{replaced.Name}";
        var verb = method.IsOverride ? "overrides" : "implements";
        if (definition.CoroutineMark() is not { } mark)
            yield return $"it {verb} '{name}', which is none; mark that [Coroutine] too";
        else if (!OverloadReader.IsEmitted(definition, model))
            yield return $"it {verb} '{name}', which is marked but cannot be one; correct that first";
        else if (!DeclarationProblems.SameType(method.ReturnType, replaced.ReturnType))
            yield return $"it returns '{method.ReturnType.Name}' where '{name}' returns '{replaced.ReturnType.Name}', and a BoxedFuture<T> cannot vary; return the same type";
        else if (method.CoroutineMark() is { } own && MachineName.OwnName(own) is { } wanted && wanted != MachineName.OverloadOf(definition, mark))
            yield return $"its overload {verb} that of '{name}' and has its name, '{MachineName.OverloadOf(definition, mark)}'; remove Overload = \"{wanted}\"";
    }

    private static IEnumerable<string> OfVariance(IMethodSymbol method)
    {
        var variant = method.ContainingType.TypeParameters.Where(parameter => parameter.Variance != VarianceKind.None).ToList();
        if (variant.Count == 0)
            yield break;
        var list = string.Join(", ", variant.Select(parameter => $"'{Keyword(parameter)} {parameter.Name}'"));
        if (!method.IsAbstract)
            yield return $"it has a body, whose machine cannot be declared in an interface with the variant type parameter {list}; declare it without a body, or remove the variance";
        else if (variant.FirstOrDefault(parameter => Mentions(method.ReturnType, parameter)) is { } parameter)
            yield return $"its result depends on '{Keyword(parameter)} {parameter.Name}', and BoxedFuture<T> cannot vary; remove '{Keyword(parameter)}'";
    }

    private static string Keyword(ITypeParameterSymbol parameter) => parameter.Variance == VarianceKind.In ? "in" : "out";

    private static bool Mentions(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => Mentions(array.ElementType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, parameter)) || (named.ContainingType is { } outer && Mentions(outer, parameter)),
        _ => false,
    };
}
