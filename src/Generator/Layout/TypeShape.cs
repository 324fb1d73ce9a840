using PollGen.Generator.Equality;

namespace PollGen.Generator.Layout;

/// <summary>What a value takes in memory, as far as it can be known at compile time on a 64-bit machine.</summary>
/// <param name="Size">In bytes, with the padding at its end.</param>
/// <param name="Alignment">In bytes.</param>
/// <param name="HoldsReferences">Whether an object reference is in it.</param>
/// <param name="IsStruct">False for references and scalars.</param>
internal sealed record TypeShape(int Size, int Alignment, bool HoldsReferences, bool IsStruct)
{
    public static readonly TypeShape Reference = new(8, 8, HoldsReferences: true, IsStruct: false) { References = [0] };

    /// <summary>Where in it the object references are, in bytes from its start.</summary>
    public EquatableArray<int> References { get; init; }

    /// <summary>
    /// Whether the size holds for as long as this assembly is not compiled again: nothing of another assembly is in it that could
    /// grow. Only then may other fields be placed by it.
    /// </summary>
    public bool IsFixed { get; init; } = true;

    /// <summary>How many bytes at its end are never written, so that who embeds it may put something there.</summary>
    public int Spare { get; init; }

    /// <summary>Whether it is that of a tuple, whose fields the runtime orders.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The size without the spare bytes.</summary>
    public int Used => Size - Spare;

    public static TypeShape Scalar(int size) => new(size, size, HoldsReferences: false, IsStruct: false);

    /// <summary>
    /// The struct of these fields, as the runtime lays it out: in the order of declaration, or, as soon as a reference is in it
    /// or it asks for automatic layout, references first, then scalars from large to small, then structs.
    /// </summary>
    /// <returns>Null when a field's shape is not known.</returns>
    public static TypeShape? OfStruct(IReadOnlyList<TypeShape?> fields, bool isAutomatic = false)
    {
        if (fields.Any(field => field is null))
            return null;
        var known = fields.Select(field => field!).ToList();
        var holdsReferences = known.Any(field => field.HoldsReferences);
        var ordered = holdsReferences || isAutomatic
            ? known.OrderBy(field => field.IsStruct ? 2 : field.HoldsReferences ? 0 : 1).ThenByDescending(field => field.IsStruct ? 0 : field.Size)
            : known.AsEnumerable();
        var offset = 0;
        var references = new List<int>();
        foreach (var field in ordered)
        {
            offset = Align(offset, field.Alignment);
            references.AddRange(field.References.Select(inner => offset + inner));
            offset += field.Size;
        }

        return OfFields(Math.Max(1, offset), known) with
        {
            References = references.ToEquatable(),
            IsFixed = known.All(field => field.IsFixed),
        };
    }

    /// <summary>
    /// The struct whose fields end there. Its size suits the strictest of its fields; but with a reference in it, it is aligned like a reference where
    /// it is a field itself, even if an Int128 is in it.
    /// </summary>
    public static TypeShape OfFields(int end, IReadOnlyCollection<TypeShape> fields)
    {
        var alignment = fields.Select(field => field.Alignment).DefaultIfEmpty(1).Max();
        var holdsReferences = fields.Any(field => field.HoldsReferences);
        return new TypeShape(Align(end, alignment), holdsReferences ? Reference.Alignment : alignment, holdsReferences, IsStruct: true);
    }

    /// <summary>The struct of that many elements of this shape.</summary>
    public TypeShape Repeated(int length) => new(Size * length, Alignment, HoldsReferences, IsStruct: true)
    {
        References = Enumerable.Range(0, length).SelectMany(position => References.Select(offset => (position * Size) + offset)).ToEquatable(),
        IsFixed = IsFixed,
    };

    public static int Align(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;
}
