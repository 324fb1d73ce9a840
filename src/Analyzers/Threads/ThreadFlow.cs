// In: the control flow graph of a coroutine. Out: PG0213.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Analyzers.Flow;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers.Threads;

/// <summary>The locks that may be held and the locals that may hold a value of the thread, with where they were taken and, if so, where a suspension came after that.</summary>
internal sealed class ThreadState : IFlowState<ThreadState>
{
    public Dictionary<string, IOperation> Locks { get; } = [];

    public Dictionary<ISymbol, (string Source, IOperation? Suspension)> Values { get; } = new(SymbolEqualityComparer.Default);

    public ThreadState Clone()
    {
        var clone = new ThreadState();
        clone.Join(this);
        return clone;
    }

    public bool Join(ThreadState other)
    {
        var changed = false;
        foreach (var held in other.Locks)
        {
            if (Locks.ContainsKey(held.Key))
                continue;
            Locks.Add(held.Key, held.Value);
            changed = true;
        }

        foreach (var value in other.Values)
        {
            if (Values.TryGetValue(value.Key, out var known) && (known.Suspension is not null || value.Value.Suspension is null))
                continue;
            Values[value.Key] = value.Value;
            changed = true;
        }

        return changed;
    }
}

internal sealed class ThreadFlow(ControlFlowGraph graph, Action<Diagnostic> report) : ForwardFlow<ThreadState>(graph)
{
    private readonly HashSet<SyntaxNode> reported = [];

    private protected override void Visit(IOperation operation, ThreadState state)
    {
        if (operation is IFlowAnonymousFunctionOperation)
            return;
        foreach (var child in operation.ChildOperations)
            Visit(child, state);
        switch (operation)
        {
            case IInvocationOperation call when ThreadBound.IsReleased(call):
                state.Locks.Remove(ThreadBound.KeyOf(call));
                break;
            case IInvocationOperation call when ThreadBound.IsAcquired(call):
                state.Locks[ThreadBound.KeyOf(call)] = call;
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                state.Values.Remove(local);
                if (Suspensions.OfFunction(assignment).FirstOrDefault(ThreadBound.IsSource) is { } source && IsKept(assignment.Value, source))
                    state.Values[local] = (source.Syntax.ToString(), null);
                break;
            case ILocalReferenceOperation reference when state.Values.TryGetValue(reference.Local, out var value) && value.Suspension is { } passed && !IsTarget(reference):
                Report(reference.Syntax, value.Source, passed, "ask for it again after the suspension");
                break;
        }

        if (Suspensions.IsSuspension(operation))
            Suspend(operation, state);
    }

    private void Suspend(IOperation suspension, ThreadState state)
    {
        foreach (var held in state.Locks.Values)
            Report(held.Syntax, ThreadBound.KeyOf((IInvocationOperation)held), suspension, "give it back before, or use a SemaphoreSlim and await 'WaitAsync()'");
        foreach (var value in state.Values.Where(value => value.Value.Suspension is null).ToList())
            state.Values[value.Key] = (value.Value.Source, suspension);
    }

    private void Report(SyntaxNode place, string what, IOperation suspension, string instead)
    {
        if (IsReporting && reported.Add(place))
            report(Diagnostic.Create(Rules.HeldAcrossSuspension, place.GetLocation(), what, suspension.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1, instead));
    }

    // The thread's own object, or what is in it; not a number that was counted from it.
    private static bool IsKept(IOperation value, IOperation source)
    {
        while (value is IConversionOperation or ICoalesceOperation or IPropertyReferenceOperation { Instance: not null } && value != source)
        {
            value = value switch
            {
                IConversionOperation conversion => conversion.Operand,
                ICoalesceOperation coalesce => coalesce.Value,
                _ => ((IPropertyReferenceOperation)value).Instance!,
            };
        }

        return value == source;
    }

    private static bool IsTarget(IOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;
}
