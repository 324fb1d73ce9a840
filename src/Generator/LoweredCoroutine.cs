using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Declaring;
using PollGen.Generator.Emission;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;

namespace PollGen.Generator;

/// <summary>A coroutine after the stages that know nothing of others. Equal only to itself: it is made anew when its body changes.</summary>
internal sealed class LoweredCoroutine(BoundCoroutine source, LoweredBody? lowered)
{
    private FrameLayout? layout;

    public CoroutineDeclaration Declaration => source.Declaration;

    public string HintName => source.HintName;

    public bool IsBoxed => source.IsBoxed;

    /// <summary>Null where the body has errors: the shell stays.</summary>
    public LoweredBody? Lowered => lowered;

    /// <summary>The fields. Depends on nothing but this coroutine, so it is planned once.</summary>
    public FrameLayout? Layout => lowered is null ? null : layout ??= FramePlanner.Plan(Declaration, lowered.Body, lowered.Graph, lowered.References);
}

/// <summary>A body, where control can go in it, what is needed after each suspension, and where references point.</summary>
internal sealed record LoweredBody(BoundBody Body, FlowGraph Graph, KeptReferences References);

/// <summary>A coroutine when all but its text is decided; the sizes of what it embeds are in it.</summary>
/// <param name="Lowered">Itself.</param>
/// <param name="Size">Null where it could not be lowered: its shell stays.</param>
internal sealed record PlannedCoroutine(LoweredCoroutine Lowered, SizeDoc? Size);
