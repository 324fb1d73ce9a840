// In: the layout of a frame. Out: what lies over each other in a join and is needed together. In turns are only a future and its own result.
using PollGen.Generator.Layout;

namespace PollGen.Generator.Validation;

internal static class ClosedJoins
{
    public static IReadOnlyList<string> Check(FrameLayout layout) => [.. layout.Joins.Values.Distinct().SelectMany(Check)];

    private static IEnumerable<string> Check(ClosedJoin join)
    {
        Slot[] fields = [.. join.Futures, .. join.Results, join.State];
        for (var i = 0; i < fields.Length; i++)
        {
            for (var j = i + 1; j < fields.Length; j++)
            {
                if (j != i + join.Futures.Length && FrameItems.Overlap(fields[i], fields[j]))
                    yield return $"'{fields[j].Name}' of {join.Name} lies over '{fields[i].Name}'";
            }
        }
    }
}
