// In: a flow graph, its liveness, and the fields of a frame. Out: which fields hold something of use at the same time.
// A field of a kept variable is in use while its suspension is pending; one of a variable that is in the frame all the time, or is
// written there once, for as long as that lives; the field of a parameter until the first poll has taken it out; a future's while
// it is awaited.
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

internal sealed class Occupancy
{
    private readonly HashSet<(Slot, Slot)> conflicts = [];
    private readonly Dictionary<FlowNode, HashSet<Slot>> during = [];
    private readonly Dictionary<SuspendNode, HashSet<Slot>> waiting = [];

    public Occupancy(FlowGraph graph, KeptReferences references, FrameFields fields, ICollection<Variable> steady)
    {
        Add([.. fields.Always, .. fields.Arrivals, .. fields.Boxes.Values]);
        var lives = new FrameLives(graph, references, fields.Placements, steady);
        foreach (var node in graph.AllNodes)
        {
            during[node] = [.. fields.Always, .. lives.During(node).Select(variable => fields.Slots[variable])];
            Add(during[node]);
        }

        foreach (var node in graph.Suspensions)
        {
            var variables = references.Values.AfterResumption[node].Concat(lives.While(node)).Concat(Caught(node));
            waiting[node] = [.. fields.Always, .. variables.Select(variable => fields.Slots[variable]), fields.Children[node]];
            Add(waiting[node]);
        }
    }

    /// <summary>The exceptions that wait in the frame while a failed future is cleaned up.</summary>
    public static IEnumerable<Variable> Caught(SuspendNode node) => node.Tries.SelectMany(attempt => attempt.Handlers).Select(handler => handler.Clause.Caught);

    public bool AreInUseTogether(Slot left, Slot right) => conflicts.Contains((left, right));

    /// <summary>What is in use while a suspension is pending.</summary>
    public IReadOnlyCollection<Slot> While(SuspendNode node) => waiting[node];

    /// <summary>What is in use where control reaches a suspension.</summary>
    public IReadOnlyCollection<Slot> At(SuspendNode node) => during[node];

    private void Add(IReadOnlyCollection<Slot> slots)
    {
        foreach (var left in slots)
        {
            foreach (var right in slots)
            {
                if (left != right)
                    conflicts.Add((left, right));
            }
        }
    }
}
