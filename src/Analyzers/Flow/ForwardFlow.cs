// In: the control flow graph of one function. Out: what is known at each point of it, of all paths at once.
// Goes through the blocks until nothing changes, then through each once more, to report. A finally block is gone through for each way into it; an exception may leave
// a block after any part of it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PollGen.Analyzers.Flow;

/// <summary>What is known at one point.</summary>
internal interface IFlowState<TState>
    where TState : class
{
    TState Clone();

    /// <summary>Adds what is known on another path.</summary>
    /// <returns>Whether that was new.</returns>
    bool Join(TState other);
}

/// <summary>A forward analysis; what it looks for is in the classes derived from it.</summary>
internal abstract class ForwardFlow<TState>(ControlFlowGraph graph)
    where TState : class, IFlowState<TState>, new()
{
    // Exceptions are followed up to here. The graph of a lambda stands in regions of the function around it, which are none of its own.
    private ControlFlowRegion outermost = graph.Root;

    private protected ControlFlowGraph Graph => graph;

    /// <summary>Whether what is found now is final.</summary>
    private protected bool IsReporting { get; private set; }

    public void Run()
    {
        var entries = new TState?[graph.Blocks.Length];
        entries[0] = new TState();
        Settle(entries, 0, graph.Blocks.Length - 1);
        IsReporting = true;
        foreach (var block in graph.Blocks)
        {
            if (entries[block.Ordinal] is { } entry)
                Process(block, entry.Clone(), static (_, _) => { });
        }

        Finish();
    }

    /// <summary>What one operation, with all in it, does.</summary>
    private protected abstract void Visit(IOperation operation, TState state);

    /// <summary>A condition has this value on the path that is taken.</summary>
    private protected virtual void Refine(TState state, IOperation? condition, bool isTrue)
    {
    }

    private protected virtual void EndScope(ILocalSymbol local, TState state)
    {
    }

    /// <summary>The function is left in the ordinary way, with this value.</summary>
    private protected virtual void EndFunction(TState state, IOperation? value)
    {
    }

    /// <summary>Everything has been seen.</summary>
    private protected virtual void Finish()
    {
    }

    /// <summary>Goes through the blocks from <paramref name="first"/> to <paramref name="last"/> until their entries do not change any more.</summary>
    private void Settle(TState?[] entries, int first, int last)
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

    private void Process(BasicBlock block, TState state, Action<int, TState> enter)
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

    private void Leave(ControlFlowBranch branch, TState state, Action<int, TState> enter)
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
            EndFunction(state, branch.Source.BranchValue);
        enter(destination.Ordinal, state);
    }

    /// <summary>The handlers around a block, from the inside out.</summary>
    private void Throw(ControlFlowRegion region, TState state, Action<int, TState> enter)
    {
        for (var inner = region; inner != outermost && inner.EnclosingRegion is { } outer; inner = outer)
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
    private TState? RunFinally(ControlFlowRegion final, TState state)
    {
        var wasReporting = IsReporting;
        var around = outermost;
        IsReporting = false;
        outermost = final;
        var inside = new TState?[graph.Blocks.Length];
        inside[final.FirstBlockOrdinal] = state.Clone();
        Settle(inside, final.FirstBlockOrdinal, final.LastBlockOrdinal);
        TState? end = null;
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

        IsReporting = wasReporting;
        outermost = around;
        return end;
    }
}
