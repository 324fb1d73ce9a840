using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Analyzers.Moves;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0216: a statement drops an answer without which nobody knows what has happened: of a poll, of a settled future, of a read that may be partial.</summary>
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
        if (((IExpressionStatementOperation)context.Operation).Operation is IInvocationOperation call && Says(call) is { } what)
            context.ReportDiagnostic(Diagnostic.Create(Rules.AnswerIgnored, FutureName.Of(call).GetLocation(), call.TargetMethod.Name, what));
    }

    private static string? Says(IInvocationOperation call) => call switch
    {
        { TargetMethod: { Name: "Poll", ReturnType.SpecialType: SpecialType.System_Boolean }, Instance: { } future } when OwnedTypes.IsFuture(future.Type) => "says whether the future is over",
        { TargetMethod: { Name: "PollCancel", ReturnType.SpecialType: SpecialType.System_Boolean }, Instance: { } future } when OwnedTypes.IsFuture(future.Type) => "says whether the clean-up is over",
        { Type: { Name: "Settled", ContainingNamespace: { Name: WellKnown.Namespace, ContainingNamespace.IsGlobalNamespace: true } } } => "says whether it has failed, and does not throw",
        _ => null,
    };
}
