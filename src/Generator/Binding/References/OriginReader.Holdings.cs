// What holds the memory of a value that stands for memory elsewhere, and how it is found.
using Microsoft.CodeAnalysis;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed partial class OriginReader
{
    private static bool MayOwn(ITypeSymbol type) =>
        type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String } || type.IsMemory() || type.IsList() || type.IsImmutableArray();

    /// <summary>What holds the memory that a value of this type stands for; null where it stands for none.</summary>
    private Holding? HoldingOf(ITypeSymbol type)
    {
        var element = type is IArrayTypeSymbol array ? array.ElementType : type.SpanElement();
        var name = element is null ? "" : scope.NameOf(element);
        return type switch
        {
            IArrayTypeSymbol { Rank: 1 } => new("OfArray", OwnerOf(type)),
            IArrayTypeSymbol => new($"OfGrid<{name}>", OwnerOf(type)),
            { SpecialType: SpecialType.System_String } => new("OfText", OwnerOf(type)),
            _ when type.IsArraySegment() => new("OfArray", OwnerOf(type)) { Path = ".Array" },
            _ when type.IsImmutableArray() => new("OfArray", OwnerOf(type)) { Accessor = "global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(", Path = ")" },
            _ when type.IsMemory() => new($"OfElements<{name}>", Owner.OfAnyType) { Taking = new Taking(OwnerOf(type), $"OfMemory<{name}>") },
            _ when type.IsList() => new($"OfElements<{name}>", Owner.OfAnyType) { Taking = new Taking(OwnerOf(type), $"OfList<{name}>") },
            _ => null,
        };
    }

    private Owner OwnerOf(ITypeSymbol type) => new(scope.NameOf(type), ShapeReader.Of(type, scope.Method.ContainingAssembly));

    /// <param name="Extent">The method of the runtime's Extent that measures it.</param>
    /// <param name="Owner">What must be kept.</param>
    private sealed record Holding(string Extent, Owner Owner)
    {
        /// <summary>What stands before the owner to name the memory.</summary>
        public string Accessor { get; init; } = "";

        /// <summary>What follows it.</summary>
        public string Path { get; init; } = "";

        /// <summary>How the owner is found, where the value is not the owner.</summary>
        public Taking? Taking { get; init; }

        /// <summary>With a value that is evaluated before the reference is set.</summary>
        public OwnedStorage Storage(Code? alias, TextRange range) => new(Extent, Owner, Path, alias, range) { Accessor = Accessor, Taking = Taking };

        /// <summary>With one that is read when the reference has been set.</summary>
        public OwnedStorage StorageAfter(Code text) => new(Extent, Owner, Path, null, TextRange.Everything) { Accessor = Accessor, After = Taking?.From(text) ?? text };
    }
}
