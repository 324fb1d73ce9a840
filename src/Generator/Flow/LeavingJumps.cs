using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Text;

namespace PollGen.Generator.Flow;

/// <summary>
/// Finds the jumps that leave a protected block and leads them to labels of their own, one for each target, so that something can
/// happen on the way. What a return returns is kept in a variable meanwhile.
/// </summary>
internal sealed class LeavingJumps
{
    private readonly HashSet<Label> inside;
    private readonly Label end;
    private readonly BodyNames names;
    private readonly string? resultType;

    public LeavingJumps(Region block, Label end, BodyNames names, string? resultType)
    {
        this.end = end;
        this.names = names;
        this.resultType = resultType;
        inside = [.. block.AllNodes.SelectMany(Labels)];
        Redirect(block);
    }

    /// <summary>The label on the way, by the target.</summary>
    public Dictionary<Label, Label> Exits { get; } = [];

    /// <summary>Holds the result of a return; null where nothing returns a value.</summary>
    public Variable? Returned { get; private set; }

    private static IEnumerable<Label> Labels(FlowNode node) => node switch
    {
        LabelNode label => [label.Label],
        CaughtNode caught => [caught.Handler.Caught],
        SuspendNode suspension => [suspension.Resume],
        _ => [],
    };

    private void Redirect(Region region)
    {
        var nodes = region.Nodes.ToList();
        region.Nodes.Clear();
        foreach (var node in nodes)
        {
            foreach (var redirected in Redirect(node))
            {
                redirected.Region = region;
                region.Nodes.Add(redirected);
            }
        }
    }

    private IEnumerable<FlowNode> Redirect(FlowNode node)
    {
        switch (node)
        {
            case JumpNode jump when IsLeaving(jump.Target):
                return [new JumpNode(ExitFor(jump.Target)) { Source = jump.Source }];
            case BranchNode branch when IsLeaving(branch.Target):
                return [new BranchNode(branch.Condition, branch.JumpsWhen, ExitFor(branch.Target)) { Source = branch.Source }];
            case CancellingNode cancelling:
                return [cancelling];
            case CodeNode code when code.Code.Jumps.Any(IsLeaving):
                return [new CodeNode(Redirect(code.Code), code.FallsThrough) { Source = code.Source }];
            case ReturnNode { Value: null } plain:
                return [new JumpNode(ExitFor(end)) { Source = plain.Source }];
            case ReturnNode { Value: { } value } result:
                return [new CodeNode(Code.Of(ReturnedValue(), Access.Assign) + " = " + value + ";", fallsThrough: true) { Source = result.Source }, new JumpNode(ExitFor(end))];
            case TryNode attempt:
                Redirect(attempt.Body);
                return [attempt];
            default:
                return [node];
        }
    }

    private Code Redirect(Code code) => code with
    {
        Pieces = [.. code.Pieces.Select(piece => piece switch
        {
            JumpPiece jump when IsLeaving(jump.Target) => new JumpPiece(ExitFor(jump.Target)),
            ResultPiece => new VariablePiece(ReturnedValue(), Access.Any, InClosure: false),
            _ => piece,
        })],
    };

    private bool IsLeaving(Label target) => !inside.Contains(target);

    private Label ExitFor(Label target)
    {
        if (!Exits.TryGetValue(target, out var exit))
            Exits[target] = exit = new Label(names.Allocator.Fresh(target == end ? "LeaveByReturn" : "LeaveTo" + target.Name));
        return exit;
    }

    private Variable ReturnedValue() => Returned ??= new Variable(names.Allocator.Fresh("returned"), "returned", resultType!, VariableKind.Passing) { Level = names.Level, HoldsReferences = true };
}
