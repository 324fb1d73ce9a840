// In: a coroutine's body, and where its variables live. Out: what its frame has to hold, each thing with a field of its own; which of
// them share room is decided afterwards.
using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

internal sealed class FrameFields
{
    private static readonly string[] Members = ["NotStarted", "Running", "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone"];

    public FrameFields(
        CoroutineDeclaration declaration, BoundBody body, FlowGraph graph, IReadOnlyDictionary<Variable, Placement> placements, FrameShapes shapes, IReadOnlyDictionary<JoinCall, ClosedJoin> joins)
    {
        Placements = placements;
        var names = new NameAllocator(Members.Append(declaration.MachineName + "Frame"));
        var all = ImmutableArray.CreateBuilder<Slot>();
        State = new Slot(names.Fresh("state"), StateType(graph), false, TypeShape.Scalar(StateType(graph) == "byte" ? 1 : 2));
        var arrivals = ImmutableArray.CreateBuilder<Slot>();
        foreach (var parameter in body.Parameters)
        {
            arrivals.Add(new Slot(names.Fresh(parameter.Name), parameter.Type, parameter.HoldsReferences, parameter.Shape));
            Slots[parameter] = arrivals.Last();
        }

        Instance = !declaration.KeepsThis
            ? null
            : new Slot(names.Fresh("instance"), declaration.ContainingType, body.InstanceShape?.HoldsReferences ?? true, body.InstanceShape);
        all.Add(State);
        if (Instance is not null)
            all.Add(Instance);
        Arrivals = arrivals.ToImmutable();
        all.AddRange(Arrivals);

        // A captured parameter arrives in its own field and is kept in a box.
        foreach (var parameter in body.Parameters.Where(parameter => parameter.IsCaptured && placements.ContainsKey(parameter)))
        {
            all.Add(Boxes[parameter] = Box(parameter, names));
            Slots[parameter] = Boxes[parameter];
        }

        foreach (var variable in placements.Keys.Where(variable => variable.Kind != VariableKind.Parameter))
        {
            Slots[variable] = variable.IsCaptured
                ? Box(variable, names)
                : new Slot(names.Fresh(variable.Name), TypeOf(variable, declaration), variable.HoldsReferences, variable.Shape);
            all.Add(Slots[variable]);
        }

        // Futures of one type share a field: only one is awaited at a time.
        var byType = new Dictionary<string, Slot>();
        foreach (var node in graph.Suspensions)
        {
            var suspension = node.Suspension;
            var join = suspension.Join is { } call && joins.TryGetValue(call, out var closed) ? closed : null;
            var (type, shape) = join is null ? (suspension.FutureType, shapes.Of(suspension)) : (join.Name, join.Shape);
            if (!byType.TryGetValue(type, out var slot))
            {
                slot = byType[type] = new Slot(names.Fresh(suspension.SlotName), type, suspension.HoldsReferences, shape)
                {
                    IsBuiltInPlace = suspension is { Kind: SuspensionKind.Call, MachineInBox: null } && shape is not null,
                };
                all.Add(slot);
            }

            Children[node] = slot;
        }

        All = all.ToImmutable();
    }

    public IReadOnlyDictionary<Variable, Placement> Placements { get; }

    public Slot State { get; }

    public Slot? Instance { get; }

    /// <summary>Where the parameters wait for the first poll.</summary>
    public ImmutableArray<Slot> Arrivals { get; }

    /// <summary>Where captured parameters are kept.</summary>
    public Dictionary<Variable, Slot> Boxes { get; } = [];

    public Dictionary<Variable, Slot> Slots { get; } = [];

    public Dictionary<SuspendNode, Slot> Children { get; } = [];

    public ImmutableArray<Slot> All { get; }

    /// <summary>What is needed for as long as the future lives. What a local coroutine uses too is not followed into that.</summary>
    public IEnumerable<Slot> Always => Slots.Where(one => one.Key.IsShared).Select(one => one.Value).Concat(Instance is null ? [State] : [State, Instance]);

    public static string BoxName(Variable variable) => variable.Name.TrimStart('@') + "Box";

    public static string BoxType(Variable variable) => variable.BoxType;

    private static string TypeOf(Variable variable, CoroutineDeclaration declaration) => variable.RoomLength is null
        ? variable.Type
        : Emission.ReferenceEmitter.RoomName(declaration.MachineName, variable) + declaration.TypeParameters;

    private static Slot Box(Variable variable, NameAllocator names) =>
        new(names.Fresh(BoxName(variable)), BoxType(variable), true, TypeShape.Reference);

    // The numbers from 0 on, in the lower half; the upper half for those at which a cancellation is under way; and the last one, which says "running".
    private static string StateType(FlowGraph graph)
    {
        var last = graph.Suspensions.SelectMany(node => node.Tries.SelectMany(attempt => attempt.Handlers).SelectMany(handler => handler.CleanUps))
            .Select(cleanUp => cleanUp.Number).Append(graph.Suspensions.Length).Max();
        return last < sbyte.MaxValue ? "byte" : "ushort";
    }
}
