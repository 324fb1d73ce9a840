// In: the control flow graph of one function. Out: PG0205 to PG0210, and PG0204 where a value is read out of a field and nothing replaces it there.
// All paths at once, until nothing changes; then each block once more, to report. A finally block is gone through for each way into it.
// Does not follow calls: what is handed on by reference, and what is stored where a called method can reach it, may have changed afterwards.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PollGen.Analyzers.Moves;

internal sealed partial class FutureFlow
{
    private readonly ControlFlowGraph graph;
    private readonly IMethodSymbol? function;
    private readonly OwnedTypes types;
    private readonly Action<Diagnostic> report;
    private readonly PlaceContext context;
    private readonly FlowState?[] entries;
    private bool isReporting;

    public FutureFlow(ControlFlowGraph graph, IMethodSymbol? function, OwnedTypes types, Action<Diagnostic> report)
    {
        this.graph = graph;
        this.function = function;
        this.types = types;
        this.report = report;
        context = GraphContext.Of(graph, function);
        entries = new FlowState?[graph.Blocks.Length];
    }

    public void Run()
    {
        entries[0] = new FlowState();
        Settle(entries, 0, graph.Blocks.Length - 1);
        isReporting = true;
        foreach (var block in graph.Blocks)
        {
            if (entries[block.Ordinal] is { } entry)
                Process(block, entry.Clone(), static (_, _) => { });
        }

        ReportNeverUsed();
    }

    /// <summary>Goes through the blocks from <paramref name="first"/> to <paramref name="last"/> until their entries do not change any more.</summary>
    private void Settle(FlowState?[] entries, int first, int last)
    {
        var waiting = new SortedSet<int>(Enumerable.Range(first, last - first + 1).Where(ordinal => entries[ordinal] is not null));
        while (waiting.Count > 0)
        {
            var ordinal = waiting.Min;
            waiting.Remove(ordinal);
            Process(graph.Blocks[ordinal], entries[ordinal]!.Clone(), (next, state) =>
            {
                if (next < first || next > last)
                    return;
                if (entries[next] is { } known ? !known.Join(state) : (entries[next] = state.Clone()) is null)
                    return;
                waiting.Add(next);
            });
        }
    }

    private void Process(BasicBlock block, FlowState state, Action<int, FlowState> enter)
    {
        // An exception can leave after any part of the block.
        var thrown = state.Clone();
        foreach (var operation in block.Operations)
        {
            Visit(operation, state);
            thrown.Join(state);
        }

        if (block.BranchValue is { } value)
        {
            Visit(value, state);
            thrown.Join(state);
        }

        if (block.EnclosingRegion is { } region)
            Throw(region, thrown, enter);
        if (block.ConditionalSuccessor is { } conditional)
        {
            var taken = state.Clone();
            Refine(taken, block.BranchValue, block.ConditionKind == ControlFlowConditionKind.WhenTrue);
            Leave(conditional, taken, enter);
            Refine(state, block.BranchValue, block.ConditionKind != ControlFlowConditionKind.WhenTrue);
        }

        if (block.FallThroughSuccessor is { } next)
            Leave(next, state, enter);
    }

    private void Leave(ControlFlowBranch branch, FlowState state, Action<int, FlowState> enter)
    {
        if (branch.Destination is not { } destination)
            return;
        foreach (var final in branch.FinallyRegions)
        {
            enter(final.FirstBlockOrdinal, state);
            if (RunFinally(final, state) is not { } after)
                return;
            state = after;
        }

        foreach (var region in branch.LeavingRegions)
        {
            foreach (var local in region.Locals)
                EndScope(local, state);
        }

        if (destination.Kind == BasicBlockKind.Exit)
            EndFunction(state);
        enter(destination.Ordinal, state);
    }

    /// <summary>The handlers around a block, from the inside out.</summary>
    private void Throw(ControlFlowRegion region, FlowState state, Action<int, FlowState> enter)
    {
        for (var inner = region; inner.EnclosingRegion is { } outer; inner = outer)
        {
            if (inner.Kind != ControlFlowRegionKind.Try)
                continue;
            if (outer.Kind == ControlFlowRegionKind.TryAndCatch)
            {
                foreach (var handler in outer.NestedRegions.Where(nested => nested != inner))
                    enter(handler.FirstBlockOrdinal, state);
            }
            else if (outer.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                var final = outer.NestedRegions[1];
                enter(final.FirstBlockOrdinal, state);
                if (RunFinally(final, state) is not { } after)
                    return;
                state = after;
            }
        }
    }

    /// <summary>What is known after a finally block that is entered with <paramref name="state"/>; null if it does not end.</summary>
    private FlowState? RunFinally(ControlFlowRegion final, FlowState state)
    {
        var wasReporting = isReporting;
        isReporting = false;
        var inside = new FlowState?[graph.Blocks.Length];
        inside[final.FirstBlockOrdinal] = state.Clone();
        Settle(inside, final.FirstBlockOrdinal, final.LastBlockOrdinal);
        FlowState? end = null;
        for (var ordinal = final.FirstBlockOrdinal; ordinal <= final.LastBlockOrdinal; ordinal++)
        {
            var block = graph.Blocks[ordinal];
            if (inside[ordinal] is not { } entry || block.FallThroughSuccessor is not { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling })
                continue;
            var after = entry.Clone();
            foreach (var operation in block.Operations)
                Visit(operation, after);
            if (block.ConditionalSuccessor is not null)
                Refine(after, block.BranchValue, block.ConditionKind != ControlFlowConditionKind.WhenTrue);
            if (end is null)
                end = after;
            else
                end.Join(after);
        }

        isReporting = wasReporting;
        return end;
    }
}
