// In: a memory that a span or reference may point into. Out: the object that is to be pinned so that it stays where it is; or why there is none.
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow.Provenance;

internal static class Pinning
{
    /// <summary>What would have to be done instead; null where there is an object, or none is needed.</summary>
    public static string? ObstacleOf(Anchor anchor) => anchor switch
    {
        { Root: not null } => "is memory of the future itself, which may move while this is awaited; take an array, or '&' of a local in a coroutine that is [Coroutine(Pinned = true)]",
        { Belongs: Belonging.Static } => "is a static field: where the runtime boxes its value the collector may move it, and nobody can get at that box to pin it; keep the value in an array that 'GC.AllocateArray' has made pinned, whose elements do not move",
        { Belongs: Belonging.Caller } => "is the caller's, who alone knows what it is a part of; let the caller pin it and pass the pointer, or take an array or a Memory<T>",
        _ when ObjectOf(anchor) is not null => null,
        _ when anchor.Extent.StartsWith("OfElements", StringComparison.Ordinal) => "is a part of a memory or a list, of which only run time knows what has the elements; of a memory keep the handle of its Pin() in a 'using', of a list copy it into an array, and pin that",
        _ => "is a part of something that cannot be pinned; copy it into an array, and pin that",
    };

    /// <summary>The text that gives the object, or null; null where there is no such object.</summary>
    public static Code? ObjectOf(Anchor anchor) => anchor switch
    {
        { Belongs: Belonging.Constant } => Code.Of("null"),
        { Owned: null, Extent: "OfText" } => anchor.Place,
        { OwnerCode: not null, Extent: "OfArray" or "OfText" } => anchor.Place,
        { OwnerCode: { } owner } when anchor.Extent is "OfPlace" || anchor.Extent.StartsWith("OfGrid", StringComparison.Ordinal) || anchor.Extent.StartsWith("OfBox", StringComparison.Ordinal) => owner,
        _ => null,
    };
}
