// In: a flow graph. Out: the variables that do not change once the coroutine has waited. Those are written to the frame once.
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow;

internal static class Steadiness
{
    /// <summary>The variables that no code assigns which can run after a suspension.</summary>
    public static HashSet<Variable> Of(FlowGraph graph, KeptReferences references)
    {
        // With a try around a suspension all code may run after it.
        var follows = graph.Suspensions.Any(node => node.Tries.Any()) ? [.. graph.AllNodes] : references.All.ReachedFrom(graph.Suspensions.SelectMany(references.All.Successors));
        var steady = new HashSet<Variable>(graph.AllNodes.SelectMany(Liveness.Mentioned));
        foreach (var node in graph.AllNodes)
        {
            // A suspension's own result comes after it.
            if (node is SuspendNode { Suspension.Result: { } result })
                steady.Remove(result);
            if (follows.Contains(node))
                steady.ExceptWith(Written(node));
        }

        // These are set with their references, where the text does not show it.
        var following = references.LocalsOf(steady).ToList();
        steady.ExceptWith(references.Locals);
        steady.UnionWith(following);
        steady.RemoveWhere(variable => variable.Kind == VariableKind.FrameOnly);
        return steady;
    }

    /// <summary>The variables that no code of the body assigns at all.</summary>
    public static HashSet<Variable> Untouched(FlowGraph graph)
    {
        var untouched = new HashSet<Variable>(graph.AllNodes.SelectMany(Liveness.Mentioned));
        untouched.ExceptWith(graph.AllNodes.SelectMany(Written));
        untouched.ExceptWith(graph.Suspensions.Select(node => node.Suspension.Result).OfType<Variable>());
        return untouched;
    }

    private static IEnumerable<Variable> Written(FlowNode node)
    {
        // An assignment through a reference leaves it as it is.
        var assigned = Liveness.CodesOf(node).SelectMany(code => code.Variables)
            .Where(piece => piece.Access != Access.Read && !(piece.Access == Access.Assign && piece.Variable.IsReference) && !piece.Variable.IsCaptured).Select(piece => piece.Variable);
        return node switch
        {
            DeclareNode declaration => assigned.Append(declaration.Variable),
            TryNode attempt => assigned.Concat(attempt.Handlers.Select(handler => handler.Clause.Caught)),
            _ => assigned,
        };
    }
}
