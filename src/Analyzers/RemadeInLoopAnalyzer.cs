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
    private static readonly HashSet<string> Wrappers =
    [
        "TimeoutMachine", "SettledMachine", "CancelledByMachine", "TryMachine",
        "ScopedTimeoutMachine", "ScopedSettledMachine", "ScopedCancelledByMachine", "ScopedTryMachine", "UnscopedMachine",
    ];

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
        if (select.TargetMethod.Name is not ("Select" or "SelectBiased") || !select.TargetMethod.ContainingType.IsFutureClass() || LoopAround(select) is not { } loop)
            return;
        foreach (var argument in select.Arguments)
        {
            if (Maker(argument.Value, loop) is { } made && Machine(made.Type) is not null && !LosesNothing(made, loop))
                context.ReportDiagnostic(Diagnostic.Create(Rules.RemadeInLoop, FutureName.Of(made).GetLocation(), made.TargetMethod.Name));
        }
    }

    /// <summary>The call that makes a future in each round, for the select itself or for a variable of the loop.</summary>
    private static IInvocationOperation? Maker(IOperation value, ILoopOperation loop) => value switch
    {
        IInvocationOperation call => call,
        ILocalReferenceOperation { Local: var local } => loop.Body.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.GetVariableInitializer()?.Value as IInvocationOperation,
        _ => null,
    };

    private static bool LosesNothing(IInvocationOperation made, ILoopOperation loop)
    {
        if (made.TargetMethod.HasMark("CancelSafeAttribute") || (GeneratedOverload.CoroutineOf(made.TargetMethod)?.HasMark("CancelSafeAttribute") ?? false))
            return true;
        var machine = Machine(made.Type)!;
        return Wrappers.Contains(machine.Name) && (made.Instance ?? made.Arguments.FirstOrDefault()?.Value) is { } wrapped && Maker(wrapped, loop) is { } inner && Machine(inner.Type) is not null
            ? LosesNothing(inner, loop)
            : LosesNothing(machine);
    }

    private static bool LosesNothing(ITypeSymbol machine) => machine.HasMark("CancelSafeAttribute")
        || (machine is INamedTypeSymbol { TypeArguments: [var inner, ..] } && Wrappers.Contains(machine.Name) && LosesNothing(inner));

    private static ITypeSymbol? Machine(ITypeSymbol? future) => future.IsFutureWithMachine() || future.IsScopedFuture() ? ((INamedTypeSymbol)future!).TypeArguments[0] : null;

    private static ILoopOperation? LoopAround(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation loop)
                return loop;
            // It leaves the loop with what it has got.
            if (outer is IReturnOperation or IThrowOperation)
                return null;
        }

        return null;
    }
}
