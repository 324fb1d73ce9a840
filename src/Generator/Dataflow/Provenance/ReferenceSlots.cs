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
    private readonly Dictionary<string, PartSlots> parts = [];
    private Variable? tag;
    private Variable? found;

    /// <summary>Where in its memory it points, in bytes, while a suspension is pending.</summary>
    /// <param name="isWide">Whether four bytes may be too few to say it.</param>
    public Variable Offset(bool isWide) => offset ??= FrameOnly("Offset", isWide ? "nint" : "int", TypeShape.Scalar(isWide ? 8 : 4));

    /// <summary>How many elements the span has, while a suspension is pending.</summary>
    public Variable Length => length ??= FrameOnly("Length", "int", TypeShape.Scalar(4));

    /// <summary>Which of several memories it points into.</summary>
    public Variable Tag => tag ??= new Variable(names.Fresh(Plain + "Origin"), reference.Name, "int", VariableKind.Temporary) { Shape = TypeShape.Scalar(4) };

    /// <summary>Keeps what it points into, for as long as it does.</summary>
    /// <param name="owner">It.</param>
    /// <param name="site">Which of several.</param>
    public Variable Owner(Owner owner, string site = "")
    {
        if (!owners.TryGetValue(owner.Type + "@" + site, out var variable))
            owners[owner.Type + "@" + site] = variable = NewOwner("Owner", owner);
        return variable;
    }

    /// <summary>The number of the memory in which it has been found, while the rest is noted.</summary>
    public Variable Found => found ??= new Variable(names.Fresh(Plain + "Found"), reference.Name, "int", VariableKind.Temporary) { Shape = TypeShape.Scalar(4) };

    /// <summary>The name of a local that has the parts of a ref struct.</summary>
    public string Twin => field ??= names.Fresh(Plain + "Parts");

    /// <summary>What stands for a part of a ref struct, while a suspension is pending.</summary>
    /// <param name="path">The names that lead to it.</param>
    /// <param name="part">It.</param>
    /// <param name="isWide">Whether four bytes may be too few to say where it points.</param>
    public PartSlots Part(string path, StructPart part, bool isWide)
    {
        if (parts.TryGetValue(path, out var known))
            return known;
        var name = string.Concat(path.Split('.').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return parts[path] = part.Reference is null
            ? new PartSlots(new Variable(names.Fresh(Plain + name), reference.Name, part.Type, VariableKind.FrameOnly) { HoldsReferences = part.HoldsReferences, Shape = part.Shape }, null, null, null)
            : new PartSlots(
                null,
                FrameOnly(name + "Offset", isWide ? "nint" : "int", TypeShape.Scalar(isWide ? 8 : 4)),
                part.IsSpan ? FrameOnly(name + "Length", "int", TypeShape.Scalar(4)) : null,
                FrameOnly(name + "Origin", "int", TypeShape.Scalar(4)));
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

/// <summary>What stands for a part of a ref struct while that is kept.</summary>
/// <param name="Value">The part, if it is a value.</param>
/// <param name="Offset">Where a reference points.</param>
/// <param name="Length">How many elements a span has.</param>
/// <param name="Tag">In which of several memories it lies.</param>
internal sealed record PartSlots(Variable? Value, Variable? Offset, Variable? Length, Variable? Tag);
