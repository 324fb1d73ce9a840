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

    /// <summary>Every field, in order.</summary>
    public required ImmutableArray<Slot> Fields { get; init; }

    /// <summary>Locals of the generated method that are declared at its top.</summary>
    public required ImmutableArray<Variable> Hoisted { get; init; }

    /// <summary>What is written to the frame when a suspension is pending, and read back when it is over.</summary>
    public required IReadOnlyDictionary<SuspendNode, ImmutableArray<Variable>> Saved { get; init; }

    /// <summary>Fields that hold nothing that is needed while a suspension is pending, and could keep objects alive.</summary>
    public required IReadOnlyDictionary<SuspendNode, ImmutableArray<Slot>> Cleared { get; init; }

    /// <summary>Where the references point that are kept.</summary>
    public required KeptReferences References { get; init; }

    public required string StateField { get; init; }

    /// <summary>Holds <c>this</c>; null in static coroutines.</summary>
    public required Slot? Instance { get; init; }

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
/// <param name="MachineId">The machine of this compilation that it holds, whose shape is known when that is laid out.</param>
internal sealed record Slot(string Name, string Type, bool HoldsReferences, TypeShape? Shape, string? MachineId = null);
