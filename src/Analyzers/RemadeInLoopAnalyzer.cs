using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0217: in a loop over a select, a future that may lose what it has done is made by a call in each round.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RemadeInLoopAnalyzer : DiagnosticAnalyzer
{
    // They lose what the future in them loses.
    private static readonly HashSet<string> Wrappers = ["TimeoutMachine", "SettledMachine", "CancelledByMachine", "TryMachine"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.RemadeInLoop];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationAction(Check, OperationKind.Invocation));
    }

    private static void Check(OperationAnalysisContext context)
    {
        var select = (IInvocationOperation)context.Operation;
        if (select.TargetMethod.Name is not ("Select" or "SelectBiased") || !select.TargetMethod.ContainingType.IsFutureClass() || !IsInLoop(select))
            return;
        foreach (var argument in select.Arguments)
        {
            if (argument.Value is IInvocationOperation made && made.Type.IsFutureWithMachine() && !LosesNothing(((INamedTypeSymbol)made.Type!).TypeArguments[0]) && !IsMarked(made))
                context.ReportDiagnostic(Diagnostic.Create(Rules.RemadeInLoop, FutureName.Of(made).GetLocation(), made.TargetMethod.Name));
        }
    }

    private static bool IsMarked(IInvocationOperation made) =>
        made.TargetMethod.HasMark("CancelSafeAttribute") || (GeneratedOverload.CoroutineOf(made.TargetMethod)?.HasMark("CancelSafeAttribute") ?? false);

    private static bool LosesNothing(ITypeSymbol machine) => machine.HasMark("CancelSafeAttribute")
        || (machine is INamedTypeSymbol { TypeArguments: [var inner, ..] } && Wrappers.Contains(machine.Name) && LosesNothing(inner));

    private static bool IsInLoop(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation)
                return true;
            // It leaves the loop with what it has got.
            if (outer is IReturnOperation or IThrowOperation)
                return false;
        }

        return false;
    }
}
