// In: the fields of a frame, and which of them are in use together. Out: an offset for each, so that what is never in use together lies
// in the same place.
//
// The runtime allows a reference to lie only where other fields have a reference too. So the frame has a boundary: references lie
// below it, data from it upwards. A future that has both, which is packed like this itself, is put across the boundary; then the
// references of all the futures that take turns come to lie over each other, and so does their data.
namespace PollGen.Generator.Layout;

internal sealed class FramePacking
{
    private const int Word = 8;

    private readonly Func<Slot, Slot, bool> areInUseTogether;
    private readonly bool reusesReferences;
    private readonly List<(Slot Slot, int Offset)> placed = [];

    private FramePacking(Func<Slot, Slot, bool> areInUseTogether, bool reusesReferences)
    {
        this.areInUseTogether = areInUseTogether;
        this.reusesReferences = reusesReferences;
    }

    /// <summary>The offsets of a frame's fields, or null where something has no fixed size.</summary>
    public static Dictionary<Slot, int>? Pack(IReadOnlyList<Slot> slots, Func<Slot, Slot, bool> areInUseTogether) =>
        AreFixed(slots) ? new FramePacking(areInUseTogether, reusesReferences: false).Place(InOrder(slots)) : null;

    /// <summary>The same for pairs of which either only one or the other is in use, and one field more.</summary>
    public static Dictionary<Slot, int>? PackTurns(IReadOnlyList<(Slot, Slot)> turns, Slot last)
    {
        var partners = turns.Concat(turns.Select(pair => (pair.Item2, pair.Item1))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        if (!AreFixed([.. partners.Keys]))
            return null;
        // The smaller one right after the larger one that it may lie over, before others stand next to that.
        var larger = turns.Select(pair => pair.Item1.Extent < pair.Item2.Extent ? pair.Item2 : pair.Item1).ToList();
        var ordered = InOrder(larger).SelectMany(slot => new[] { slot, partners[slot] }).Append(last);
        return new FramePacking((left, right) => left == last || partners[left] != right, reusesReferences: true).Place(ordered);
    }

    /// <summary>The shape of a struct with fields at these offsets.</summary>
    public static TypeShape ShapeOf(IReadOnlyDictionary<Slot, int> offsets)
    {
        var shape = TypeShape.OfFields(offsets.Max(one => one.Value + one.Key.Shape!.Size), [.. offsets.Keys.Select(slot => slot.Shape!)]);
        var references = offsets.SelectMany(one => one.Key.Shape!.References.Select(inner => one.Value + inner)).Distinct().OrderBy(offset => offset);
        return shape with
        {
            References = new(references),
            Spare = shape.Size - offsets.Max(one => one.Value + one.Key.Extent),
        };
    }

    public static bool Overlap(Slot left, int leftOffset, Slot right, int rightOffset) =>
        leftOffset < rightOffset + right.Extent && rightOffset < leftOffset + left.Extent;

    private static bool AreFixed(IReadOnlyList<Slot> slots) => slots.All(slot => slot.Shape is { IsFixed: true });

    private Dictionary<Slot, int> Place(IEnumerable<Slot> slots)
    {
        foreach (var slot in slots)
            placed.Add((slot, Candidates(slot.Shape!).First(offset => IsFree(slot, offset))));
        var lowest = placed.Select(one => one.Offset).Where(offset => offset < 0).DefaultIfEmpty(0).Min();
        return placed.ToDictionary(one => one.Slot, one => one.Offset - lowest);
    }

    // What has references and data has the least choice. Data that ends at its own alignment comes before data that leaves a rest,
    // so that small fields, the state above all, fill the rest.
    private static IEnumerable<Slot> InOrder(IReadOnlyList<Slot> slots) => slots
        .OrderBy(slot => !slot.Shape!.HoldsReferences ? 2 : slot.Shape.IsStruct ? 0 : 1)
        .ThenByDescending(slot => slot.Shape!.References.Count)
        .ThenByDescending(slot => slot.Shape!.Alignment)
        .ThenBy(slot => slot.Extent % slot.Shape!.Alignment == 0 ? 0 : 1)
        .ThenByDescending(slot => slot.Extent);

    private IEnumerable<int> Candidates(TypeShape shape)
    {
        if (shape is { HoldsReferences: true, IsStruct: false })
        {
            // Where there is one already it takes no room.
            foreach (var known in reusesReferences ? placed.SelectMany(one => one.Slot.Shape!.References.Select(inner => one.Offset + inner)).Distinct().OrderBy(offset => offset).ToArray() : [])
                yield return known;
            for (var offset = -Word; ; offset -= Word)
                yield return offset;
        }

        if (shape.HoldsReferences && IsPrefix(shape))
            yield return -Word * shape.References.Count;
        var step = shape.HoldsReferences ? Word : shape.Alignment;
        for (var offset = 0; ; offset += step)
            yield return offset;
    }

    private static bool IsPrefix(TypeShape shape) => shape.References.Select((offset, position) => offset == position * Word).All(same => same);

    private bool IsFree(Slot slot, int offset)
    {
        foreach (var (other, otherOffset) in placed)
        {
            if (Overlap(slot, offset, other, otherOffset) && areInUseTogether(slot, other))
                return false;
            if (!AgreeOnReferences(slot.Shape!, offset, other.Shape!, otherOffset) || !AgreeOnReferences(other.Shape!, otherOffset, slot.Shape!, offset))
                return false;
        }

        return true;
    }

    // A reference of one that lies anywhere in the other, its spare bytes included, is a reference there too: the runtime loads no other type.
    private static bool AgreeOnReferences(TypeShape one, int oneOffset, TypeShape other, int otherOffset)
    {
        foreach (var reference in one.References)
        {
            var at = oneOffset + reference - otherOffset;
            if (at > -Word && at < other.Size && !other.References.Contains(at))
                return false;
        }

        return true;
    }
}
