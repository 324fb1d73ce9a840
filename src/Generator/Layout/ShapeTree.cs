using System.Collections.Immutable;

namespace PollGen.Generator.Layout;

/// <summary>A shape as far as binding can tell: the machines of this compilation in it are laid out later.</summary>
internal abstract record ShapeTree
{
    /// <summary>The struct of these fields; null when one of them is not known.</summary>
    public static ShapeTree? OfStruct(IReadOnlyList<ShapeTree?> fields, bool isAutomatic = false, bool isFixed = true)
    {
        if (fields.Any(field => field is null))
            return null;
        var tree = new StructTree([.. fields.Select(field => field!)], isAutomatic, isFixed);
        return fields.All(field => field is KnownTree) ? new KnownTree(tree.Resolve(_ => null)!) : tree;
    }

    /// <param name="machine">The shape of a machine by its id, where that is known.</param>
    public abstract TypeShape? Resolve(Func<string, TypeShape?> machine);
}

internal sealed record KnownTree(TypeShape Shape) : ShapeTree
{
    public override TypeShape? Resolve(Func<string, TypeShape?> machine) => Shape;
}

/// <summary>A machine inside of something else. That may be copied as a whole, so nothing is put by its size, and its spare bytes are not free.</summary>
internal sealed record MachineTree(string MachineId) : ShapeTree
{
    public override TypeShape? Resolve(Func<string, TypeShape?> machine) => machine(MachineId) is { } shape ? shape with { IsStruct = true, IsFixed = false, Spare = 0 } : null;
}

internal sealed record StructTree(ImmutableArray<ShapeTree> Fields, bool IsAutomatic, bool IsFixed) : ShapeTree
{
    public override TypeShape? Resolve(Func<string, TypeShape?> machine) =>
        TypeShape.OfStruct([.. Fields.Select(field => field.Resolve(machine))], IsAutomatic) is { } shape ? shape with { IsFixed = shape.IsFixed && IsFixed } : null;
}
