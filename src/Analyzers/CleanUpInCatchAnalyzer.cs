using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0218: in a coroutine, a catch of everything cleans up after a try that suspends, and throws on. Cancellation does not pass there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CleanUpInCatchAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] CleaningVerbs =
        ["Dispose", "Close", "Release", "Return", "Delete", "Remove", "Rollback", "RollBack", "Abort", "Undo", "Free", "Unlock", "Exit", "Stop", "Shutdown", "Disconnect", "Leave", "Unregister", "Unsubscribe", "Cancel", "Decrement"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.CleanUpInCatch];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationAction(Check, OperationKind.Try));
    }

    private static void Check(OperationAnalysisContext context)
    {
        var statement = (ITryOperation)context.Operation;
        if (statement.Catches.Length != 1 || EnclosingCo.Of(statement, context.ContainingSymbol) is null || !Suspensions.OfFunction(statement.Body).Any(Suspensions.IsSuspension))
            return;
        var handler = statement.Catches[0];
        if (handler.Filter is null && handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception" }
            && handler.Handler.Operations is [.., IExpressionStatementOperation { Operation: IThrowOperation { Exception: null } } or IThrowOperation { Exception: null }]
            && Suspensions.OfFunction(handler.Handler).OfType<IInvocationOperation>().FirstOrDefault(IsCleanUp) is { } call
            && !(statement.Finally is { } final && Suspensions.OfFunction(final).OfType<IInvocationOperation>().Any(IsCleanUp)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.CleanUpInCatch, FutureName.Of(call).GetLocation(), call.TargetMethod.Name));
        }
    }

    private static bool IsCleanUp(IInvocationOperation call) => CleaningVerbs.Any(verb =>
        call.TargetMethod.Name.StartsWith(verb, StringComparison.Ordinal) && (call.TargetMethod.Name.Length == verb.Length || !char.IsLower(call.TargetMethod.Name[verb.Length])));
}
