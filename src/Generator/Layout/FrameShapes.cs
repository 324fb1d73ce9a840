// In: a compilation's coroutines. Out: what their machines take, from the leaves of the tree of calls upwards.
using PollGen.Generator.Binding;

namespace PollGen.Generator.Layout;

internal sealed class FrameShapes(IReadOnlyDictionary<string, FramePlan> frames)
{
    private readonly Dictionary<string, TypeShape?> known = [];

    /// <summary>What an awaited future takes; null where a part of it is not known.</summary>
    public TypeShape? Of(Suspension suspension) => suspension.OwnMachine is { } machine ? OfMachine(machine) : suspension.Shape?.Resolve(OfMachine);

    private TypeShape? OfMachine(string machineId)
    {
        if (known.TryGetValue(machineId, out var shape) || !frames.TryGetValue(machineId, out var frame))
            return shape;
        known[machineId] = null;
        return known[machineId] = frame.LayoutWith(this).Shape;
    }
}
