using Microsoft.CodeAnalysis;

namespace PollGen.Analyzers.Moves;

/// <summary>What a reference, a span or another ref struct in a local may refer to, and whether that is still there.</summary>
/// <param name="Targets">The futures, and other values with one place, that it may refer to, or into.</param>
/// <param name="SeesReplacement">Whether it stands for the whole variable: what is put there next is what it refers to then.</param>
/// <param name="LostAt">Where one of them has gone, if one has.</param>
/// <param name="How">What has happened to it there.</param>
internal sealed record Borrow(IReadOnlyList<Place> Targets, bool SeesReplacement, IOperation? LostAt = null, string How = "")
{
    public Borrow Or(Borrow other) => new(
        [.. Targets.Union(other.Targets)], SeesReplacement && other.SeesReplacement, LostAt ?? other.LostAt, LostAt is null ? other.How : How);

    public bool IsSame(Borrow other) => Targets.Count == other.Targets.Count && SeesReplacement == other.SeesReplacement && LostAt is null == other.LostAt is null;
}
