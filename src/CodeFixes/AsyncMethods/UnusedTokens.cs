using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>
/// The token parameters that nobody looks at: methods only hand them down to each other. Any other token has an effect, when it is signalled, at the places
/// that the author gave it to and at no others; so it stays, and is given to the same.
/// </summary>
internal static class UnusedTokens
{
    public static HashSet<IParameterSymbol> Of(IReadOnlyList<AsyncMethod> chosen, SemanticModel model)
    {
        var unused = new HashSet<IParameterSymbol>(
            chosen.SelectMany(method => method.Symbol.Parameters.Where(parameter => IsToken(parameter.Type) && MayGo(parameter, method, chosen))), SymbolEqualityComparer.Default);
        var calls = chosen.SelectMany(method => method.DirectCalls(model)).ToList();
        while (unused.RemoveWhere(parameter => IsUsed(parameter, chosen, calls, unused, model) || calls.Any(call => HasEffect(call, parameter))) > 0)
        {
        }

        return unused;
    }

    /// <summary>Without it the method must not be another one's twin, and its documentation must not speak of it. What stands for others keeps what they have.</summary>
    private static bool MayGo(IParameterSymbol parameter, AsyncMethod method, IReadOnlyList<AsyncMethod> chosen)
    {
        var rest = method.Symbol.Parameters.Where(other => !SymbolEqualityComparer.Default.Equals(other, parameter)).Select(other => other.Type).ToList();
        return !Families.IsReplaceable(method.Symbol) && !method.Symbol.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(other =>
                CoroutineName.Short(other.Name) == CoroutineName.Short(method.Symbol.Name)
                && !SymbolEqualityComparer.Default.Equals(other, method.Symbol)
                && other.Parameters.Select(own => own.Type).SequenceEqual(rest, SymbolEqualityComparer.Default))
            && !method.Syntax.GetLeadingTrivia().ToFullString().Contains($"paramref name=\"{parameter.Name}\"");
    }

    private static bool IsUsed(IParameterSymbol parameter, IReadOnlyList<AsyncMethod> chosen, List<DirectCall> calls, HashSet<IParameterSymbol> unused, SemanticModel model)
    {
        var method = chosen.First(method => SymbolEqualityComparer.Default.Equals(method.Symbol, parameter.ContainingSymbol));
        return method.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == parameter.Name
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, parameter)
            && !(name.Parent is ArgumentSyntax argument && calls.Any(call => call.Operation.Arguments.Any(
                passed => passed.Syntax == argument && passed.Parameter is { } target && unused.Contains(call.Target.Parameters[target.Ordinal])))));
    }

    /// <summary>Whether to find out what a call passes for the parameter does something itself.</summary>
    private static bool HasEffect(DirectCall call, IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(call.Target, parameter.ContainingSymbol)
        && call.ArgumentFor(parameter)?.Value is { } value
        && value is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "None" });

    private static bool IsToken(ITypeSymbol type) => type is { Name: "CancellationToken" } && type.ContainingNamespace.ToDisplayString() == "System.Threading";
}
