// In: the compilation of ordinary sources. Out: the methods that become coroutines, and why the others do not.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Ordinary.Tests.Rewriting;

internal sealed class Choice
{
    private readonly Dictionary<IMethodSymbol, MethodDeclarationSyntax> chosen = new(SymbolEqualityComparer.Default);

    /// <param name="compilation">The sources.</param>
    /// <param name="refused">Methods that the compiler of coroutines has a rule against, with the rule.</param>
    /// <param name="tally">Takes in what is left out.</param>
    public Choice(Compilation compilation, IReadOnlyDictionary<string, string> refused, Tally tally)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                var symbol = model.GetDeclaredSymbol(syntax)!;
                string? reason = ReasonAgainst(symbol, syntax) ?? refused.GetValueOrDefault(NameOf(symbol));
                if (reason is null)
                    chosen[symbol] = syntax;
                else
                    tally.Leave("method", reason);
            }
        }

        tally.Methods = chosen.Count;
    }

    public bool Contains(MethodDeclarationSyntax syntax) => chosen.ContainsValue(syntax);

    /// <summary>Whether a call is one of a method that becomes a coroutine.</summary>
    public bool Contains(IMethodSymbol called) => chosen.ContainsKey((called.ReducedFrom ?? called).OriginalDefinition);

    public static string NameOf(IMethodSymbol symbol) => symbol.ToDisplayString();

    private static string? ReasonAgainst(IMethodSymbol symbol, MethodDeclarationSyntax syntax)
    {
        if (syntax.Body is null && syntax.ExpressionBody is null)
            return "it has no body";
        if (syntax.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).Any(node => node is YieldStatementSyntax))
            return "it is an iterator";
        if (symbol.IsVirtual || symbol.IsOverride || symbol.IsAbstract || IsOfInterface(symbol))
            return "others decide how it is called: it overrides or implements something";
        if (symbol is { IsStatic: false, ContainingType.TypeKind: TypeKind.Struct })
            return "'this' is a struct";
        if (symbol.ReturnsByRef || symbol.ReturnsByRefReadonly || symbol.ReturnType.IsRefLikeType)
            return "it returns a reference";
        return null;
    }

    private static bool IsOfInterface(IMethodSymbol symbol) => symbol.ExplicitInterfaceImplementations.Length > 0 || symbol.ContainingType.AllInterfaces
        .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
        .Any(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));
}
