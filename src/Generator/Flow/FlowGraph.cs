using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Text;

namespace PollGen.Generator.Flow;

/// <summary>
/// The product of the flow stage: statements, labels and jumps in the order in which they will be written, in regions that
/// nest like the C# blocks that they become. Says where control can go; knows nothing of what is kept.
/// </summary>
internal sealed record FlowGraph(
    Region Root, Label Cancelled, bool HasFlatFinally, ImmutableArray<SuspendNode> Suspensions, ImmutableArray<BoundConstant> Constants, ImmutableArray<BoundLocalFunction> Functions)
{
    /// <summary>All nodes, in the order of the text.</summary>
    public IEnumerable<FlowNode> AllNodes => Root.AllNodes;

    /// <summary>Whether some suspension has clean-up of this coroutine around it, so that cancelling runs its code.</summary>
    public bool CancellingRunsCode => Suspensions.Any(suspension => suspension.HasCleanUp);
}

/// <summary>A block of the generated method: the method itself, or the protected block of a try.</summary>
internal sealed class Region(Region? parent, TryNode? owner)
{
    public Region? Parent { get; } = parent;

    /// <summary>The try whose protected block this is.</summary>
    public TryNode? Owner { get; } = owner;

    public List<FlowNode> Nodes { get; } = [];

    public IEnumerable<FlowNode> AllNodes => Nodes.SelectMany(node => node is TryNode nested
        ? new[] { node }.Concat(nested.Body.AllNodes).Concat(nested.Finally?.AllNodes ?? [])
        : [node]);

    /// <summary>This region and those around it, from the inside out.</summary>
    public IEnumerable<Region> Chain
    {
        get
        {
            for (var region = this; region is not null; region = region.Parent)
                yield return region;
        }
    }

    public bool IsInside(Region other) => Chain.Contains(other);
}

internal abstract class FlowNode
{
    public SourceLine? Source { get; init; }

    public Region Region { get; set; } = null!;
}

/// <summary>Jumps when the coroutine is being cancelled.</summary>
internal sealed class CancellingNode(Label target) : FlowNode
{
    public Label Target { get; } = target;
}

internal sealed class CodeNode(Code code, bool fallsThrough) : FlowNode
{
    public Code Code { get; } = code;

    public bool FallsThrough { get; } = fallsThrough;

    /// <summary>A variable that no way on from here reads, though the graph has one: what is written here keeps it from being taken.</summary>
    public Variable? Forgotten { get; init; }
}

internal sealed class DeclareNode(Variable variable, Code? value, string type) : FlowNode
{
    public Variable Variable { get; } = variable;

    public Code? Value { get; } = value;

    public string Type { get; } = type;
}

/// <summary>A suspension point. Its number is the machine's state while it waits there.</summary>
internal sealed class SuspendNode(Suspension suspension, int number, Label cancelled, bool isInFinally) : FlowNode
{
    public Suspension Suspension { get; } = suspension;

    public int Number { get; } = number;

    /// <summary>Where control goes on when the future is ready.</summary>
    public Label Resume { get; } = new($"Resume{number}");

    /// <summary>Where control goes when the future has been given up.</summary>
    public Label Cancelled { get; } = cancelled;

    /// <summary>Whether it is clean-up itself: then cancelling polls it on.</summary>
    public bool IsInFinally { get; } = isInFinally;

    /// <summary>The tries around it, from the inside out.</summary>
    public IEnumerable<TryNode> Tries => Region.Chain.Select(region => region.Owner).OfType<TryNode>();

    /// <summary>Whether cancelling it needs the coroutine's own method: to run its code, or to make what its future is handed.</summary>
    public bool HasCleanUp => IsInFinally || Suspension.IsHanded || Tries.Any(attempt => attempt.Finally is not null || attempt.Handlers.Any(handler => handler.Kind == HandlerKind.Finally));
}

internal sealed class LabelNode(Label label) : FlowNode
{
    public Label Label { get; } = label;
}

internal sealed class JumpNode(Label target) : FlowNode
{
    public Label Target { get; } = target;
}

/// <summary>Jumps when the condition has the given value, and goes on otherwise.</summary>
internal sealed class BranchNode(Code condition, bool jumpsWhen, Label target) : FlowNode
{
    public Code Condition { get; } = condition;

    public bool JumpsWhen { get; } = jumpsWhen;

    public Label Target { get; } = target;
}

/// <summary>Jumps to the first case that is met, and goes on otherwise.</summary>
internal sealed class DispatchNode(Code governing, ImmutableArray<BoundCase> cases) : FlowNode
{
    public Code Governing { get; } = governing;

    public ImmutableArray<BoundCase> Cases { get; } = cases;
}

internal sealed class ReturnNode(Code? value) : FlowNode
{
    public Code? Value { get; } = value;
}

/// <summary>
/// A try. Its handlers are not here: a C# handler only stores the exception and jumps, and what the user wrote stands after
/// the try, so that it can suspend.
/// </summary>
internal sealed class TryNode : FlowNode
{
    public TryNode(Region parent, Label enter, bool isInFinally)
    {
        Body = new Region(parent, this);
        Enter = enter;
        IsInFinally = isInFinally;
    }

    /// <summary>Whether it is part of clean-up, which cancelling does not change.</summary>
    public bool IsInFinally { get; }

    public Region Body { get; }

    /// <summary>Before the try: where a resumed poll enters it again.</summary>
    public Label Enter { get; }

    public ImmutableArray<Handler> Handlers { get; set; } = [];

    /// <summary>The finally block, which is part of the text but protects nothing.</summary>
    public Region? Finally { get; set; }
}

/// <summary>What a handler stands for.</summary>
internal enum HandlerKind
{
    /// <summary>A catch clause of the user.</summary>
    Catch,

    /// <summary>A finally block that suspends: it runs when cancelling, too.</summary>
    Finally,

    /// <summary>
    /// The end of such a block that the failure of an awaited future has broken off: the future is cleaned up at once, because
    /// clean-up is polled on, and must not come back to a future that has failed.
    /// </summary>
    BrokenFinally,
}

/// <summary>One catch clause.</summary>
/// <param name="Clause">Type, variable and filter.</param>
/// <param name="Caught">Where the C# handler jumps to: what the exception left behind is cleaned up there.</param>
/// <param name="Handle">Where the user's handler begins.</param>
/// <param name="Kind">What it stands for.</param>
internal sealed record Handler(BoundCatch Clause, Label Caught, Label Handle, HandlerKind Kind)
{
    /// <summary>The states in which a future that failed is cleaned up before this handler runs, by the suspension that awaited it.</summary>
    public List<CleanUp> CleanUps { get; } = [];
}

/// <summary>A state: the exception of a suspension has been caught, and its future is being cleaned up.</summary>
/// <param name="Number">The machine's state meanwhile.</param>
/// <param name="Suspension">Whose future.</param>
/// <param name="Handler">Who runs next.</param>
internal sealed record CleanUp(int Number, SuspendNode Suspension, Handler Handler);

/// <summary>Where a caught exception is received: the first thing after a try with handlers, once for each.</summary>
internal sealed class CaughtNode(TryNode owner, Handler handler) : FlowNode
{
    public TryNode Owner { get; } = owner;

    public Handler Handler { get; } = handler;
}
