// In: a FlowGraph and its liveness. Out: a FrameLayout, or the problems that prevent one.
// Futures of one type share a field, since only one is awaited at a time.
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

    private static readonly string[] Members = ["NotStarted", "Running", "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone"];

    public static FrameLayout Plan(CoroutineDeclaration declaration, BoundBody body, FlowGraph graph, KeptReferences references)
    {
        var liveness = references.Values;
        var placements = Place(body, graph, references);
        var names = new NameAllocator(Members.Append(declaration.MachineName + "Frame"));
        var state = names.Fresh("state");
        var fields = ImmutableArray.CreateBuilder<Slot>();
        var slots = new Dictionary<Variable, Slot>();
        foreach (var parameter in body.Parameters)
            fields.Add(slots[parameter] = new Slot(names.Fresh(parameter.Name), parameter.Type, parameter.HoldsReferences, parameter.Shape));
        var instance = declaration.IsStatic
            ? null
            : new Slot(names.Fresh("instance"), declaration.ContainingType, body.InstanceShape?.HoldsReferences ?? true, body.InstanceShape);

        // A captured parameter arrives in its own field and is kept in a box.
        var boxes = body.Parameters.Where(parameter => parameter.IsCaptured && placements.ContainsKey(parameter))
            .ToDictionary(parameter => parameter, parameter => new Slot(names.Fresh(BoxName(parameter)), BoxType(parameter), true, TypeShape.Reference));
        fields.AddRange(boxes.Values);
        foreach (var variable in placements.Keys.Where(variable => variable.Kind != VariableKind.Parameter))
        {
            var slot = variable.IsCaptured
                ? new Slot(names.Fresh(BoxName(variable)), BoxType(variable), true, TypeShape.Reference)
                : new Slot(names.Fresh(variable.Name), TypeOf(variable, declaration), variable.HoldsReferences, variable.Shape);
            fields.Add(slots[variable] = slot);
        }

        foreach (var box in boxes)
            slots[box.Key] = box.Value;
        var children = Children(graph, names, fields);
        return new FrameLayout
        {
            Placements = placements,
            Slots = slots,
            Children = children,
            Fields = fields.ToImmutable(),
            Hoisted = [.. Hoisted(body, graph, placements, references)],
            References = references,
            Saved = graph.Suspensions.ToDictionary(node => node, node => Saved(liveness.AfterResumption[node], placements)),
            Cleared = graph.Suspensions.ToDictionary(node => node, node => Cleared(node, liveness, slots, fields, children)),
            StateField = state,
            Instance = instance,
        };
    }

    public static IEnumerable<Problem> Problems(FlowGraph graph, KeptReferences references)
    {
        foreach (var problem in references.Problems(graph))
            yield return problem;
        var liveness = references.Values;
        foreach (var node in graph.Suspensions)
        {
            foreach (var variable in liveness.AfterResumption[node].Concat(liveness.OnFailure[node]).Distinct())
            {
                if (variable.Obstacle is { } obstacle)
                {
                    yield return Problem.At(
                        Rules.CannotLiveAcrossSuspension, node.Suspension.Where, variable.DeclaredName, variable.Type, node.Suspension.ShortText, obstacle);
                }
            }
        }
    }

    public static string BoxName(Variable variable) => variable.Name.TrimStart('@') + "Box";

    public static string BoxType(Variable variable) => variable.BoxType;

    private static Dictionary<Variable, Placement> Place(BoundBody body, FlowGraph graph, KeptReferences references)
    {
        var liveness = references.Values;
        var placements = new Dictionary<Variable, Placement>();
        foreach (var node in graph.Suspensions)
        {
            foreach (var variable in liveness.AfterResumption[node])
                placements[variable] = IsLarge(variable) || variable.Kind == VariableKind.FrameOnly || references.IsReferredTo(variable) ? Placement.Frame : Placement.Kept;
        }

        foreach (var node in graph.Suspensions)
        {
            foreach (var variable in liveness.OnFailure[node].Concat(node.Tries.SelectMany(attempt => attempt.Handlers).Select(handler => handler.Clause.Caught)))
                placements[variable] = Placement.Frame;
        }

        foreach (var variable in body.Parameters.Concat(graph.AllNodes.SelectMany(Liveness.Mentioned)).Where(variable => variable.IsShared))
            placements[variable] = Placement.Frame;
        return placements;
    }

    private static string TypeOf(Variable variable, CoroutineDeclaration declaration) => variable.RoomLength is null
        ? variable.Type
        : Emission.ReferenceEmitter.RoomName(declaration.MachineName, variable) + declaration.TypeParameters;

    private static bool IsLarge(Variable variable) => !variable.IsCaptured && variable.Shape is { Size: > LargestLocal };

    private static Dictionary<SuspendNode, Slot> Children(FlowGraph graph, NameAllocator names, ImmutableArray<Slot>.Builder fields)
    {
        var byType = new Dictionary<string, Slot>();
        var children = new Dictionary<SuspendNode, Slot>();
        foreach (var node in graph.Suspensions)
        {
            var suspension = node.Suspension;
            if (!byType.TryGetValue(suspension.FutureType, out var slot))
                fields.Add(slot = byType[suspension.FutureType] = new Slot(names.Fresh(suspension.SlotName), suspension.FutureType, suspension.HoldsReferences, suspension.Shape, suspension.OwnMachine));
            children[node] = slot;
        }

        return children;
    }

    private static ImmutableArray<Variable> Saved(List<Variable> live, Dictionary<Variable, Placement> placements) =>
        [.. live.Where(variable => placements[variable] == Placement.Kept)];

    private static ImmutableArray<Slot> Cleared(
        SuspendNode node, Liveness liveness, Dictionary<Variable, Slot> slots, IEnumerable<Slot> fields, Dictionary<SuspendNode, Slot> children)
    {
        var needed = liveness.AfterResumption[node].Concat(liveness.OnFailure[node])
            .Concat(node.Tries.SelectMany(attempt => attempt.Handlers).Select(handler => handler.Clause.Caught))
            .Concat(Liveness.OwnOf(node.Suspension))
            .Select(variable => slots[variable]).ToList();
        return [.. fields.Where(slot => slot.HoldsReferences && !needed.Contains(slot) && !children.ContainsValue(slot))];
    }

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
            return !declarations.TryGetValue(variable, out var nodes) || nodes.Count > 1 || !CanStandInPlace(nodes[0], graph, entered);
        });
    }

    // A try that is entered again at a suspension is entered past the declarations before it, as far as the C# compiler can see. The condition
    // of a loop stands below its body.
    private static bool CanStandInPlace(DeclareNode declaration, FlowGraph graph, HashSet<Region> entered)
    {
        var uses = graph.AllNodes.Where(node => Liveness.Mentioned(node).Contains(declaration.Variable)).ToList();
        return !(declaration.Value is { } value && (value.Declares || value.Closes.Any()))
            && uses[0] == declaration
            && uses.All(node => node.Region.IsInside(declaration.Region) && !node.Region.Chain.TakeWhile(region => region != declaration.Region).Any(entered.Contains));
    }
}
