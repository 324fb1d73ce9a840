// In: a FlowGraph, its liveness, and what the awaited futures take. Out: a FrameLayout, or the problems that prevent one.
using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

internal static class FramePlanner
{
    /// <summary>A struct larger than this is not copied to and fro at each suspension.</summary>
    private const int LargestLocal = 32;

    public static FrameLayout Plan(
        CoroutineDeclaration declaration, BoundBody body, FlowGraph graph, KeptReferences references, FrameShapes shapes, IReadOnlyCollection<SuspendNode> leavingNothing)
    {
        references = references.WithRests(graph, leavingNothing);
        var liveness = references.Values;
        var placements = Place(body, graph, references);
        var steady = Steadiness.Of(graph, references);
        var joins = ClosedJoin.In(declaration, graph, shapes);
        var fields = new FrameFields(declaration, body, graph, placements, shapes, joins);
        var occupancy = new Occupancy(graph, references, fields, steady);

        // The runtime allows no offsets in generic types, nor in types inside them.
        var offsets = declaration.IsGeneric ? null : FramePacking.Pack(fields.All, occupancy.AreInUseTogether);
        var shared = offsets is null
            ? FieldSharing.Share(fields.All, fields.State, fields.Instance, occupancy)
            : fields.All.ToDictionary(slot => slot, slot => slot with { Offset = offsets[slot] });
        var clearing = new Clearing(body, fields, occupancy, (left, right) => offsets is null
            ? shared[left] == shared[right]
            : FramePacking.Overlap(left, offsets[left], right, offsets[right]));
        var lasting = Lasting(graph, references);
        var saved = graph.Suspensions.ToDictionary(node => node, node => Saved(liveness.AfterResumption[node], placements));
        var lent = Lent(graph, references, shapes);
        var arguments = ArgumentPassing.Arguments(body, PlacementOf);
        var handedBack = ArgumentPassing.HandedBack(arguments, graph, saved, Steadiness.Untouched(graph), argument => shared[fields.Slots[argument]] == shared[fields.Arrivals[body.Parameters.IndexOf(argument)]]);
        return new FrameLayout
        {
            Placements = placements,
            Slots = fields.Slots.ToDictionary(one => one.Key, one => shared[one.Value]),
            Children = fields.Children.ToDictionary(one => one.Key, one => shared[one.Value]),
            Joins = joins,
            Waiting = graph.Suspensions.ToDictionary(node => node, node => In(shared, occupancy.While(node))),
            Fields = [.. offsets is null ? shared.Values.Distinct() : fields.All.Select(slot => shared[slot])],
            Arrivals = [.. fields.Arrivals.Select(slot => shared[slot])],
            Hoisted = [.. Hoisted(body, graph, placements, references)],
            References = references,
            Machine = (declaration.MachineName, declaration.TypeParameters),
            Saved = saved,
            Steady = steady,
            Arguments = arguments,
            HandedBack = handedBack,
            Lent = lent,
            Cleared = graph.Suspensions.ToDictionary(node => node, node => In(shared, clearing.While(node))),
            ClearedBefore = graph.Suspensions.ToDictionary(node => node, node => In(shared, clearing.Before(node))),
            Lasting = lasting,
            ClearedAtEnd = In(shared, lasting is null ? clearing.AtEnd : clearing.AtEnd.Append(fields.Children[lasting])),
            TakenOut = In(shared, clearing.TakenOut),
            LeavingNothing = leavingNothing,
            StartsUnmarked = graph.Suspensions.All(leavingNothing.Contains) && !graph.AllNodes.OfType<TryNode>().Any(),
            State = shared[fields.State],
            Instance = fields.Instance is null ? null : shared[fields.Instance],
            Shape = offsets is null ? TypeShape.OfStruct([.. shared.Values.Distinct().Select(slot => slot.Shape)]) : FramePacking.ShapeOf(offsets),
        };

        Placement PlacementOf(Variable variable) => placements.TryGetValue(variable, out var placement) ? placement : Placement.Local;
    }

    public static IEnumerable<Problem> Problems(BoundBody body, FlowGraph graph, KeptReferences references)
    {
        foreach (var problem in references.Problems(graph).Concat(references.PinningProblems(graph)))
            yield return problem;
        // A frame may lie in an object that moves.
        foreach (var variable in Place(body, graph, references).Where(pair => pair.Value == Placement.Frame).Select(pair => pair.Key))
        {
            if (variable.AddressTaken is { } where)
                yield return Problem.At(Rules.UnsupportedForm, where, $"'{variable.DeclaredName}' lives in the future while the coroutine waits, and that may move, so it has no address; use it in a local that no suspension and no handler needs, or keep the future where it is with [Coroutine(Pinned = true)]");
        }

        var liveness = references.Values;
        var told = new HashSet<Variable>();
        foreach (var node in graph.Suspensions)
        {
            foreach (var variable in liveness.AfterResumption[node].Concat(liveness.OnFailure[node]).Distinct())
            {
                if (variable.HeldAddress is { } address && told.Add(variable))
                    yield return Problem.At(Rules.UnsupportedForm, address.Where, $"'{variable.DeclaredName}' would point to '{address.Text}' across the suspension in '{node.Suspension.ShortText}', and a local does not stay where it is meanwhile; take its address again afterwards, or keep the future where it is with [Coroutine(Pinned = true)]");
                if (variable.Obstacle is { } obstacle)
                {
                    yield return Problem.At(
                        Rules.CannotLiveAcrossSuspension, node.Suspension.Where, variable.DeclaredName, variable.Type, node.Suspension.ShortText, obstacle);
                }
            }
        }
    }

    private static Dictionary<SuspendNode, LentArguments> Lent(FlowGraph graph, KeptReferences references, FrameShapes shapes)
    {
        var lent = new Dictionary<SuspendNode, LentArguments>();
        foreach (var node in graph.Suspensions)
        {
            if (LentArguments.At(node, shapes.KeptBy(node.Suspension), references) is { } arguments)
                lent[node] = arguments;
        }

        return lent;
    }

    private static SuspendNode? Lasting(FlowGraph graph, KeptReferences references) =>
        graph.Suspensions is [{ Suspension: { Kind: SuspensionKind.Await, HoldsReferences: true, MachineInBox: null } } only]
        && !only.Tries.Any() && references.All.ReachedFrom(references.All.Successors(only)).Contains(only)
            ? only
            : null;

    private static ImmutableArray<Slot> In(Dictionary<Slot, Slot> shared, IEnumerable<Slot> slots) => [.. slots.Select(slot => shared[slot]).Distinct()];

    private static Dictionary<Variable, Placement> Place(BoundBody body, FlowGraph graph, KeptReferences references)
    {
        var liveness = references.Values;
        var placements = new Dictionary<Variable, Placement>();
        foreach (var parameter in body.Parameters.Where(IsLarge))
            placements[parameter] = Placement.Frame;
        foreach (var node in graph.Suspensions)
        {
            foreach (var variable in liveness.AfterResumption[node])
                placements[variable] = IsLarge(variable) || variable.Kind == VariableKind.FrameOnly || references.IsReferredTo(variable) ? Placement.Frame : Placement.Kept;
        }

        foreach (var node in graph.Suspensions)
        {
            foreach (var variable in liveness.OnFailure[node].Concat(Occupancy.Caught(node)))
                placements[variable] = Placement.Frame;
        }

        foreach (var variable in body.Parameters.Concat(graph.AllNodes.SelectMany(Liveness.Mentioned)).Where(variable => variable.IsShared))
            placements[variable] = Placement.Frame;
        return placements;
    }

    private static bool IsLarge(Variable variable) => !variable.IsCaptured && variable.Shape is { Size: > LargestLocal };

    private static ImmutableArray<Variable> Saved(List<Variable> live, Dictionary<Variable, Placement> placements) =>
        [.. live.Where(variable => placements[variable] == Placement.Kept)];

    // Kept locals, and locals without a declaration of their own in the text, or with one that cannot stand where it is.
    private static IEnumerable<Variable> Hoisted(BoundBody body, FlowGraph graph, Dictionary<Variable, Placement> placements, KeptReferences references)
    {
        var entered = new HashSet<Region>(graph.Suspensions.SelectMany(node => node.Region.Chain));
        var declarations = graph.AllNodes.OfType<DeclareNode>().GroupBy(node => node.Variable).ToDictionary(group => group.Key, group => group.ToList());
        return body.Parameters.Concat(graph.AllNodes.SelectMany(Liveness.Mentioned)).Concat(references.Locals).Distinct().Where(variable =>
        {
            if (references.IsKept(variable))
                return true;
            if (variable.Kind == VariableKind.HandedIn)
                return false;
            var placement = placements.TryGetValue(variable, out var known) ? known : Placement.Local;
            if (placement != Placement.Local)
                return placement == Placement.Kept;
            return !declarations.TryGetValue(variable, out var nodes) || nodes.Count > 1 || !CanStandInPlace(nodes[0], graph, entered, references.All);
        });
    }

    // A try that is entered again at a suspension is entered past the declarations before it, as far as the C# compiler can see. The condition
    // of a loop stands below its body.
    private static bool CanStandInPlace(DeclareNode declaration, FlowGraph graph, HashSet<Region> entered, Liveness liveness)
    {
        var uses = graph.AllNodes.Where(node => Liveness.Mentioned(node).Contains(declaration.Variable)).ToList();
        return !(declaration.Value is { } value && (value.Declares || value.Closes.Any()))
            && uses[0] == declaration
            && uses.All(node => node.Region.IsInside(declaration.Region) && !node.Region.Chain.TakeWhile(region => region != declaration.Region).Any(entered.Contains))
            && !IsUsedBehindAnEntry();

        bool IsUsedBehindAnEntry()
        {
            var entries = declaration.Region.AllNodes.Where(node => node is TryNode attempt && entered.Contains(attempt.Body)).ToList();
            return entries.Count > 0 && liveness.ReachedFrom(entries, declaration).Overlaps(uses);
        }
    }
}
