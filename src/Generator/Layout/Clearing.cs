// In: the fields of a frame, when each is in use, and which lie over each other. Out: which fields are to be cleared so that no object is
// kept alive by a variable that is dead. A compiled future clears its own fields; one that is a value is cleared with the value.
using PollGen.Generator.Binding;
using PollGen.Generator.Flow;

namespace PollGen.Generator.Layout;

internal sealed class Clearing(BoundBody body, FrameFields fields, Occupancy occupancy, Func<Slot, Slot, bool> overlap)
{
    private readonly List<Slot> taken = [.. body.Parameters.Select((parameter, position) => (parameter, Slot: fields.Arrivals[position]))
        .Where(one => one.Slot.HoldsReferences && !one.parameter.IsCaptured && !fields.Placements.ContainsKey(one.parameter)).Select(one => one.Slot)];

    private List<Slot> Candidates => [.. fields.All.Where(slot => slot.HoldsReferences && !fields.Children.ContainsValue(slot) && !taken.Contains(slot))];

    /// <summary>By the first poll: arguments that are not kept.</summary>
    public IEnumerable<Slot> TakenOut => taken;

    /// <summary>At the end: everything.</summary>
    public IEnumerable<Slot> AtEnd => Distinct(Candidates);

    /// <summary>While a suspension is pending: what nothing in use lies over.</summary>
    public IEnumerable<Slot> While(SuspendNode node) => Distinct(Candidates.Where(slot => !occupancy.While(node).Any(used => used == slot || overlap(used, slot))));

    /// <summary>Before a future is built in place: what lies where it will be, which knows nothing of what was there.</summary>
    public IEnumerable<Slot> Before(SuspendNode node)
    {
        var child = fields.Children[node];
        return child.IsBuiltInPlace
            ? Distinct(Candidates.Where(slot => overlap(slot, child) && !occupancy.At(node).Concat(occupancy.While(node)).Any(used => used != child && (used == slot || overlap(used, slot)))))
            : [];
    }

    // References in the same place are cleared by one of their names.
    private IEnumerable<Slot> Distinct(IEnumerable<Slot> slots)
    {
        var kept = new List<Slot>();
        foreach (var slot in slots.OrderByDescending(slot => slot.Shape?.Size ?? int.MaxValue))
        {
            if (!kept.Any(other => overlap(other, slot) && Covers(other, slot)))
                kept.Add(slot);
        }

        return fields.All.Where(kept.Contains);
    }

    private static bool Covers(Slot other, Slot slot) => other.Shape is { IsStruct: false } && slot.Shape is { IsStruct: false } || other.Type == slot.Type;
}
