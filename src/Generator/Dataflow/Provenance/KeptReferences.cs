// In: a flow graph, its liveness, and where its references may point. Out: for each suspension, which references are kept and how they
// are found again afterwards; and the liveness without them, in values that a frame can hold.
using System.Collections.Immutable;
using System.Text;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow.Provenance;

internal sealed partial class KeptReferences
{
    private readonly HashSet<TrackedReference> active = [];
    private readonly HashSet<Variable> inFrame = [];
    private readonly HashSet<Variable> kept = [];

    private KeptReferences(Anchors anchors) => Anchors = anchors;

    public Anchors Anchors { get; }

    /// <summary>What is kept when control goes on after a suspension, and what its failure or cancellation needs.</summary>
    public Dictionary<SuspendNode, ImmutableArray<Variable>> AfterResumption { get; } = [];

    public Dictionary<SuspendNode, ImmutableArray<Variable>> OnFailure { get; } = [];

    /// <summary>The liveness of what stands for the references in a frame: owners, offsets and lengths.</summary>
    public Liveness Values { get; private set; } = null!;

    /// <summary>The liveness of everything, references among it.</summary>
    public Liveness All { get; private set; } = null!;

    /// <summary>Locals that hold owners and the like between assignments.</summary>
    public IEnumerable<Variable> Locals { get; private set; } = [];

    /// <summary>Those locals of them that belong only to references which one of these variables holds.</summary>
    public IEnumerable<Variable> LocalsOf(ICollection<Variable> variables)
    {
        var held = new HashSet<TrackedReference>(variables.Select(variable => variable.Tracked).OfType<TrackedReference>());
        return Locals.Except(active.Where(reference => !held.Contains(reference)).SelectMany(LocalsOf));
    }

    /// <summary>References that cannot be kept although they would have to be.</summary>
    public IEnumerable<Problem> Problems(FlowGraph graph)
    {
        foreach (var node in graph.Suspensions)
        {
            foreach (var variable in AfterResumption[node].Union(OnFailure[node]))
            {
                if (Anchors.ObstacleOf(variable.Tracked!) is not var (origin, advice))
                    continue;
                var line = origin.Where.Lines.Start.Line + 1;
                yield return Problem.At(
                    Rules.CannotLiveAcrossSuspension, node.Suspension.Where, variable.DeclaredName, variable.FullType, node.Suspension.ShortText,
                    $"it is set to '{OneLine(origin.Text)}' in line {line}: {advice}");
            }
        }
    }

    /// <summary>What is pinned while something is awaited, but has nothing that could be.</summary>
    public IEnumerable<Problem> PinningProblems(FlowGraph graph)
    {
        foreach (var pin in PinsOf(graph))
        {
            var obstacle = Anchors.ObstacleOf(pin.Reference) is var (_, advice)
                ? $"may be a part of anything: {advice}"
                : Anchors.Of(pin.Reference).Select(Pinning.ObstacleOf).FirstOrDefault(reason => reason is not null);
            if (obstacle is not null)
                yield return Problem.At(Rules.UnsupportedForm, pin.Where, $"'{pin.Name}' cannot stay pinned while this is awaited, since '{pin.Text}' {obstacle}");
        }
    }

    public static KeptReferences Analyze(FlowGraph graph, Liveness liveness, Anchors anchors)
    {
        var provenance = new KeptReferences(anchors);
        foreach (var node in graph.Suspensions)
        {
            provenance.AfterResumption[node] = References(liveness.AfterResumption[node]);
            provenance.OnFailure[node] = References(liveness.OnFailure[node]);
            provenance.inFrame.UnionWith(node.Suspension.HandedIn.SelectMany(code => code.Variables).Select(piece => piece.Variable).Where(IsHandedOut));
            provenance.kept.UnionWith(provenance.AfterResumption[node].Concat(provenance.OnFailure[node]));
        }

        foreach (var variable in provenance.kept)
            provenance.Activate(variable.Tracked!);
        foreach (var pin in PinsOf(graph))
            provenance.Activate(pin.Reference);
        provenance.All = liveness;
        provenance.Values = liveness.Replace(provenance.Replace);
        provenance.Locals = [.. provenance.active.SelectMany(provenance.LocalsOf).Distinct()];
        return provenance;
    }

    /// <summary>Whether no reference is kept at all.</summary>
    public bool IsEmpty => kept.Count == 0;

    /// <summary>The references that are kept across some suspension.</summary>
    public IEnumerable<Variable> Kept => kept;

    /// <summary>Whether a reference is kept across some suspension.</summary>
    public bool IsKept(Variable variable) => kept.Contains(variable);

    /// <summary>Whether something that is kept may come from this reference, so that it is noted where it points.</summary>
    public bool IsActive(TrackedReference reference) => active.Contains(reference);

    /// <summary>Whether a kept reference points to the variable itself.</summary>
    public bool IsReferredTo(Variable variable) => inFrame.Contains(variable);

    /// <summary>For people: one line for each reference at each suspension.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var pair in AfterResumption)
        {
            text.Append($"{pair.Key.Number}: {pair.Key.Suspension.ShortText}\n");
            foreach (var variable in pair.Value.Union(OnFailure[pair.Key]))
            {
                var reference = variable.Tracked!;
                var where = Anchors.ObstacleOf(reference) is var (origin, advice)
                    ? $"cannot be kept: '{origin.Text}': {advice}"
                    : string.Join(" or ", Anchors.Of(reference).Select(anchor => anchor.Description).DefaultIfEmpty("nothing"));
                text.Append($"    {variable.DeclaredName}: in {where}, {HowKept(reference)}\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<PinPiece> PinsOf(FlowGraph graph) => graph.AllNodes.SelectMany(Liveness.CodesOf).SelectMany(code => code.AllPieces).OfType<PinPiece>();

    // What a callee refers to stands in the frame.
    private static bool IsHandedOut(Variable variable) => variable is { Tracked: null, IsCaptured: false, Kind: not VariableKind.HandedIn };

    private static ImmutableArray<Variable> References(IEnumerable<Variable> live) => [.. live.Where(variable => variable.Tracked is not null && variable.Kind != VariableKind.HandedIn)];

    private void Activate(TrackedReference reference)
    {
        if (!active.Add(reference))
            return;
        inFrame.UnionWith(Anchors.Of(reference).Select(anchor => anchor.Root).OfType<Variable>());
        foreach (var origin in reference.Origins)
        {
            foreach (var source in Anchors.Flat(origin.Storage))
                Activate(source);
        }
    }

    private IEnumerable<Variable> LocalsOf(TrackedReference reference) => Anchors.Own(reference)
        .Concat(reference.Origins.Select(Anchors.TakesOwner).OfType<Variable>())
        .Concat(reference.Origins.SelectMany(Anchors.Notes).Select(note => note.Target));

    private IEnumerable<Variable> Replace(Variable variable)
    {
        if (variable.Kind == VariableKind.HandedIn)
            return [];
        if (variable.Tracked is not { } reference)
            return IsOfInactive(variable) ? [] : [variable];
        return PartsOf(variable);
    }

    private bool IsOfInactive(Variable variable) =>
        Anchors.References.Any(reference => !active.Contains(reference) && LocalsOf(reference).Contains(variable))
        && !active.Any(reference => LocalsOf(reference).Contains(variable))
        || variable.Kind == VariableKind.FrameOnly && !inFrame.Contains(variable);

    private string HowKept(TrackedReference reference) => reference.IsHolder ? "part by part" : Anchors.CutOf(reference) is { } cut ? cut.Length == 0 ? "the whole of it" : "always " + cut : Anchors.EdgesOf(reference) switch
    {
        Edges.Start => "by length, from its start",
        Edges.End => "by length, to its end",
        _ => reference.IsSpan ? "by offset and length" : "by offset",
    };

    private static string OneLine(string text) => string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()));
}
