using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator;

/// <summary>The front half of the compiler, for the analyzer: what is wrong with a coroutine, live while it is typed.</summary>
internal static class CoroutineChecker
{
    /// <param name="method">A method marked [Coroutine].</param>
    /// <param name="models">Of a compilation with the generated signatures in it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Where the C# compiler has errors of its own to report for the body, only what Co is used for in statements without one.</returns>
    public static IEnumerable<Problem> Check(IMethodSymbol method, SemanticModels models, CancellationToken cancellation)
    {
        // A partial method is checked once, for both of its parts.
        if (method.PartialDefinitionPart is not null)
            return [];
        if (DeclaredMethod.Of(method) is var (part, syntax))
            return CoroutineCompiler.Check(part, syntax, models, cancellation);
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is LocalFunctionStatementSyntax local)
                return CheckLocal(method, local);
        }

        return [];
    }

    // Inside a coroutine it is compiled with that, and its problems are among those of the whole.
    private static IEnumerable<Problem> CheckLocal(IMethodSymbol method, LocalFunctionStatementSyntax local)
    {
        ISymbol outer = method.ContainingSymbol;
        while (outer is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } inner)
            outer = inner.ContainingSymbol;
        if (method.CoroutineMark() is null || (outer is IMethodSymbol coroutine && coroutine.IsCoroutine()))
            return [];
        return [Problem.At(Rules.UnsupportedDeclaration, local.Identifier.GetLocation(), method.Name, "it is a local function of a method that is no coroutine; write it as a method")];
    }
}
