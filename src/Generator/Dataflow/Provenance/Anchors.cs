// In: everything that the references of a body are set to. Out: for each, the memories that it may point into, through however many
// other references; and what must be noted at each assignment so that they can be told apart and found again.
using System.Collections.Immutable;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow.Provenance;

internal sealed partial class Anchors
{
    private readonly List<TrackedReference> references = [];
    private readonly Dictionary<TrackedReference, Dictionary<string, Anchor>> anchors = [];
    private readonly Dictionary<string, int> numbers = [];

    // References with several memories hold each owner themselves, so that one number means the same for all of them.
    private readonly HashSet<TrackedReference> several = [];

    private readonly HashSet<TrackedReference> shared = [];

    private readonly Dictionary<TrackedReference, ReferenceSlots> slots = [];
    private readonly Dictionary<TrackedReference, Edges> edges = [];

    private readonly NameAllocator names;

    private Anchors(NameAllocator names) => this.names = names;

    public static Anchors Resolve(FlowGraph graph, NameAllocator names)
    {
        var result = new Anchors(names);
        foreach (var node in graph.AllNodes)
        {
            foreach (var variable in Liveness.Mentioned(node))
                result.Add(variable.Tracked);
            foreach (var piece in Liveness.CodesOf(node).SelectMany(code => code.AllPieces).OfType<NestedPiece>())
                result.Add(piece.Origin.Target);
        }

        do
            result.Solve();
        while (result.FindSeveral());
        result.FollowEdges();
        return result;
    }

    /// <summary>All references of the body.</summary>
    public IReadOnlyList<TrackedReference> References => references;

    /// <summary>What stands for it while it is kept.</summary>
    public ReferenceSlots SlotsOf(TrackedReference reference)
    {
        if (!slots.TryGetValue(reference, out var known))
            slots[reference] = known = new ReferenceSlots(reference, names);
        return known;
    }

    /// <summary>What stands for it while a suspension is pending.</summary>
    public IEnumerable<Variable> PartsOf(TrackedReference reference)
    {
        if (reference.Parts is { } parts)
            return parts.Leaves.SelectMany(leaf => PartsOf(reference, leaf.Path, leaf.Part));
        // A reference into nothing is the default, which a local has from the start.
        if (Of(reference).Count == 0 || CutOf(reference) is not null)
            return [];
        return EdgesOf(reference) switch
        {
            Edges.None => reference.IsSpan ? [OffsetOf(reference), LengthOf(reference)] : [OffsetOf(reference)],
            _ => [LengthOf(reference)],
        };
    }

    /// <summary>Which ends a span reaches of the one memory that it is ever a part of, so that it is found again without an offset.</summary>
    public Edges EdgesOf(TrackedReference reference) =>
        edges.TryGetValue(reference, out var known) && HasNamedWhole(reference) ? known : Edges.None;

    /// <summary>The text that cuts a span out of its memory, where that is always the same: then nothing is needed to find it again. Null where it is not.</summary>
    public string? CutOf(TrackedReference reference) => HasNamedWhole(reference) ? CutOutOfMemory(reference) : null;

    /// <summary>The variable from which on a span is the rest of something, and the text that cuts that out of its memory. Null for what is none, or is set more than once.</summary>
    public RestFrom? RestOf(TrackedReference reference) => HasNamedWhole(reference) && reference is { IsFixed: true, Origins: [{ Stretch.Rest: { } rest } origin] } ? origin.Storage switch
    {
        NamedStorage or OwnedStorage => rest,
        SameStorage { Source: var source } when source != reference && CutOutOfMemory(source) is { } before => rest with { Cut = before + rest.Cut },
        _ => null,
    }
    : null;

    /// <summary>Whether a span is all of a stackalloc for as long as it lives: it may as well be so before and after.</summary>
    public bool IsAlwaysRoom(TrackedReference reference) => reference.IsFixed && CutOf(reference) is "" && Of(reference).Single().Root is { RoomLength: not null };

    private bool HasNamedWhole(TrackedReference reference) =>
        reference.IsSpan && Of(reference) is { Count: 1 } only && only.Single() is { Root.RoomLength: not null } or { Extent: "OfArray" or "OfText" or "OfSpan" };

    private string? CutOutOfMemory(TrackedReference reference) => edges.TryGetValue(reference, out var known) && known == Edges.Both ? ""
        : reference is { IsFixed: true, Origins: [{ Stretch.Cut: { } cut } origin] } ? origin.Storage switch
        {
            NamedStorage or OwnedStorage => cut,
            SameStorage { Source: var source } when source != reference => CutOutOfMemory(source) is { } before ? before + cut : null,
            _ => null,
        }
        : null;

    public Variable OffsetOf(TrackedReference reference) => SlotsOf(reference).Offset(Of(reference).Any(anchor => anchor.IsWide));

    public Variable LengthOf(TrackedReference reference) => SlotsOf(reference).Length;

    public Variable TagOf(TrackedReference reference) => SlotsOf(reference).Tag;

    public IReadOnlyCollection<Anchor> Of(TrackedReference reference) => anchors.TryGetValue(reference, out var known) ? known.Values : [];

    /// <summary>Whether it must be noted which of its memories it points into.</summary>
    public bool HasTag(TrackedReference reference) => !reference.IsHolder && Of(reference).Count > 1;

    public int NumberOf(Anchor anchor)
    {
        if (!numbers.TryGetValue(anchor.Key, out var number))
            numbers[anchor.Key] = number = numbers.Count + 1;
        return number;
    }

    /// <summary>What must live as long as the reference.</summary>
    public IEnumerable<Variable> Companions(TrackedReference reference)
    {
        foreach (var variable in Of(reference).SelectMany(anchor => anchor.Needs))
            yield return variable;
        if (HasTag(reference))
            yield return TagOf(reference);
    }

    /// <summary>What is set whenever the reference is set as a whole.</summary>
    public IEnumerable<Variable> Own(TrackedReference reference)
    {
        foreach (var anchor in Of(reference).Where(anchor => anchor is { Owned: not null, IsAlias: false }))
            yield return SlotsOf(reference).Owner(anchor.Owned!.Owner, anchor.Site);
        if (HasTag(reference))
            yield return TagOf(reference);
    }

    /// <summary>Where the owner goes when it has been evaluated; null where that is not needed.</summary>
    public Variable? TakesOwner(ReferenceOrigin origin)
    {
        if (origin.Storage is not OwnedStorage { After: null } storage || IsAliased(origin.Target, storage))
            return null;
        if (storage.Taking is { } taking)
            return SlotsOf(origin.Target).Arriving(origin, taking.Given);
        if (origin.IsOfPart)
            return SlotsOf(origin.Target).Owner(storage.Owner, SiteOf(origin));
        return origin.IsDeclaration ? SlotsOf(origin.Target).Owner(storage.Owner) : SlotsOf(origin.Target).Arriving(origin, storage.Owner);
    }

    /// <summary>Whether what comes in waits in a variable of its own until the reference has been set.</summary>
    public static bool Arrives(ReferenceOrigin origin) => !origin.IsOfPart || origin.Storage is OwnedStorage { Taking: not null };

    /// <summary>The text that gives the owner when the reference has been set; null where it has been evaluated before.</summary>
    private Code? OwnerAfter(ReferenceOrigin origin, OwnedStorage storage) =>
        storage.After ?? storage.Taking?.From(Code.Of(SlotsOf(origin.Target).Arriving(origin, storage.Taking.Given)));

    /// <summary>What is noted when the reference has been set.</summary>
    public IEnumerable<Note> Notes(ReferenceOrigin origin)
    {
        var target = origin.Target;
        switch (origin.Storage)
        {
            case NamedStorage storage when HasTag(target):
                yield return Tagged(target, Anchor.Of(storage));
                break;
            case OwnedStorage storage when origin.IsOfPart:
                if (OwnerAfter(origin, storage) is { } part)
                    yield return new Note(SlotsOf(target).Owner(storage.Owner, SiteOf(origin)), part);
                break;
            case OwnedStorage storage:
                if (OwnerAfter(origin, storage) is { } after)
                    yield return new Note(SlotsOf(target).Owner(storage.Owner), after);
                else if (!origin.IsDeclaration && !IsAliased(target, storage))
                    yield return new Note(SlotsOf(target).Owner(storage.Owner), Code.Of(SlotsOf(target).Arriving(origin, storage.Owner)));
                if (HasTag(target))
                    yield return Tagged(target, Owned(storage, target));
                break;
            case SeveralStorage several:
                foreach (var note in NotesOfParts(several))
                    yield return note;
                foreach (var note in TakenIn(origin))
                    yield return note;
                break;
            case SameStorage { Source: var source } when target.IsHolder || (source.IsHolder && Of(source).Count > 1):
                foreach (var note in TakenIn(origin))
                    yield return note;
                break;
            case SameStorage { Source: var source } when source != target:
                foreach (var note in Copied(target, source))
                    yield return note;
                break;
        }
    }

    /// <summary>Why the reference cannot be kept; null if it can.</summary>
    public (ReferenceOrigin Origin, string Advice)? ObstacleOf(TrackedReference reference) => ObstacleOf(reference, []);

    private (ReferenceOrigin Origin, string Advice)? ObstacleOf(TrackedReference reference, HashSet<TrackedReference> visited)
    {
        if (!visited.Add(reference))
            return null;
        foreach (var origin in reference.Origins)
        {
            if (origin.Storage is UnknownStorage { Advice: var advice })
                return (origin, advice);
            foreach (var source in SourcesOf(origin.Storage))
            {
                if (ObstacleOf(source, visited) is { } inherited)
                    return inherited;
            }

            if (reference.IsHolder && ObstacleOfHolder(origin) is { } reason)
                return (origin, reason);
        }

        foreach (var anchor in Of(reference).Where(anchor => !anchor.Round.Contains(reference.Scope)))
        {
            return (reference.Origins[0], "a stackalloc in a loop takes new memory in every round, of which the frame has one; declare what holds it inside the loop, or take the memory before it");
        }

        return null;
    }

    private void Add(TrackedReference? reference)
    {
        if (reference is null || references.Contains(reference))
            return;
        references.Add(reference);
        foreach (var source in reference.Origins.SelectMany(origin => Flat(origin.Storage)))
            Add(source);
    }

    private void Solve()
    {
        foreach (var reference in references)
            anchors[reference] = [];
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var reference in references)
            {
                foreach (var anchor in reference.Origins.SelectMany(AnchorsOf).ToList())
                    hasChanged |= TryAdd(reference, anchor);
            }
        }
        while (hasChanged);
    }

    private bool TryAdd(TrackedReference reference, Anchor anchor)
    {
        if (anchors[reference].TryGetValue(anchor.Key, out var known))
        {
            // Two others have an owner of this type, each its own: this one needs a third, to hold either.
            if (known.Place.ToString() != anchor.Place.ToString())
                shared.Add(reference);
            return false;
        }

        anchors[reference][anchor.Key] = anchor;
        return true;
    }

    private bool FindSeveral()
    {
        var found = false;
        foreach (var reference in references.Where(reference => Of(reference).Count > 1 || shared.Contains(reference)))
            found |= several.Add(reference);
        return found;
    }

    // What a rest is set to may be a rest of itself, as in a loop: it reaches an end unless something takes it away from there.
    private void FollowEdges()
    {
        foreach (var reference in references.Where(reference => reference.IsSpan && reference.Origins.Count > 0))
            edges[reference] = Edges.Both;
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var reference in edges.Keys.ToList())
            {
                var reached = reference.Origins.Aggregate(edges[reference], (all, origin) => all & EdgesOf(origin));
                hasChanged |= reached != edges[reference];
                edges[reference] = reached;
            }
        }
        while (hasChanged);
    }

    private Edges EdgesOf(ReferenceOrigin origin) => origin.Storage switch
    {
        NamedStorage or OwnedStorage => origin.Stretch.Edges,
        SameStorage { Source: var source } => edges.TryGetValue(source, out var known) ? origin.Stretch.Edges & known : Edges.None,
        _ => Edges.None,
    };

    private IEnumerable<Anchor> AnchorsOf(ReferenceOrigin origin) => origin.Storage switch
    {
        NamedStorage named => [Anchor.Of(named)],
        OwnedStorage owned when IsAliased(origin.Target, owned) => [Anchor.OfAlias(owned)],
        OwnedStorage owned => [Owned(owned, origin.Target, origin.IsOfPart ? SiteOf(origin) : "")],
        SameStorage or SeveralStorage => Flows(origin).Select(flow => flow.Anchor),
        _ => [],
    };

    private bool IsAliased(TrackedReference reference, OwnedStorage storage) =>
        storage.Alias is not null && !several.Contains(reference) && storage.AliasScope.Contains(reference.Scope);

    /// <summary>The memory of another reference: with its owner where that cannot change meanwhile, with one of its own otherwise.</summary>
    private Anchor Shared(Anchor anchor, TrackedReference reference, TrackedReference source, string site = "")
    {
        if (anchor.Owned is null)
            return anchor;
        var isStable = anchor.IsAlias
            ? anchor.AliasScope.Contains(reference.Scope)
            : source.IsFixed && reference.IsFixed && source.Scope.Contains(reference.Scope);
        return isStable && !several.Contains(reference) ? anchor : Owned(anchor.Owned, reference, site);
    }

    private Anchor Owned(OwnedStorage storage, TrackedReference reference, string site = "") => Anchor.OfOwner(storage, SlotsOf(reference).Owner(storage.Owner, site), site);

    private Note Tagged(TrackedReference target, Anchor anchor) => new(TagOf(target), Code.Of(NumberOf(anchor).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private IEnumerable<Note> Copied(TrackedReference target, TrackedReference source)
    {
        var noted = new HashSet<Variable>();
        foreach (var anchor in Of(source))
        {
            var shared = Shared(anchor, target, source);
            if (shared != anchor && noted.Add(SlotsOf(target).Owner(anchor.Owned!.Owner)))
                yield return new Note(SlotsOf(target).Owner(anchor.Owned!.Owner), anchor.OwnerCode!);
        }

        if (!HasTag(target))
            yield break;
        if (HasTag(source))
            yield return new Note(TagOf(target), Code.Of(TagOf(source)));
        else if (Of(source).FirstOrDefault() is { } only)
            yield return Tagged(target, Shared(only, target, source));
    }
}
