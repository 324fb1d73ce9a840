using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Analyzers.Threads;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0213: a lock that only its thread can give back, or a value that belongs to the thread, is kept across a suspension. A lock statement cannot hold one (PG0103).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HeldAcrossSuspensionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.HeldAcrossSuspension];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationBlockAction(Check));
    }

    private static void Check(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !method.Parameters.Any(parameter => parameter.Type.IsCo()))
            return;
        foreach (var block in context.OperationBlocks)
        {
            if (Suspensions.OfFunction(block).Any(operation => ThreadBound.IsAcquired(operation) || ThreadBound.IsSource(operation)))
                new ThreadFlow(context.GetControlFlowGraph(block), context.ReportDiagnostic).Run();
        }
    }
}
