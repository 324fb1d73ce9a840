using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow.Provenance;

/// <summary>The variables that stand for a reference while it is kept. Each is made when it is first needed.</summary>
/// <param name="reference">The reference.</param>
/// <param name="names">Names that are free in the generated method.</param>
internal sealed class ReferenceSlots(TrackedReference reference, NameAllocator names)
{
    private readonly Dictionary<string, Variable> owners = [];
    private readonly Dictionary<ReferenceOrigin, Variable> arriving = [];
    private Variable? offset;
    private Variable? length;
    private Variable? tag;

    /// <summary>Where in its memory it points, in bytes, while a suspension is pending.</summary>
    /// <param name="isWide">Whether four bytes may be too few to say it.</param>
    public Variable Offset(bool isWide) => offset ??= FrameOnly("Offset", isWide ? "nint" : "int", TypeShape.Scalar(isWide ? 8 : 4));

    /// <summary>How many elements the span has, while a suspension is pending.</summary>
    public Variable Length => length ??= FrameOnly("Length", "int", TypeShape.Scalar(4));

    /// <summary>Which of several memories it points into.</summary>
    public Variable Tag => tag ??= new Variable(names.Fresh(Plain + "Origin"), reference.Name, "int", VariableKind.Temporary) { Shape = TypeShape.Scalar(4) };

    /// <summary>Keeps what it points into, for as long as it does.</summary>
    public Variable Owner(Owner owner)
    {
        if (!owners.TryGetValue(owner.Type, out var variable))
            owners[owner.Type] = variable = NewOwner("Owner", owner);
        return variable;
    }

    /// <summary>Holds an owner until the assignment is done: if that fails, the reference keeps the owner that it had.</summary>
    public Variable Arriving(ReferenceOrigin origin, Owner owner)
    {
        if (!arriving.TryGetValue(origin, out var variable))
            arriving[origin] = variable = NewOwner("NextOwner", owner);
        return variable;
    }

    private string Plain => reference.Name.TrimStart('@');

    private Variable NewOwner(string suffix, Owner owner) => new(names.Fresh(Plain + suffix), reference.Name, owner.Type, VariableKind.Temporary)
    {
        HoldsReferences = true,
        Shape = owner.Shape,
    };

    private Variable FrameOnly(string suffix, string type, TypeShape shape) =>
        new(names.Fresh(Plain + suffix), reference.Name, type, VariableKind.FrameOnly) { Shape = shape };
}
