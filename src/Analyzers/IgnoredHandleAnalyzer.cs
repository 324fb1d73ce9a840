using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0211: a task is spawned as a statement. Where the executor has <c>SpawnDetached</c>, that is what is meant; a task group watches its children itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredHandleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.HandleIgnored];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationAction(Check, OperationKind.ExpressionStatement));
    }

    private static void Check(OperationAnalysisContext context)
    {
        if (((IExpressionStatementOperation)context.Operation).Operation is IInvocationOperation { TargetMethod: { Name: "Spawn" } spawn } call
            && spawn.ContainingNamespace is { Name: WellKnown.Namespace, ContainingNamespace.IsGlobalNamespace: true }
            && spawn.ContainingType.GetMembers("SpawnDetached").Length > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.HandleIgnored, FutureName.Of(call).GetLocation()));
        }
    }
}
