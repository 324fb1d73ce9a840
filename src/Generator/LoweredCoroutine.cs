using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;

namespace PollGen.Generator;

/// <summary>A coroutine after the stages that know nothing of others. Equal only to itself: it is made anew when its body changes.</summary>
internal sealed class LoweredCoroutine(BoundCoroutine source, LoweredBody? lowered)
{
    private readonly FramePlan? plan = lowered is null ? null : new FramePlan(source.Declaration, lowered, []);
    private PlannedCoroutine? planned;

    public CoroutineDeclaration Declaration => source.Declaration;

    public string HintName => source.HintName;

    public bool IsBoxed => source.IsBoxed;

    /// <summary>Null where the body has errors: the shell stays.</summary>
    public LoweredBody? Lowered => lowered;

    /// <summary>The frames of the coroutine and of its local coroutines.</summary>
    public IEnumerable<FramePlan> Frames => plan?.All ?? [];

    /// <summary>With its fields. The same object as before if none has changed.</summary>
    /// <param name="shapes">What it awaits.</param>
    /// <param name="isLentTo">Whether some owner lends it its arguments.</param>
    public PlannedCoroutine PlanWith(FrameShapes shapes, bool isLentTo)
    {
        var layout = plan?.LayoutWith(shapes);
        var locals = plan?.LocalsWith(shapes, []).ToList() ?? [];
        if (planned is null || planned.Layout != layout || planned.IsLentTo != isLentTo || !planned.Locals.Select(local => local.Layout).SequenceEqual(locals.Select(local => local.Layout)))
            planned = new PlannedCoroutine(this, layout, locals, isLentTo);
        return planned;
    }
}

/// <summary>A local coroutine when its fields are planned.</summary>
/// <param name="Declaration">What its machine is, in terms of the coroutine around it.</param>
/// <param name="Lowered">Its body.</param>
/// <param name="Layout">Its fields.</param>
/// <param name="Outer">The layouts of the frames that it is handed, from the outside in.</param>
internal sealed record PlannedLocal(CoroutineDeclaration Declaration, LoweredBody Lowered, FrameLayout Layout, ImmutableArray<FrameLayout> Outer);

/// <summary>A body, where control can go in it, what is needed after each suspension, and where references point.</summary>
internal sealed record LoweredBody(BoundBody Body, FlowGraph Graph, KeptReferences References)
{
    public ImmutableArray<LoweredLocal> Locals { get; init; } = [];
}

/// <summary>A local coroutine after the same stages.</summary>
internal sealed record LoweredLocal(LocalCoroutine Local, LoweredBody Lowered);

/// <summary>A coroutine when all but its text is decided; the sizes of what it embeds are in it. Equal only to itself.</summary>
/// <param name="lowered">Itself.</param>
/// <param name="layout">Null where it could not be lowered: its shell stays.</param>
/// <param name="locals">The local coroutines, each with the frames around it.</param>
/// <param name="isLentTo">Whether some owner lends it its arguments.</param>
internal sealed class PlannedCoroutine(LoweredCoroutine lowered, FrameLayout? layout, IReadOnlyList<PlannedLocal> locals, bool isLentTo)
{
    public LoweredCoroutine Lowered => lowered;

    public FrameLayout? Layout => layout;

    public IReadOnlyList<PlannedLocal> Locals => locals;

    public bool IsLentTo => isLentTo;
}
