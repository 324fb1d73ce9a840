using System.Collections.Immutable;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Text;

/// <summary>What a ref struct is made of: a frame cannot hold it, but each of its parts.</summary>
/// <param name="Type">As it is written in the generated file.</param>
/// <param name="Fields">All instance fields, in their order.</param>
/// <param name="Known">The type of the runtime that has the same fields under names that can be used; null where the generated file declares one.</param>
internal sealed record StructParts(string Type, ImmutableArray<StructPart> Fields, string? Known)
{
    /// <summary>What is to be kept: the fields, and those of ref structs in them.</summary>
    public IEnumerable<(string Path, StructPart Part)> Leaves => Fields.SelectMany(one => one.Inner is { } inner
        ? inner.Leaves.Select(leaf => ($"{one.Name}.{leaf.Path}", leaf.Part))
        : [(one.Name, one)]);

    /// <summary>This ref struct and those in it.</summary>
    public IEnumerable<StructParts> All => Fields.SelectMany(one => one.Inner?.All ?? []).Prepend(this);
}

/// <summary>A field of a ref struct.</summary>
/// <param name="Name">A name that can be written.</param>
/// <param name="Type">The type, or for a reference what it refers to.</param>
internal sealed record StructPart(string Name, string Type)
{
    /// <summary>What kind of reference it is; null for what is a value.</summary>
    public ReferenceKind? Reference { get; init; }

    /// <summary>What a reference refers to, or the element of a span.</summary>
    public string Element { get; init; } = "";

    /// <summary>Where it is a ref struct itself.</summary>
    public StructParts? Inner { get; init; }

    /// <summary>Whether a value can keep objects alive.</summary>
    public bool HoldsReferences { get; init; }

    /// <summary>What a value takes, where that is known.</summary>
    public TypeShape? Shape { get; init; }

    public bool IsSpan => Reference is ReferenceKind.Span or ReferenceKind.ReadOnlySpan;
}
