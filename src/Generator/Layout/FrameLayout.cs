using System.Collections.Immutable;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

/// <summary>The product of the layout stage: the fields of the machine, and where each variable is at which time.</summary>
internal sealed class FrameLayout
{
    public required IReadOnlyDictionary<Variable, Placement> Placements { get; init; }

    public required IReadOnlyDictionary<Variable, Slot> Slots { get; init; }

    /// <summary>Where each future stands while it is awaited.</summary>
    public required IReadOnlyDictionary<SuspendNode, Slot> Children { get; init; }

    /// <summary>The joins that have a struct of the coroutine's own.</summary>
    public required IReadOnlyDictionary<JoinCall, ClosedJoin> Joins { get; init; }

    /// <summary>The fields in use while a suspension is pending.</summary>
    public required IReadOnlyDictionary<SuspendNode, ImmutableArray<Slot>> Waiting { get; init; }

    /// <summary>Every field, in order, the state and <c>this</c> among them.</summary>
    public required ImmutableArray<Slot> Fields { get; init; }

    /// <summary>Where each parameter waits for the first poll.</summary>
    public required ImmutableArray<Slot> Arrivals { get; init; }

    /// <summary>Locals of the generated method that are declared at its top.</summary>
    public required ImmutableArray<Variable> Hoisted { get; init; }

    /// <summary>What is written to the frame when a suspension is pending, and read back when it is over.</summary>
    public required IReadOnlyDictionary<SuspendNode, ImmutableArray<Variable>> Saved { get; init; }

    /// <summary>Kept variables that do not change once the coroutine has waited.</summary>
    public required IReadOnlyCollection<Variable> Steady { get; init; }

    /// <summary>The parameters of the user that are passed to the method that runs the body, and not taken out of the frame.</summary>
    public required ImmutableArray<Variable> Arguments { get; init; }

    /// <summary>Those among them that are passed at every entry, from their fields or by an owner that keeps them.</summary>
    public required ImmutableArray<Variable> HandedBack { get; init; }

    /// <summary>The suspensions at which the callee need not keep its arguments, because this frame does.</summary>
    public required IReadOnlyDictionary<SuspendNode, LentArguments> Lent { get; init; }

    /// <summary>Fields that hold nothing that is needed while a suspension is pending, and could keep objects alive.</summary>
    public required IReadOnlyDictionary<SuspendNode, ImmutableArray<Slot>> Cleared { get; init; }

    /// <summary>Where the references point that are kept.</summary>
    public required KeptReferences References { get; init; }

    /// <summary>Such fields that lie where the future itself is: they are cleared before it starts.</summary>
    public required IReadOnlyDictionary<SuspendNode, ImmutableArray<Slot>> ClearedBefore { get; init; }

    /// <summary>A suspension, the only one, whose future the next round of its loop writes anew: it is cleared at the end only.</summary>
    public required SuspendNode? Lasting { get; init; }

    /// <summary>Fields that could keep objects alive after the end.</summary>
    public required ImmutableArray<Slot> ClearedAtEnd { get; init; }

    /// <summary>
    /// The suspensions whose future leaves nothing to clean up when it throws at its first poll. Until it is pending its owner need not know of it: an exception
    /// there is like any other of the owner's own.
    /// </summary>
    public required IReadOnlyCollection<SuspendNode> LeavingNothing { get; init; }

    /// <summary>Whether the coroutine itself leaves nothing to clean up when its first poll throws.</summary>
    public bool LeavesNothing => LeavingNothing.Count == Children.Count;

    /// <summary>
    /// Whether the coroutine itself leaves nothing when its first poll throws, and runs no handlers: when it is started in place, its frame need not even say
    /// that it runs.
    /// </summary>
    public required bool StartsUnmarked { get; init; }

    /// <summary>Fields in which arguments wait that are not kept: the first poll takes them out and clears them.</summary>
    public required ImmutableArray<Slot> TakenOut { get; init; }

    /// <summary>The name of the machine, and its type parameters.</summary>
    public required (string Name, string TypeParameters) Machine { get; init; }

    public required Slot State { get; init; }

    /// <summary>Holds <c>this</c>; null in static coroutines.</summary>
    public required Slot? Instance { get; init; }

    /// <summary>What the machine takes; null where a part of it is not known.</summary>
    public required TypeShape? Shape { get; init; }

    public string StateField => State.Name;

    /// <summary>Whether every field has its offset.</summary>
    public bool IsExplicit => State.Offset is not null;

    /// <summary>Whether two fields lie over each other.</summary>
    public bool Overlap(Slot left, Slot right) => IsExplicit ? FramePacking.Overlap(left, left.Offset!.Value, right, right.Offset!.Value) : left == right;

    public Placement PlacementOf(Variable variable) => Placements.TryGetValue(variable, out var placement) ? placement : Placement.Local;
}

/// <summary>Where a variable lives.</summary>
internal enum Placement
{
    /// <summary>Needed across no suspension: a local, declared where the user declared it.</summary>
    Local,

    /// <summary>A local that is saved to the frame when a suspension is pending, and only then.</summary>
    Kept,

    /// <summary>In the frame all the time: handlers and clean-up must find it there, or it is large.</summary>
    Frame,
}

/// <summary>A field of the machine.</summary>
/// <param name="Name">The field.</param>
/// <param name="Type">As it is written.</param>
/// <param name="HoldsReferences">Whether it can keep objects alive.</param>
/// <param name="Shape">What it takes, where that is known.</param>
internal sealed record Slot(string Name, string Type, bool HoldsReferences, TypeShape? Shape)
{
    /// <summary>Where it stands in the frame; null where the runtime decides that.</summary>
    public int? Offset { get; init; }

    /// <summary>Whether nothing ever writes it as a whole, so that its spare bytes are free.</summary>
    public bool IsBuiltInPlace { get; init; }

    /// <summary>What else is kept in the field at other times.</summary>
    public string Others { get; init; } = "";

    /// <summary>The bytes in which nothing else may be while it is in use.</summary>
    public int Extent => IsBuiltInPlace ? Shape!.Used : Shape!.Size;
}
