// In: a coroutine whose fields are planned. Out: what is too large about its future, if anything.
using PollGen.Generator.Declaring;
using PollGen.Generator.Layout;

namespace PollGen.Generator;

/// <summary>A future that breaks its contract, or has none and is larger than the limit for such.</summary>
/// <param name="Coroutine">Whose future.</param>
/// <param name="Local">The local function in it that it is about; null for the coroutine itself.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Limit">What it should not exceed.</param>
/// <param name="BreaksContract">Whether the coroutine itself states the limit.</param>
/// <param name="BiggestParts">The fields that take most, with their sizes.</param>
internal sealed record LargeFuture(CoroutineDeclaration Coroutine, string? Local, int Size, int Limit, bool BreaksContract, string BiggestParts)
{
    /// <summary>For futures without a contract of their own.</summary>
    public const int DefaultLimit = 4096;

    private const int Listed = 5;

    public string DisplayName => Local is null ? Coroutine.DisplayName : $"{Coroutine.DisplayName}, {Local}";

    /// <param name="coroutine">The coroutine, and those in it.</param>
    /// <param name="limit">For those without a contract.</param>
    public static IReadOnlyList<LargeFuture> In(PlannedCoroutine coroutine, int limit) =>
    [
        .. coroutine.Locals.Select(local => Of(coroutine, local.Declaration, local.Layout, limit))
            .Prepend(coroutine.Layout is null ? null : Of(coroutine, coroutine.Lowered.Declaration, coroutine.Layout, limit))
            .OfType<LargeFuture>(),
    ];

    private static LargeFuture? Of(PlannedCoroutine coroutine, CoroutineDeclaration declaration, FrameLayout layout, int limit)
    {
        if (layout.Shape?.Size is not { } size || size <= (declaration.MaxSize ?? limit))
            return null;
        var parts = layout.Fields.OrderByDescending(field => field.Shape!.Size).Take(Listed).Select(field => $"{field.Name} {field.Shape!.Size}");
        return new LargeFuture(
            coroutine.Lowered.Declaration,
            declaration.IsLocal ? declaration.MachineId.Substring(declaration.MachineId.LastIndexOf('/') + 1) : null,
            size, declaration.MaxSize ?? limit, declaration.MaxSize is not null, string.Join(", ", parts));
    }
}
