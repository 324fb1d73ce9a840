using System.Collections.Immutable;
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow.Provenance;

/// <summary>
/// One memory that a reference may point into, as the generated code can name it at any time: between two polls only the distance
/// from its start is kept.
/// </summary>
/// <param name="Key">The same for two references that point into memory of one kind, each with an owner of its own.</param>
/// <param name="Extent">The method of the runtime's Extent that measures it.</param>
/// <param name="Place">The text that names it.</param>
/// <param name="Root">The variable that must stay in the frame.</param>
/// <param name="Owned">What keeps it alive; null for memory of the frame and for what lives as long as the program.</param>
/// <param name="OwnerCode">The variable that holds the owner.</param>
/// <param name="IsAlias">Whether the owner is the user's own variable.</param>
/// <param name="AliasScope">Where it means the same.</param>
/// <param name="Round">The round of a loop that it lives in.</param>
/// <param name="Site">Which of several owners of one type it has, where a ref struct holds them at the same time.</param>
internal sealed record Anchor(
    string Key, string Extent, Code Place, Variable? Root, OwnedStorage? Owned, Code? OwnerCode, bool IsAlias, TextRange AliasScope, TextRange Round, string Site = "")
{
    /// <summary>The variables that must be there to name it.</summary>
    public IEnumerable<Variable> Needs => Place.Variables.Select(piece => piece.Variable);

    /// <summary>Whose it is.</summary>
    public Belonging Belongs { get; init; }

    /// <summary>Whether it may be larger than four bytes can say.</summary>
    public bool IsWide => Extent != "OfPlace";

    /// <summary>Whether only run time knows what the owner is, so that it may have to be asked for its memory.</summary>
    public bool MayCall => Owned?.Owner == Owner.OfAnyType;

    /// <summary>For people, such as "array table".</summary>
    public string Description => (Extent, Root) switch
    {
        (_, { RoomLength: { } length }) => $"{length} elements in the frame",
        ("OfPlace", { } root) => $"frame variable {root.Name}",
        ("OfPlace", _) => $"field {Place}",
        ("OfArray", _) => $"array {Place}",
        ("OfText", _) => $"string {Place}",
        ("OfSpan", _) => $"{Place}",
        _ => $"{Extent.Substring(2)} {Place}",
    };

    public static Anchor Of(NamedStorage storage) => new(
        $"{storage.Extent}:{storage.Place}", storage.Extent, storage.Place, storage.Root, null, null, IsAlias: false, TextRange.Everything, storage.Round)
    {
        Belongs = storage.Belongs,
    };

    public static Anchor OfAlias(OwnedStorage storage) => new(
        $"alias:{storage.Extent}:{storage.Accessor}{storage.Alias}{storage.Path}", storage.Extent, storage.Accessor + storage.Alias! + storage.Path, null, storage, storage.Alias, IsAlias: true, storage.AliasScope, TextRange.Everything);

    /// <summary>With an owner that the reference keeps for itself.</summary>
    public static Anchor OfOwner(OwnedStorage storage, Variable holder, string site = "")
    {
        var owner = Code.Of(holder);
        return new($"owner:{storage.Extent}:{storage.Owner.Type}{storage.Accessor}{storage.Path}@{site}", storage.Extent, storage.Accessor + owner + storage.Path, null, storage, owner, IsAlias: false, TextRange.Everything, TextRange.Everything, site);
    }
}

/// <summary>Something to be noted when a reference is set.</summary>
internal sealed record Note(Variable Target, Code Value)
{
    /// <summary>The memories in one of which it lies: the target is to have the number of that one, from 1 on.</summary>
    public IReadOnlyList<Anchor> Candidates { get; init; } = [];
}
