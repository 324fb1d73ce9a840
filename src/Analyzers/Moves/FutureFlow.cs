// In: the control flow graph of one function. Out: PG0205 to PG0210, PG0219, and PG0204 where a value is read out of a field and nothing replaces it there.
// Does not follow calls: what is handed on by reference, and what is stored where a called method can reach it, may have changed afterwards.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PollGen.Analyzers.Flow;

namespace PollGen.Analyzers.Moves;

internal sealed partial class FutureFlow : ForwardFlow<FlowState>
{
    private readonly IMethodSymbol? function;
    private readonly OwnedTypes types;
    private readonly Action<Diagnostic> report;
    private readonly PlaceContext context;

    public FutureFlow(ControlFlowGraph graph, IMethodSymbol? function, OwnedTypes types, Action<Diagnostic> report)
        : base(graph)
    {
        this.function = function;
        this.types = types;
        this.report = report;
        context = GraphContext.Of(graph, function);
    }
}
