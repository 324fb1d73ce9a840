// In: a flow graph. Out: from which suspension control can go to which without waiting in between. Exceptions that a handler of the
// coroutine may catch are followed; cancellation is not, which goes out from everywhere.
using PollGen.Generator.Flow;
using PollGen.Generator.Validation;

namespace PollGen.Generator.Reporting;

internal sealed class StateGraph
{
    /// <summary>Stands for the start where control comes from, and for the end where it goes to.</summary>
    public const int Outside = 0;

    private readonly FlowEdges edges;
    private readonly ILookup<TryNode, CaughtNode> handlers;

    public StateGraph(FlowGraph graph)
    {
        edges = new FlowEdges(graph);
        handlers = graph.AllNodes.OfType<CaughtNode>().ToLookup(caught => caught.Owner);
        Steps = [
            .. From(graph.Root.Nodes.Take(1)).Select(to => (Outside, to)),
            .. graph.Suspensions.SelectMany(node => From(Next(node)).Select(to => (node.Number, to))),
        ];
    }

    /// <summary>Pairs of suspensions, by their numbers.</summary>
    public IReadOnlyList<(int From, int To)> Steps { get; }

    // A method without a statement ends at once.
    private IEnumerable<int> From(IEnumerable<FlowNode?> starts)
    {
        var found = new SortedSet<int>();
        var seen = new HashSet<FlowNode>();
        var open = new Stack<FlowNode?>(starts.DefaultIfEmpty(null));
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (node is null)
                found.Add(Outside);
            else if (node is SuspendNode suspension)
                found.Add(suspension.Number);
            else if (seen.Add(node))
            {
                foreach (var next in Next(node))
                    open.Push(next);
            }
        }

        return found.OrderBy(number => number == Outside ? int.MaxValue : number);
    }

    private IEnumerable<FlowNode?> Next(FlowNode node)
    {
        var onwards = node is CancellingNode ? edges.From(node).Take(1) : edges.From(node);
        var caught = node.Region.Chain.Select(region => region.Owner).OfType<TryNode>().SelectMany(attempt => handlers[attempt]);
        return onwards.Concat(caught);
    }
}
