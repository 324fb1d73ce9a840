using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Declaring;
using PollGen.Generator.Emission;
using PollGen.Generator.Equality;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;

namespace PollGen.Generator;

/// <summary>A coroutine after the stages that know nothing of others. Equal only to itself: it is made anew when its body changes.</summary>
internal sealed class LoweredCoroutine(BoundCoroutine source, LoweredBody? lowered)
{
    private FrameLayout? layout;
    private IReadOnlyList<PlannedLocal>? locals;

    public CoroutineDeclaration Declaration => source.Declaration;

    public string HintName => source.HintName;

    public bool IsBoxed => source.IsBoxed;

    /// <summary>Null where the body has errors: the shell stays.</summary>
    public LoweredBody? Lowered => lowered;

    /// <summary>The fields. Depends on nothing but this coroutine, so it is planned once.</summary>
    public FrameLayout? Layout => lowered is null ? null : layout ??= FramePlanner.Plan(Declaration, lowered.Body, lowered.Graph, lowered.References);

    /// <summary>The local coroutines, each with the frames around it.</summary>
    public IReadOnlyList<PlannedLocal> Locals => locals ??= lowered is null ? [] : [.. PlannedLocal.In(Declaration, lowered, Layout!, [], [])];
}

/// <summary>A local coroutine when its fields are planned.</summary>
/// <param name="Declaration">What its machine is, in terms of the coroutine around it.</param>
/// <param name="Lowered">Its body.</param>
/// <param name="Layout">Its fields.</param>
/// <param name="Outer">The layouts of the frames that it is handed, from the outside in.</param>
internal sealed record PlannedLocal(CoroutineDeclaration Declaration, LoweredBody Lowered, FrameLayout Layout, ImmutableArray<FrameLayout> Outer)
{
    public static IEnumerable<PlannedLocal> In(
        CoroutineDeclaration owner, LoweredBody body, FrameLayout layout, ImmutableArray<FrameLayout> outer, ImmutableArray<string> frames)
    {
        var around = outer.Add(layout);
        foreach (var (local, lowered) in body.Locals)
        {
            var names = local.Body.Names.Outer;
            var declaration = owner with
            {
                MachineId = local.MachineId,
                MachineName = local.MachineName,
                Accessibility = "private",
                IsExtension = false,
                IsLocal = true,
                TypeParameters = local.TypeParameters,
                Constraints = local.Constraints,
                Parameters = local.Parameters.ToEquatable(),
                ResultType = local.ResultType,
                IsVoid = local.IsVoid,
                OuterFrames = frames.Append(owner.FrameType).Select((type, level) => new OuterFrame(type, names[level])).ToEquatable(),
            };
            var planned = new PlannedLocal(declaration, lowered, FramePlanner.Plan(declaration, lowered.Body, lowered.Graph, lowered.References), around);
            yield return planned;
            foreach (var inner in In(declaration, lowered, planned.Layout, around, frames.Add(owner.FrameType)))
                yield return inner;
        }
    }
}

/// <summary>A body, where control can go in it, what is needed after each suspension, and where references point.</summary>
internal sealed record LoweredBody(BoundBody Body, FlowGraph Graph, KeptReferences References)
{
    public ImmutableArray<LoweredLocal> Locals { get; init; } = [];
}

/// <summary>A local coroutine after the same stages.</summary>
internal sealed record LoweredLocal(LocalCoroutine Local, LoweredBody Lowered);

/// <summary>A coroutine when all but its text is decided; the sizes of what it embeds are in it.</summary>
/// <param name="Lowered">Itself.</param>
/// <param name="Size">Null where it could not be lowered: its shell stays.</param>
internal sealed record PlannedCoroutine(LoweredCoroutine Lowered, SizeDoc? Size);
