// In: the layouts of a compilation's coroutines. Out: their sizes, from the leaves of the tree of calls upwards.
using PollGen.Generator.Declaring;

namespace PollGen.Generator.Layout;

internal sealed class FrameShapes(IReadOnlyDictionary<string, FrameLayout> layouts)
{
    private readonly Dictionary<string, TypeShape?> known = [];

    /// <summary>The shape of a machine of this compilation; null where a part of it is not known.</summary>
    public TypeShape? OfMachine(string machineId)
    {
        if (known.TryGetValue(machineId, out var shape) || !layouts.TryGetValue(machineId, out var layout))
            return shape;
        known[machineId] = null;
        return known[machineId] = TypeShape.OfStruct([.. Fields(layout).Select(field => field.Shape)]);
    }

    /// <summary>What fills a frame, the largest part first.</summary>
    public IReadOnlyList<(string Name, TypeShape? Shape)> Parts(FrameLayout layout) =>
        [.. Fields(layout).OrderByDescending(field => field.Shape?.Size ?? int.MaxValue)];

    private IEnumerable<(string Name, TypeShape? Shape)> Fields(FrameLayout layout)
    {
        yield return (layout.StateField, TypeShape.Scalar(4));
        if (layout.Instance is { } instance)
            yield return (instance.Name, instance.Shape);
        foreach (var field in layout.Fields)
            yield return (field.Name, ShapeOf(field));
    }

    private TypeShape? ShapeOf(Slot slot) => slot.MachineId is { } machine ? OfMachine(machine) : slot.Shape;
}
