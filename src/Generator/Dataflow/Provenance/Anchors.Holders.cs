// Ref structs, and what may be a part of one thing or of another: only the address tells which. A ref struct keeps all that was put into
// it, each in a place of its own, and its parts are looked for when it is kept. What comes out of one, and what may be a part of several,
// is looked for at once, so that one owner is enough for it.
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow.Provenance;

internal sealed partial class Anchors
{
    private static IEnumerable<TrackedReference> SourcesOf(Storage storage) => storage switch
    {
        SameStorage same => [same.Source],
        SeveralStorage several => several.Sources,
        _ => [],
    };

    /// <summary>What stands for a part of a ref struct while that is kept.</summary>
    public PartSlots SlotsOf(TrackedReference holder, string path, StructPart part) => SlotsOf(holder).Part(path, part, Of(holder).Any(anchor => anchor.IsWide));

    private IEnumerable<Variable> PartsOf(TrackedReference holder, string path, StructPart part)
    {
        var slots = SlotsOf(holder, path, part);
        if (slots.Value is { } value)
            return [value];
        if (Of(holder).Count == 0)
            return [];
        return new[] { slots.Offset, slots.Length, Of(holder).Count > 1 ? slots.Tag : null }.OfType<Variable>();
    }

    /// <summary>One memory that a reference is given by another one.</summary>
    /// <param name="Source">The other one's memory.</param>
    /// <param name="Anchor">The memory as it is the reference's own.</param>
    /// <param name="Accumulates">Whether it would have to hold ever more owners.</param>
    private sealed record Flow(Anchor Source, Anchor Anchor, bool Accumulates);

    private IEnumerable<Flow> Flows(ReferenceOrigin origin)
    {
        var target = origin.Target;
        var sources = Flat(origin.Storage).Distinct().ToList();
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources[i];
            foreach (var anchor in Of(source))
            {
                // What it holds already it goes on to hold.
                if (source == target)
                    yield return new Flow(anchor, anchor, false);
                else if (!target.IsHolder)
                    yield return new Flow(anchor, Shared(anchor, target, source), false);
                else if (sources.Count == 1 && !origin.IsOfPart)
                    yield return new Flow(anchor, Shared(anchor, target, source, anchor.Site), false);
                else
                    yield return Apart(origin, i, anchor, source);
            }
        }
    }

    // Several owners of one type come in at the same time, or beside those that are there: each is held apart.
    private Flow Apart(ReferenceOrigin origin, int position, Anchor anchor, TrackedReference source)
    {
        var site = $"{SiteOf(origin)}.{position}";
        var accumulates = anchor.Site.Split('/').Contains(site);
        var shared = Shared(anchor, origin.Target, source, accumulates ? anchor.Site : anchor.Site.Length == 0 ? site : $"{site}/{anchor.Site}");
        return new Flow(anchor, shared, accumulates && shared != anchor);
    }

    /// <summary>What a reference is made from. What stands for a part of an expression is nothing of its own, but for an owner.</summary>
    public static IEnumerable<TrackedReference> Flat(Storage storage) => SourcesOf(storage).SelectMany(source =>
        storage is SeveralStorage && source.Origins is [{ Storage: SameStorage or SeveralStorage } only] ? Flat(only.Storage) : [source]);

    private string SiteOf(ReferenceOrigin origin) => $"{references.IndexOf(origin.Target)}.{origin.Target.Origins.IndexOf(origin)}";

    // Owners that are read when the value is there.
    private IEnumerable<Note> NotesOfParts(SeveralStorage several) => several.Sources.SelectMany(source => source.Origins).SelectMany(origin => origin.Storage switch
    {
        SeveralStorage inner => NotesOfParts(inner),
        OwnedStorage => Notes(origin),
        _ => [],
    });

    /// <summary>The owners that come in with a value; and where it is, if only the address tells.</summary>
    private IEnumerable<Note> TakenIn(ReferenceOrigin origin)
    {
        var target = origin.Target;
        var flows = Flows(origin).ToList();
        if (target.IsHolder)
        {
            var noted = new HashSet<Variable>();
            foreach (var flow in flows.Where(flow => flow.Anchor != flow.Source))
            {
                if (noted.Add(OwnerOf(flow)))
                    yield return new Note(OwnerOf(flow), flow.Source.OwnerCode!);
            }

            yield break;
        }

        // What it takes from itself it goes on to have, if nothing else takes the place.
        var owners = flows.Where(flow => flow.Anchor is { OwnerCode: not null, IsAlias: false }).GroupBy(OwnerOf).Where(group => group.Any(flow => flow.Anchor != flow.Source)).ToList();
        if (owners.Count == 0 && !HasTag(target))
            yield break;
        var found = SlotsOf(target).Found;
        yield return new Note(found, Code.Join(" ", flows.Select(flow => flow.Source.Place).Concat(flows.Select(flow => flow.Source.OwnerCode).OfType<Code>()))) { Candidates = [.. flows.Select(flow => flow.Source)] };
        foreach (var owner in owners)
            yield return new Note(owner.Key, Choice(found, owner.Select(flow => (flows.IndexOf(flow) + 1, flow.Source.OwnerCode!)), $"default({owner.Key.Type})!"));
        if (HasTag(target))
            yield return new Note(TagOf(target), Choice(found, flows.Select((flow, position) => (position + 1, Code.Of(NumberOf(flow.Anchor).ToString(System.Globalization.CultureInfo.InvariantCulture)))), "0"));
    }

    private static Code Choice(Variable found, IEnumerable<(int Number, Code Value)> values, string otherwise) =>
        "(" + Code.Of(found) + " switch { " + Code.Join(", ", values.Select(value => $"{value.Number} => " + value.Value)) + $", _ => {otherwise} }})";

    private static Variable OwnerOf(Flow flow) => flow.Anchor.OwnerCode!.Variables.Single().Variable;

    private string? ObstacleOfHolder(ReferenceOrigin origin)
    {
        var target = origin.Target;
        var flows = Flows(origin).ToList();
        if (flows.Any(flow => flow.Accumulates))
            return "it takes in what holds parts of itself, and a frame can hold only so many owners; make it anew from one array, string or object";
        // Where it is set again and again, what it took in before may be there still.
        var keeps = origin.IsOfPart || (Flat(origin.Storage).Contains(target) && Flat(origin.Storage).Distinct().Count() > 1);
        var takesOwners = origin.Storage is OwnedStorage owned ? !IsAliased(target, owned) : flows.Any(flow => flow.Anchor != flow.Source);
        var round = origin.Round ?? TextRange.Everything;
        return keeps && takesOwners && !round.Contains(target.Scope)
            ? "in a loop it takes in one after the other, and a frame can hold only so many owners; keep what it is given in a local that is declared outside of the loop and not assigned again"
            : null;
    }
}
