// In: a flow graph. Out: where control can go from each node, and which finally blocks it passes on the way. Not shared with liveness, so
// that a mistake in one does not hide in the other.
using PollGen.Generator.Dataflow;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Validation;

internal sealed class FlowEdges
{
    private readonly Dictionary<Label, FlowNode> labels = [];
    private readonly Dictionary<FlowNode, FlowNode?> following = [];

    public FlowEdges(FlowGraph graph) => Link(graph.Root, null);

    /// <summary>Where control can go, but by an exception; null stands for a way out of the coroutine.</summary>
    public IEnumerable<FlowNode?> From(FlowNode node)
    {
        switch (node)
        {
            case TryNode attempt:
                return [attempt.Body.Nodes.Count > 0 ? attempt.Body.Nodes[0] : following[node]];
            case JumpNode jump:
                return [At(jump.Target)];
            case ReturnNode:
                return [null];
            case BranchNode branch:
                return [following[node], At(branch.Target)];
            case CancellingNode cancelling:
                return [following[node], At(cancelling.Target)];
            case DispatchNode choice:
                return choice.Cases.Select(one => At(one.Target)).Append(following[node]);
            case CodeNode code:
                var jumps = code.Code.Jumps.Select(At);
                return code.FallsThrough ? jumps.Append(following[node]) : jumps;
            default:
                return [following[node]];
        }
    }

    /// <summary>The node that a label stands at; null for those at the ends of the coroutine.</summary>
    public FlowNode? At(Label label) => labels.TryGetValue(label, out var node) ? node : null;

    /// <summary>The tries that control leaves on its way, from the inside out.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it goes; null for out of the coroutine.</param>
    public static IEnumerable<TryNode> Left(Region from, Region? to) =>
        from.Chain.TakeWhile(region => to is null || !to.IsInside(region)).Select(region => region.Owner).OfType<TryNode>();

    private void Link(Region region, FlowNode? after)
    {
        for (var i = 0; i < region.Nodes.Count; i++)
        {
            var node = region.Nodes[i];
            following[node] = i + 1 < region.Nodes.Count ? region.Nodes[i + 1] : after;
            if (node is LabelNode label)
                labels[label.Label] = node;
            if (node is not TryNode attempt)
                continue;
            Link(attempt.Body, following[node]);
            if (attempt.Finally is not null)
                Link(attempt.Finally, null);
        }
    }
}
