// In: a compilation's coroutines. Out: what their machines take, and what they may leave behind, from the leaves of the tree of calls upwards.
using PollGen.Generator.Binding;
using PollGen.Generator.Equality;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

internal sealed class FrameShapes(IReadOnlyDictionary<string, FramePlan> frames)
{
    private readonly Dictionary<string, TypeShape?> known = [];
    private readonly Dictionary<string, bool> leavesNothing = [];
    private readonly HashSet<string> beingPlanned = [];

    /// <summary>What an awaited future takes; null where a part of it is not known.</summary>
    public TypeShape? Of(Suspension suspension) => Of(suspension.OwnMachine, suspension.Shape);

    /// <summary>What a future takes that is joined with others.</summary>
    public TypeShape? Of(JoinedFuture future) => Of(future.OwnMachine, future.Shape);

    /// <summary>What its result takes.</summary>
    public TypeShape? ResultOf(JoinedFuture future) => future.ResultShape?.Resolve(OfMachine);

    private TypeShape? Of(string? machine, ShapeTree? shape) => machine is null ? shape?.Resolve(OfMachine) : OfMachine(machine);

    /// <summary>
    /// Whether a future that is awaited for the first time leaves nothing to clean up when it throws at once. A future that is a value may have been polled elsewhere.
    /// </summary>
    public bool LeavesNothing(Suspension suspension) => suspension.IsMovable
        || suspension is { LeavesNothing: true, MachineInBox: null }
        || suspension is { Kind: SuspensionKind.Call, MachineInBox: null, OwnMachine: { } machine } && LeavesNothing(machine);

    private bool LeavesNothing(string machineId)
    {
        if (leavesNothing.TryGetValue(machineId, out var answer) || !frames.TryGetValue(machineId, out var frame))
            return answer;
        leavesNothing[machineId] = false;
        return leavesNothing[machineId] = frame.LeavesNothing(this);
    }

    /// <summary>
    /// Which of its arguments a coroutine that is started in place keeps once it is pending, of those that its machine is made of; none where that is not for its
    /// owner to decide.
    /// </summary>
    public EquatableArray<int> KeptBy(Suspension suspension)
    {
        // Circles go through boxes; one that did not would have no size either.
        if (suspension is not { Kind: SuspensionKind.Call, MachineInBox: null, HandedFrames: 0, OwnMachine: { } machine } || !frames.TryGetValue(machine, out var frame) || !beingPlanned.Add(machine))
            return [];
        var kept = frame.KeptArguments(this);
        beingPlanned.Remove(machine);
        return kept;
    }

    private TypeShape? OfMachine(string machineId)
    {
        if (known.TryGetValue(machineId, out var shape) || !frames.TryGetValue(machineId, out var frame))
            return shape;
        known[machineId] = null;
        return known[machineId] = frame.LayoutWith(this).Shape;
    }
}
