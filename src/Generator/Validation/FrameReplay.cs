// In: a lowered body and the layout of its frame. Out: what is read although its value is gone.
// A coroutine is run on all paths at once, with the only question where values are: which locals have lost theirs because the coroutine has
// waited, and which fields of the frame something else has overwritten. It follows from the layout and the text alone, not from the liveness
// that the layout was planned by: fields that share room never live together, and no value is used before it is set or kept.
using PollGen.Generator.Dataflow;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Validation;

internal sealed partial class FrameReplay
{
    private readonly LoweredBody lowered;
    private readonly FlowGraph graph;
    private readonly FrameLayout layout;
    private readonly KeptReferences references;
    private readonly FrameItems items;
    private readonly FlowEdges edges;
    private readonly Dictionary<(FlowNode Node, Phase Phase), ReplayState> before = [];
    private readonly Queue<(FlowNode Node, Phase Phase)> open = new();
    private readonly Dictionary<Region, VariableSet> overwritten = [];
    private readonly SortedSet<string> faults = new(StringComparer.Ordinal);
    private bool isReporting;

    private FrameReplay(LoweredBody lowered, FrameLayout layout)
    {
        this.lowered = lowered;
        this.layout = layout;
        graph = lowered.Graph;
        references = layout.References;
        items = new FrameItems(lowered, layout);
        edges = new FlowEdges(graph);
    }

    /// <summary>When a node runs.</summary>
    private enum Phase
    {
        /// <summary>As far as the machine knows, nothing is in the frame yet.</summary>
        Fresh,

        /// <summary>After a suspension that was pending: what does not change is in the frame already.</summary>
        Resumed,

        /// <summary>The future of a suspension is polled again.</summary>
        Waiting,
    }

    public static IReadOnlyList<string> Run(LoweredBody lowered, FrameLayout layout)
    {
        var replay = new FrameReplay(lowered, layout);
        replay.CheckFixedFields();
        if (lowered.Graph.Root.Nodes.Count > 0)
            replay.Run();
        return [.. replay.faults];
    }

    private void Run()
    {
        Flow(graph.Root.Nodes[0], Phase.Fresh, AtStart());
        while (open.Count > 0)
        {
            var (node, phase) = open.Dequeue();
            Step(node, phase, before[(node, phase)].Copy());
        }

        isReporting = true;
        AtStart();
        foreach (var pair in before.ToList())
            Step(pair.Key.Node, pair.Key.Phase, pair.Value.Copy());
    }

    // The state and the instance are in use all the time; arguments all at once until the first poll.
    private void CheckFixedFields()
    {
        Slot[] always = layout.Instance is { } instance ? [layout.State, instance] : [layout.State];
        foreach (var slot in always)
        {
            if (items.Under(slot).Length > 0 || always.Any(other => other != slot && FrameItems.Overlap(slot, other)))
                faults.Add($"something lies over '{slot.Name}'");
        }

        foreach (var left in items.Arrivals)
        {
            foreach (var right in items.Arrivals.Where(right => right != left && FrameItems.Overlap(items.SlotOf(left)!, items.SlotOf(right)!)))
                faults.Add($"{items.NameOf(left)} lies over {items.NameOf(right)} before the first poll");
        }
    }

    // Arguments come in registers or in their fields; the first poll takes them out, one after the other.
    private ReplayState AtStart()
    {
        var state = new ReplayState(items.Count);
        foreach (var variable in items.Variables.Where(variable => variable.Kind is VariableKind.Parameter or VariableKind.HandedIn))
            state.Given.Add(items[variable]);

        for (var i = 0; i < items.Arrivals.Count; i++)
        {
            var parameter = lowered.Body.Parameters[i];
            if (!parameter.IsCaptured && items.IsInFrame(parameter))
                continue;
            Require(items.Arrivals[i], state, "the first poll");
            if (parameter.IsCaptured)
                Set(parameter, state);
            if (layout.TakenOut.Contains(layout.Arrivals[i]))
                Overwrite(layout.Arrivals[i], state);
        }

        // Of the others none has a value yet that taking out arguments could have destroyed.
        foreach (var variable in items.Variables.Where(variable => variable.Kind is not (VariableKind.Parameter or VariableKind.HandedIn)))
        {
            if (layout.PlacementOf(variable) == Placement.Kept || variable is { Kind: VariableKind.FrameOnly, RoomLength: null })
                state.Damaged.Add(items[variable]);
            else
                state.Damaged.Remove(items[variable]);
        }

        // Where they came in registers their fields were not written.
        foreach (var parameter in lowered.Body.Parameters.Where(parameter => layout.PlacementOf(parameter) == Placement.Kept))
            state.Damaged.Add(items[parameter]);
        return state;
    }

    private void Step(FlowNode node, Phase phase, ReplayState state)
    {
        if (node is SuspendNode suspension)
        {
            if (phase == Phase.Waiting)
                Resume(suspension, state);
            else
                Start(suspension, phase, state);
            return;
        }

        if (node is CodeNode or DeclareNode or BranchNode or DispatchNode or ReturnNode)
        {
            var thrown = state.Copy();
            Execute(node, state);
            thrown.UnionWith(state);
            Throw(node, phase, thrown);
        }

        foreach (var target in edges.From(node))
            Go(node.Region, target, phase, state);
    }

    /// <summary>Follows a way that is no exception, through the finally blocks that it leaves.</summary>
    private void Go(Region from, FlowNode? target, Phase phase, ReplayState state)
    {
        var arriving = state.Copy();
        foreach (var last in FlowEdges.Left(from, target?.Region).Select(attempt => attempt.Finally).OfType<Region>())
            Pass(last, phase, arriving);
        if (target is not null)
            Flow(target, phase, arriving);
    }

    /// <summary>An exception of the user's code: its filters and handlers, from the inside out.</summary>
    private void Throw(FlowNode node, Phase phase, ReplayState state)
    {
        var unwound = state.Copy();
        foreach (var attempt in FlowEdges.Left(node.Region, null))
        {
            foreach (var handler in attempt.Handlers)
            {
                Filter(handler, state);
                var caught = unwound.Copy();
                Set(handler.Clause.Caught, caught);
                Go(attempt.Body, CaughtAt(attempt, handler), phase, caught);
            }

            if (attempt.Finally is { } last)
                Pass(last, phase, unwound);
        }
    }

    private void Filter(Handler handler, ReplayState state)
    {
        foreach (var piece in handler.Clause.Filter?.Variables ?? [])
            Read(piece.Variable, state, $"a filter of {handler.Clause.Type}");
    }

    private FlowNode CaughtAt(TryNode attempt, Handler handler) => attempt.Region.Nodes.First(node => node is CaughtNode caught && caught.Handler == handler);

    /// <summary>Runs a finally block: once on its own, and for what comes after it by all that it may overwrite.</summary>
    private void Pass(Region last, Phase phase, ReplayState state)
    {
        if (last.Nodes.Count == 0)
            return;
        Flow(last.Nodes[0], phase, state);
        if (!overwritten.TryGetValue(last, out var all))
            overwritten[last] = all = OverwrittenIn(last);
        state.Damaged.UnionWith(all);
    }

    // What the block overwrites although it may be set again later in it: nothing after the block may rely on it.
    private VariableSet OverwrittenIn(Region last)
    {
        var all = new VariableSet(items.Count);
        foreach (var node in last.AllNodes)
        {
            var written = new ReplayState(items.Count);
            var silent = isReporting;
            isReporting = false;
            Execute(node, written);
            foreach (var handler in (node as TryNode)?.Handlers ?? [])
                Set(handler.Clause.Caught, written);
            isReporting = silent;
            all.UnionWith(written.Damaged);
        }

        return all;
    }

    private void Flow(FlowNode target, Phase phase, ReplayState state)
    {
        if (isReporting)
            return;
        if (!before.TryGetValue((target, phase), out var known))
            before[(target, phase)] = known = new ReplayState(items.Count);
        else if (!known.UnionWith(state))
            return;
        known.UnionWith(state);
        open.Enqueue((target, phase));
    }
}
