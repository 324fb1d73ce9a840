// In: liveness, and which variables live in the frame. Out: during which nodes each of those is in use.
// More than liveness: a reference or a span to a variable keeps it in use, and so does a way out through a finally block.
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

internal sealed class FrameLives
{
    private readonly KeptReferences kept;
    private readonly IReadOnlyDictionary<Variable, Placement> placements;
    private readonly ICollection<Variable> steady;
    private readonly Dictionary<FlowNode, HashSet<Variable>> inUse = [];
    private readonly Dictionary<Variable, HashSet<Variable>> referredTo = [];

    public FrameLives(FlowGraph graph, KeptReferences references, IReadOnlyDictionary<Variable, Placement> placements, ICollection<Variable> steady)
    {
        kept = references;
        this.placements = placements;
        this.steady = steady;
        FollowReferences(graph);
        foreach (var node in graph.AllNodes)
        {
            var used = references.All.InUse(node).Concat(Noted(node));
            inUse[node] = WithReferents(node is SuspendNode suspension ? used.Concat(references.All.OnFailure[suspension]).Concat(references.Values.OnFailure[suspension]) : used);
        }

        // What is needed after a try is needed while its finally block runs, whatever that needs itself.
        foreach (var attempt in graph.AllNodes.OfType<TryNode>().Where(attempt => attempt.Finally is not null).Reverse())
        {
            var around = new HashSet<Variable>(attempt.Body.AllNodes.Append(attempt).SelectMany(node => inUse[node]));
            foreach (var node in attempt.Finally!.AllNodes)
                inUse[node].UnionWith(around);
        }
    }

    /// <summary>The variables in the frame that are in use while a node runs.</summary>
    public IEnumerable<Variable> During(FlowNode node) => inUse[node].Where(IsInFrame);

    /// <summary>
    /// The variables in the frame that are in use while a suspension is pending. The arguments of a call have been passed by value then;
    /// a future that is a value is copied, and from a place that it does not overlap.
    /// </summary>
    public IEnumerable<Variable> While(SuspendNode node)
    {
        var suspension = node.Suspension;
        var passed = suspension.Make.Variables
            .Where(piece => suspension is { Kind: SuspensionKind.Await, IsMovable: false } || piece.Access != Access.Read || piece.Variable.IsRefLike || piece.Variable.IsReference)
            .Select(piece => piece.Variable);
        var needed = kept.All.AfterResumption[node].Concat(kept.All.OnFailure[node])
            .Concat(kept.Values.AfterResumption[node]).Concat(kept.Values.OnFailure[node]).Concat(passed);
        return WithReferents(suspension.Result is { } result ? needed.Append(result) : needed).Where(IsInFrame);
    }

    // What text that sets a reference notes about it, and the memory that it takes.
    private IEnumerable<Variable> Noted(FlowNode node)
    {
        foreach (var piece in Liveness.CodesOf(node).SelectMany(code => code.AllPieces).OfType<NestedPiece>().Where(piece => kept.IsActive(piece.Origin.Target)))
        {
            if (piece.Origin.Storage is NamedStorage { Root: { } root })
                yield return root;
            if (kept.Anchors.TakesOwner(piece.Origin) is { } owner)
                yield return owner;
            foreach (var note in kept.Anchors.Notes(piece.Origin))
                yield return note.Target;
        }
    }

    private bool IsInFrame(Variable variable) => placements.TryGetValue(variable, out var placement) && (placement == Placement.Frame || steady.Contains(variable));

    // A statement that names a reference or a span may have made it point to any variable that it names, or to what another one points to.
    private void FollowReferences(FlowGraph graph)
    {
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var node in graph.AllNodes)
            {
                var mentioned = Liveness.Mentioned(node).Concat(Noted(node)).ToList();
                foreach (var reference in mentioned.Where(variable => variable.IsRefLike || variable.IsReference))
                {
                    if (!referredTo.TryGetValue(reference, out var referents))
                        referredTo[reference] = referents = [];
                    foreach (var other in mentioned)
                    {
                        if (other.IsRefLike || other.IsReference)
                        {
                            foreach (var referent in referredTo.TryGetValue(other, out var theirs) ? theirs.ToList() : [])
                                hasChanged |= referents.Add(referent);
                        }
                        else if (IsInFrame(other))
                        {
                            hasChanged |= referents.Add(other);
                        }
                    }
                }
            }
        }
        while (hasChanged);
    }

    private HashSet<Variable> WithReferents(IEnumerable<Variable> variables)
    {
        var all = new HashSet<Variable>(variables);
        foreach (var reference in all.ToList())
        {
            if (referredTo.TryGetValue(reference, out var referents))
                all.UnionWith(referents);
        }

        return all;
    }
}
