using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0216: a statement drops an answer without which nobody knows what has happened. Which answers those are, their methods and types say: they are marked [MustUse].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredAnswerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.AnswerIgnored];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationAction(Check, OperationKind.ExpressionStatement));
    }

    private static void Check(OperationAnalysisContext context)
    {
        // Who writes '_ =' has thought of it.
        if (((IExpressionStatementOperation)context.Operation).Operation is var dropped and not IAssignmentOperation)
        {
            foreach (var maker in DroppedValue.MakersOf(dropped))
            {
                if (MustUse.Find(maker) is var (call, says))
                    context.ReportDiagnostic(Diagnostic.Create(Rules.AnswerIgnored, FutureName.Of(call).GetLocation(), call.TargetMethod.Name, says));
            }
        }
    }
}
