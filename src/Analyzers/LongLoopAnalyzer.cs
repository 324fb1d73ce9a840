using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0214, off by default: a loop in a coroutine that calls something or loops in itself, and never suspends. Only the outermost such loop is reported.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LongLoopAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.LongLoop];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationAction(Check, OperationKind.Loop));
    }

    private static void Check(OperationAnalysisContext context)
    {
        var loop = (ILoopOperation)context.Operation;
        if (EnclosingCo.Of(loop, context.ContainingSymbol) is null || !IsLong(loop) || LoopsAround(loop).Any(IsLong))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rules.LongLoop, loop.Syntax.GetFirstToken().GetLocation()));
    }

    private static bool IsLong(ILoopOperation loop)
    {
        var body = Suspensions.OfFunction(loop).ToList();
        return !body.Any(Suspensions.IsSuspension) && Suspensions.OfFunction(loop.Body).Any(operation => operation is IInvocationOperation or ILoopOperation);
    }

    private static IEnumerable<ILoopOperation> LoopsAround(IOperation loop)
    {
        for (var outer = loop.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation around)
                yield return around;
        }
    }
}
