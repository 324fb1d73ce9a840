// In: the body of one function. Out: PG0204 for futures in variables that C# keeps in the state machine of an async method or an iterator: it moves
// that object to the heap at the first wait, and copies it for each enumeration.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Moves;

internal static class HoistedVariables
{
    public static void Check(IOperation body, IMethodSymbol function, OwnedTypes types, Action<Diagnostic> report)
    {
        var own = Suspensions.OfFunction(body).ToList();
        var waits = own.Where(IsWait).ToList();
        if (waits.Count == 0)
            return;
        foreach (var references in own.Where(operation => types.IsOwned(operation.Type)).Select(operation => (operation, variable: Variable(operation)))
            .Where(pair => pair.variable is not null).GroupBy(pair => pair.variable!, SymbolEqualityComparer.Default))
        {
            var variable = references.Key!;
            var isParameter = variable is IParameterSymbol;
            if (!SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function))
                continue;
            var start = isParameter ? body.Syntax.SpanStart : variable.Locations[0].SourceSpan.Start;
            var isEnumerated = isParameter && !function.IsAsync;
            if (isEnumerated || waits.Any(wait => references.Any(reference => IsAcross(wait, reference.operation, start))))
                report(CopyReport.Make(NameOf(variable), "C# keeps it in an object that moves, or is copied, when the method goes on", "make it after the wait, or hand it to an executor"));
        }
    }

    /// <summary>Whether a variable has to live through a wait to be there for a reference.</summary>
    private static bool IsAcross(IOperation wait, IOperation reference, int declared)
    {
        if (wait.Syntax.SpanStart > declared && wait.Syntax.Span.End <= reference.Syntax.SpanStart)
            return true;
        for (var outer = reference.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation && outer.Syntax.SpanStart > declared && outer.Syntax.Span.Contains(wait.Syntax.Span))
                return true;
        }

        return false;
    }

    private static bool IsWait(IOperation operation) => operation switch
    {
        IAwaitOperation => true,
        IReturnOperation { Kind: OperationKind.YieldReturn } => true,
        IForEachLoopOperation loop => loop.IsAsynchronous,
        IUsingOperation @using => @using.IsAsynchronous,
        _ => false,
    };

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static SyntaxToken NameOf(ISymbol variable) => variable.Locations[0].SourceTree!.GetRoot().FindToken(variable.Locations[0].SourceSpan.Start);
}
