// In: the fields of a frame that the runtime lays out (a generic one, or one with parts of unknown size), and which of them are in use
// together. Out: the field that stands for each: those of one type that take turns share one.
namespace PollGen.Generator.Layout;

internal static class FieldSharing
{
    public static Dictionary<Slot, Slot> Share(IReadOnlyList<Slot> slots, Slot state, Slot? instance, Occupancy occupancy)
    {
        var groups = new List<List<Slot>>();
        foreach (var slot in slots)
        {
            var group = slot == state || slot == instance
                ? null
                : groups.FirstOrDefault(others => others[0] != state && others[0] != instance && others[0].Type == slot.Type && !others.Any(other => occupancy.AreInUseTogether(slot, other)));
            if (group is null)
                groups.Add([slot]);
            else
                group.Add(slot);
        }

        // From large to small alignment, so that the runtime puts little padding between them.
        var result = new Dictionary<Slot, Slot>();
        foreach (var group in groups.OrderByDescending(group => group[0].Shape?.Alignment ?? 8).ThenByDescending(group => group[0].Shape?.IsStruct is null or true ? 1 : 0))
        {
            var field = group[0] with { Others = string.Join(", ", group.Skip(1).Select(other => other.Name)) };
            foreach (var slot in group)
                result[slot] = field;
        }

        return result;
    }
}
