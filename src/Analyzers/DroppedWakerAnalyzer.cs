using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Analyzers.Flow;
using PollGen.Analyzers.Moves;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG0215: a future written by hand returns false on a way on which it has not looked at its context, or gives what it waits for a context that wakes nobody.
/// It is enough that one path to the return has used the context: which of its children is pending, only the future knows.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedWakerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.WakerDropped];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationBlockAction(Check));
    }

    private static void Check(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: var name, Parameters: [{ Type: var first } cx, ..] } method || !first.IsPollContext()
            || !(name == "Poll" || name.EndsWith(".Poll", StringComparison.Ordinal)) || !OwnedTypes.IsFuture(method.ContainingType))
        {
            return;
        }

        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in Suspensions.OfFunction(block))
            {
                if (operation is IArgumentOperation { Value: var value } argument && value.Type.IsPollContext() && WakesNobody(value))
                    Report(context, argument.Syntax, $"'{argument.Syntax}' wakes nobody");
            }

            if (block is IBlockOperation && !method.IsAbstract)
                new ContextFlow(context.GetControlFlowGraph(block), cx, found => Report(context, found.Syntax, "This returns false, and 'cx' was not looked at")).Run();
        }
    }

    private static void Report(OperationBlockAnalysisContext context, SyntaxNode place, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.WakerDropped, place.GetLocation(), what));

    private static bool WakesNobody(IOperation context) => context switch
    {
        IConversionOperation conversion => WakesNobody(conversion.Operand),
        IDefaultValueOperation => true,
        IObjectCreationOperation { Arguments.Length: 0 } => true,
        IObjectCreationOperation { Arguments: [{ Value: IPropertyReferenceOperation { Property.Name: "None" } or IDefaultValueOperation }] } => true,
        _ => false,
    };

    private sealed class ContextState : IFlowState<ContextState>
    {
        public bool IsUsed { get; set; }

        public ContextState Clone() => new() { IsUsed = IsUsed };

        public bool Join(ContextState other)
        {
            var changed = other.IsUsed && !IsUsed;
            IsUsed |= other.IsUsed;
            return changed;
        }
    }

    private sealed class ContextFlow(ControlFlowGraph graph, IParameterSymbol cx, Action<IOperation> report) : ForwardFlow<ContextState>(graph)
    {
        private readonly HashSet<IOperation> reported = [];

        private protected override void Visit(IOperation operation, ContextState state)
        {
            if (operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, cx))
                state.IsUsed = true;
            foreach (var child in operation.ChildOperations)
                Visit(child, state);
        }

        private protected override void EndFunction(ContextState state, IOperation? value)
        {
            if (IsReporting && !state.IsUsed && value is { ConstantValue: { HasValue: true, Value: false } } && reported.Add(value))
                report(value);
        }
    }
}
