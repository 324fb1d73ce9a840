// In: a FlowGraph. Out: for each suspension, which variables are needed after it: by the code that goes on, and by the handlers
// and clean-up that an exception or a cancellation would reach.
// "Maybe live": a variable counts as needed if some path reads it before it is assigned as a whole. Partial assignments and
// assignments inside copied text do not end a life, so the sets may be larger than they must be, never smaller.
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow;

internal sealed class Liveness
{
    private readonly FlowGraph graph;
    private readonly Anchors anchors;
    private readonly List<Variable> variables = [];
    private readonly Dictionary<Variable, int> numbers = [];
    private readonly Dictionary<FlowNode, VariableSet> entry = [];
    private readonly Dictionary<Label, FlowNode> labels = [];
    private readonly Dictionary<FlowNode, FlowNode> next = [];

    // The variables that references point to.
    private readonly HashSet<Variable> targets;

    private Liveness(FlowGraph graph, Anchors anchors)
    {
        this.graph = graph;
        this.anchors = anchors;
        targets = [.. anchors.References.SelectMany(anchors.Of).Select(anchor => anchor.Root).OfType<Variable>()];
        Link(graph.Root, null);
        foreach (var node in graph.AllNodes)
        {
            foreach (var variable in Mentioned(node))
                Number(variable);
        }

        foreach (var variable in anchors.References.SelectMany(reference => anchors.Companions(reference).Concat(anchors.Own(reference)).Concat(reference.Origins.Select(anchors.TakesOwner).OfType<Variable>())
            .Concat(reference.Origins.SelectMany(anchors.Notes).Select(note => note.Target))))
            Number(variable);

        foreach (var node in graph.AllNodes)
            entry[node] = new VariableSet(variables.Count);
    }

    /// <summary>Needed when control goes on after a suspension, without its own result.</summary>
    public Dictionary<SuspendNode, List<Variable>> AfterResumption { get; } = [];

    /// <summary>Needed when a suspension ends by an exception or is cancelled.</summary>
    public Dictionary<SuspendNode, List<Variable>> OnFailure { get; } = [];

    public static Liveness Analyze(FlowGraph graph, Anchors anchors)
    {
        var liveness = new Liveness(graph, anchors);
        liveness.Solve();
        foreach (var suspension in graph.Suspensions)
        {
            var after = new VariableSet(liveness.variables.Count);
            if (liveness.next.TryGetValue(suspension, out var successor))
                after.UnionWith(liveness.entry[successor]);
            // At the end of a try its finally comes first.
            after.UnionWith(liveness.FinallySet(suspension.Region));
            if (suspension.Suspension.Result is { } result)
                after.Remove(liveness.numbers[result]);
            liveness.AfterResumption[suspension] = [.. after.Of(liveness.variables)];
            var failure = liveness.FailureSet(suspension.Region);
            // What is handed in is needed for as long as the future is polled.
            foreach (var piece in suspension.Suspension.HandedIn.SelectMany(code => code.Variables))
                liveness.Use(piece.Variable, failure);
            liveness.OnFailure[suspension] = [.. failure.Of(liveness.variables)];
        }

        return liveness;
    }

    /// <summary>The same with other variables in place of some.</summary>
    public Liveness Replace(Func<Variable, IEnumerable<Variable>> replace)
    {
        var replaced = new Liveness(graph, anchors);
        foreach (var node in graph.Suspensions)
        {
            replaced.AfterResumption[node] = [.. AfterResumption[node].SelectMany(replace).Distinct()];
            replaced.OnFailure[node] = [.. OnFailure[node].SelectMany(replace).Distinct()];
        }

        return replaced;
    }

    /// <summary>The variables that are needed before or after a node, or named in it.</summary>
    public IEnumerable<Variable> InUse(FlowNode node)
    {
        var set = new VariableSet(variables.Count);
        set.UnionWith(entry[node]);
        foreach (var successor in Successors(node))
            set.UnionWith(entry[successor]);
        return set.Of(variables).Concat(Mentioned(node));
    }

    /// <summary>The variables that a node names.</summary>
    public static IEnumerable<Variable> Mentioned(FlowNode node)
    {
        var own = node switch
        {
            DeclareNode declaration => [declaration.Variable],
            SuspendNode { Suspension: var suspension } => OwnOf(suspension).Concat(suspension.Result is null ? [] : [suspension.Result]),
            TryNode attempt => attempt.Handlers.Select(handler => handler.Clause.Caught),
            _ => Enumerable.Empty<Variable>(),
        };
        return own.Concat(CodesOf(node).SelectMany(code => code.Variables).Select(piece => piece.Variable));
    }

    /// <summary>The variables of this coroutine that the future of a suspension uses.</summary>
    public static IEnumerable<Variable> OwnOf(Suspension suspension) => suspension.Shares.Where(variable => variable.Level == suspension.Level);

    /// <summary>The user's text in a node.</summary>
    public static IEnumerable<Code> CodesOf(FlowNode node) => node switch
    {
        CodeNode code => [code.Code],
        DeclareNode { Value: { } value } => [value],
        SuspendNode suspension => suspension.Suspension.HandedIn.Prepend(suspension.Suspension.Make),
        BranchNode branch => [branch.Condition],
        DispatchNode choice => choice.Cases.SelectMany(label => label.Entry.Prepend(label.Label)).Prepend(choice.Governing),
        ReturnNode { Value: { } value } => [value],
        TryNode attempt => attempt.Handlers.Select(handler => handler.Clause.Filter).OfType<Code>(),
        _ => [],
    };

    private int Number(Variable variable)
    {
        if (numbers.TryGetValue(variable, out var number))
            return number;
        variables.Add(variable);
        return numbers[variable] = variables.Count - 1;
    }

    // The end of a protected block goes on after the try.
    private void Link(Region region, FlowNode? after)
    {
        for (var i = 0; i < region.Nodes.Count; i++)
        {
            var node = region.Nodes[i];
            var following = i + 1 < region.Nodes.Count ? region.Nodes[i + 1] : after;
            if (following is not null)
                next[node] = following;
            if (node is LabelNode label)
                labels[label.Label] = node;
            if (node is CaughtNode caught)
                labels[caught.Handler.Caught] = node;
            if (node is TryNode attempt)
            {
                Link(attempt.Body, following);
                if (attempt.Finally is not null)
                    Link(attempt.Finally, null);
            }
        }
    }

    private void Solve()
    {
        var nodes = graph.AllNodes.Reverse().ToList();
        var set = new VariableSet(variables.Count);
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var node in nodes)
            {
                set.Clear();
                foreach (var successor in Successors(node))
                    set.UnionWith(entry[successor]);
                Transfer(node, set);
                if (node.Region.Owner is not null)
                    set.UnionWith(FailureSet(node.Region));
                hasChanged |= entry[node].UnionWith(set);
            }
        }
        while (hasChanged);
    }

    // Backwards: what a node assigns as a whole is not needed before it, what it reads is.
    private void Transfer(FlowNode node, VariableSet set)
    {
        switch (node)
        {
            case DeclareNode declaration:
                Kill(declaration.Variable, set);
                break;
            case SuspendNode { Suspension.Result: { } result }:
                Kill(result, set);
                break;
            // Assigning to a ref local assigns to what it refers to.
            case CodeNode code:
                foreach (var piece in code.Code.Variables.Where(piece => !piece.Variable.IsCaptured && piece.Access == (piece.Variable.IsReference ? Access.Rebind : Access.Assign)))
                    Kill(piece.Variable, set);
                break;
        }

        KillRooms(node, set);
        if (node is SuspendNode { Suspension: { Shares.IsEmpty: false } shared })
        {
            foreach (var variable in OwnOf(shared))
                Use(variable, set);
        }

        foreach (var code in CodesOf(node))
        {
            foreach (var piece in code.Variables)
            {
                // A captured variable is assigned through its box, and a ref local through its reference, which therefore is read.
                if (piece.Access != Access.Rebind && (piece.Access != Access.Assign || piece.Variable.IsCaptured || piece.Variable.IsReference))
                    Use(piece.Variable, set);
            }

            UseNotes(code, set);
        }
    }

    private void Kill(Variable variable, VariableSet set)
    {
        set.Remove(Number(variable));
        if (variable.Tracked is { } reference)
        {
            foreach (var own in anchors.Own(reference))
                set.Remove(Number(own));
        }

        if (targets.Contains(variable))
            UseTargets(set);
    }

    // What is needed may point to a variable that is assigned, and then is read through that.
    private void UseTargets(VariableSet set)
    {
        foreach (var variable in set.Of(variables).ToList())
            Use(variable, set);
    }

    // A stackalloc takes new memory: what was there before is needed only by what else points there.
    private void KillRooms(FlowNode node, VariableSet set)
    {
        var rooms = CodesOf(node).SelectMany(code => code.AllPieces).OfType<RoomPiece>().Select(piece => (piece.Origin.Storage as NamedStorage)?.Root).OfType<Variable>().ToList();
        if (rooms.Count == 0)
            return;
        foreach (var room in rooms)
            set.Remove(Number(room));
        UseTargets(set);
    }

    // As long as a reference is needed, so is what it points into.
    private void Use(Variable variable, VariableSet set)
    {
        set.Add(Number(variable));
        if (variable.Tracked is not { } reference)
            return;
        foreach (var companion in anchors.Companions(reference))
            set.Add(Number(companion));
    }

    // An owner that has been evaluated waits for the assignment, usually in the same text.
    private void UseNotes(Code code, VariableSet set)
    {
        var taken = new HashSet<Variable>(code.AllPieces.OfType<OwnerPiece>().Select(piece => anchors.TakesOwner(piece.Origin)).OfType<Variable>());
        // What a ref struct takes in beside what it has is one of its owners before, too.
        foreach (var variable in code.AllPieces.OfType<OwnerPiece>().Where(piece => Anchors.Arrives(piece.Origin)).Select(piece => anchors.TakesOwner(piece.Origin)).OfType<Variable>())
            set.Remove(Number(variable));
        foreach (var piece in code.AllPieces.OfType<ReferencePiece>())
        {
            // One note may go by what another one says.
            var noted = new HashSet<Variable>(taken);
            foreach (var note in anchors.Notes(piece.Origin))
            {
                foreach (var variable in note.Value.Variables.Select(use => use.Variable))
                {
                    if (!noted.Contains(variable))
                        set.Add(Number(variable));
                }

                noted.Add(note.Target);
            }
        }
    }

    /// <summary>Where control can go from a node, but by an exception.</summary>
    public IEnumerable<FlowNode> Successors(FlowNode node)
    {
        if (node is TryNode attempt)
        {
            if (attempt.Body.Nodes.Count > 0)
                yield return attempt.Body.Nodes[0];
            else if (next.TryGetValue(node, out var after))
                yield return after;
            yield break;
        }

        if (node is not (JumpNode or ReturnNode or CodeNode { FallsThrough: false }) && next.TryGetValue(node, out var following))
            yield return following;
        IEnumerable<Label> targets = node switch
        {
            JumpNode jump => [jump.Target],
            BranchNode branch => [branch.Target],
            CancellingNode cancelling => [cancelling.Target],
            DispatchNode choice => choice.Cases.Select(label => label.Target),
            CodeNode code => code.Code.Jumps,
            _ => [],
        };
        foreach (var target in targets)
        {
            if (labels.TryGetValue(target, out var labelled))
                yield return labelled;
        }
    }

    /// <summary>The nodes that control can come to, by exceptions out of a try too that is entered on the way.</summary>
    /// <param name="starts">Where it begins; these are among them.</param>
    /// <param name="end">Where it is not followed any further.</param>
    public HashSet<FlowNode> ReachedFrom(IEnumerable<FlowNode> starts, FlowNode? end = null)
    {
        var reached = new HashSet<FlowNode>();
        var open = new Stack<FlowNode>(starts);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (node == end || !reached.Add(node))
                continue;
            foreach (var successor in Successors(node).Concat(node is TryNode attempt ? Handling(attempt) : []))
                open.Push(successor);
        }

        return reached;
    }

    private IEnumerable<FlowNode> Handling(TryNode attempt) => attempt.Handlers.Select(handler => labels[handler.Caught]).Concat(attempt.Finally?.AllNodes ?? []);

    /// <summary>What the finally blocks around a region need.</summary>
    private VariableSet FinallySet(Region region)
    {
        var set = new VariableSet(variables.Count);
        foreach (var last in region.Chain.Select(link => link.Owner?.Finally).OfType<Region>().Where(last => last.Nodes.Count > 0))
            set.UnionWith(entry[last.Nodes[0]]);
        return set;
    }

    /// <summary>What the handlers and clean-up around a region need, from the inside out.</summary>
    private VariableSet FailureSet(Region region)
    {
        var set = new VariableSet(variables.Count);
        foreach (var attempt in region.Chain.Select(link => link.Owner).OfType<TryNode>())
        {
            foreach (var handler in attempt.Handlers)
            {
                set.UnionWith(entry[labels[handler.Caught]]);
                set.Remove(Number(handler.Clause.Caught));
                foreach (var piece in handler.Clause.Filter?.Variables ?? [])
                    set.Add(Number(piece.Variable));
            }

            if (attempt.Finally is { Nodes.Count: > 0 } last)
                set.UnionWith(entry[last.Nodes[0]]);
        }

        return set;
    }
}
