// In: a body, its flow graph and the layout of its frame. Out: everything that is kept in the frame, and what lies over what there, from nothing
// but offsets and fields.
using PollGen.Generator.Dataflow;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Validation;

/// <summary>An item is a variable, the future of a suspension, or the field in which an argument arrives that moves on into a box.</summary>
internal sealed class FrameItems
{
    private readonly List<object> items = [];
    private readonly Dictionary<object, int> numbers = [];
    private readonly FrameLayout layout;
    private readonly Dictionary<Slot, int[]> overlaps = [];

    public FrameItems(LoweredBody lowered, FrameLayout layout)
    {
        this.layout = layout;
        Arrivals = [.. lowered.Body.Parameters.Select((parameter, position) => parameter.IsCaptured ? new Arrival(parameter, layout.Arrivals[position]) : (object)parameter)];
        var anchors = lowered.References.Anchors;
        var ofReferences = anchors.References.SelectMany(reference => anchors.Of(reference).SelectMany(anchor => anchor.Needs).Concat(anchors.Own(reference)));
        foreach (var item in lowered.Graph.AllNodes.SelectMany(Liveness.Mentioned).Concat(layout.Placements.Keys).Concat(layout.References.Locals).Concat(ofReferences)
            .Concat(Arrivals).Concat(lowered.Graph.Suspensions).Distinct())
        {
            numbers[item] = items.Count;
            items.Add(item);
        }
    }

    /// <summary>Where each argument waits for the first poll.</summary>
    public IReadOnlyList<object> Arrivals { get; }

    public int Count => items.Count;

    public IEnumerable<Variable> Variables => items.OfType<Variable>();

    public int this[object item] => numbers[item];

    public bool IsInFrame(Variable variable) => layout.PlacementOf(variable) == Placement.Frame;

    /// <summary>The field of an item; null for what has none.</summary>
    public Slot? SlotOf(object item) => item switch
    {
        Arrival arrival => arrival.Slot,
        SuspendNode node => layout.Children[node],
        Variable variable => layout.Slots.TryGetValue(variable, out var slot) ? slot : null,
        _ => null,
    };

    /// <summary>What is overwritten when a field is written.</summary>
    public int[] Under(Slot slot)
    {
        if (!overlaps.TryGetValue(slot, out var under))
            overlaps[slot] = under = [.. items.Where(item => SlotOf(item) is { } other && Overlap(slot, other)).Select(item => numbers[item])];
        return under;
    }

    /// <summary>Two fields that the layout has put over each other, or made one.</summary>
    public static bool Overlap(Slot left, Slot right) => left.Offset is { } first && right.Offset is { } second
        ? first < second + right.Extent && second < first + left.Extent
        : left == right;

    public string NameOf(object item) => item switch
    {
        Arrival arrival => $"the argument '{arrival.Parameter.DeclaredName}'",
        SuspendNode node => $"the future of suspension {node.Number} ({node.Suspension.ShortText})",
        Variable variable => $"'{variable.Name}'{(SlotOf(variable) is { } slot ? $" ({slot.Name}, over {string.Join(", ", Under(slot).Select(other => items[other]).Where(other => other != item).Select(Short).DefaultIfEmpty("nothing"))})" : "")}",
        _ => item.ToString(),
    };

    private static string Short(object item) => item switch
    {
        Arrival arrival => arrival.Slot.Name,
        SuspendNode node => $"suspension {node.Number}",
        _ => item.ToString(),
    };

    private sealed record Arrival(Variable Parameter, Slot Slot);
}
