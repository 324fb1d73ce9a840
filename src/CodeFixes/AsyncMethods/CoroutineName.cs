using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>
/// What a coroutine is called: as the method, without <c>Async</c>, where that name means nothing else there; else as the method. What makes its
/// future has the same name, unless calls of today would find it.
/// </summary>
internal static class CoroutineName
{
    private const string Suffix = "Async";

    public static string Short(string name) =>
        name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;

    public static (string Name, string? Overload) For(AsyncMethod method, IReadOnlyList<AsyncMethod> chosen, bool keepsTask, SemanticModel model)
    {
        var old = method.Symbol.Name;
        var name = Short(old);
        var others = Others(name, method, chosen, model).ToList();
        if (name != old && (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !others.All(other => IsOwnMethod(other, method)) || HasTwin(name, method, chosen) || SaysItsName(method, model)))
        {
            name = old;
            others = [.. Others(name, method, chosen, model)];
        }

        var isTaken = (keepsTask && name == old) || others.Count > 0 || IsTaken(name + "Machine", method);
        return (name, isTaken ? FreeName.First(Short(old) + "Future", free => IsTaken(free, method) || IsTaken(free + "Machine", method)) : null);
    }

    /// <summary>What the name means already, where the method stands or on an instance of its type: methods of the type, extensions, anything.</summary>
    private static IEnumerable<ISymbol> Others(string name, AsyncMethod method, IReadOnlyList<AsyncMethod> chosen, SemanticModel model)
    {
        var position = ((SyntaxNode?)method.Syntax.Body ?? (SyntaxNode?)method.Syntax.ExpressionBody ?? method.Syntax.ParameterList).SpanStart;
        return model.LookupSymbols(position, null, name)
            .Concat(model.LookupSymbols(position, method.Symbol.ContainingType, name, includeReducedExtensionMethods: true))
            .Where(symbol => !chosen.Any(other => SymbolEqualityComparer.Default.Equals(other.Symbol, symbol)));
    }

    private static bool IsOwnMethod(ISymbol symbol, AsyncMethod method)
    {
        if (symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } found)
            return false;
        if (found.MethodKind == MethodKind.ReducedExtension)
            return true;
        for (var type = method.Symbol.ContainingType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, found.ContainingType))
                return true;
        }

        return false;
    }

    /// <summary>Whether another method that is converted would be the same one then.</summary>
    private static bool HasTwin(string name, AsyncMethod method, IReadOnlyList<AsyncMethod> chosen) => chosen.Any(other =>
        other != method
        && SymbolEqualityComparer.Default.Equals(other.Symbol.ContainingType, method.Symbol.ContainingType)
        && other.Symbol.Name == name
        && other.Symbol.Parameters.Select(parameter => parameter.Type).SequenceEqual(method.Symbol.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default));

    /// <summary>Whether somebody is told the method's name while it runs, by <c>[CallerMemberName]</c>.</summary>
    private static bool SaysItsName(AsyncMethod method, SemanticModel model) => method.Syntax.DescendantNodes()
        .Where(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)
        .SelectMany(call => model.GetOperation(call) switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        })
        .Any(argument => argument is { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter }
            && parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CallerMemberNameAttribute"));

    private static bool IsTaken(string name, AsyncMethod method) => method.Symbol.ContainingType.GetMembers(name).Any();
}
