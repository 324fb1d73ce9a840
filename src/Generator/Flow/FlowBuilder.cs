// In: a BoundBody. Out: its FlowGraph. Control statements become branches and jumps; tries become regions; every suspension
// gets its number, and so does every clean-up that may have to wait before a handler runs.
using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Text;

namespace PollGen.Generator.Flow;

internal sealed class FlowBuilder
{
    private readonly List<SuspendNode> suspensions = [];
    private readonly List<BoundConstant> constants = [];
    private readonly List<BoundLocalFunction> functions = [];
    private readonly BodyNames names;
    private Region region = new(null, null);

    private FlowBuilder(BodyNames names) => this.names = names;

    public static FlowGraph Build(BoundBody body)
    {
        var builder = new FlowBuilder(body.Names);
        builder.Build(body.Block);
        var root = builder.region;
        builder.NumberCleanUps();
        return new FlowGraph(root, [.. builder.suspensions], [.. builder.constants], [.. builder.functions]);
    }

    private void Build(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundBlock block:
                foreach (var inner in block.Statements)
                    Build(inner);
                break;
            case BoundCode code:
                Add(new CodeNode(code.Code, code.FallsThrough, code.NeedsScope) { Source = code.Source });
                break;
            case BoundConstant constant:
                constants.Add(constant);
                break;
            case BoundLocalFunction function:
                functions.Add(function);
                break;
            case BoundDeclaration declaration:
                Add(new DeclareNode(declaration.Variable, declaration.Value, declaration.Type) { Source = declaration.Source });
                break;
            case BoundSuspension { Suspension: var suspension }:
                var suspend = new SuspendNode(suspension, suspensions.Count + 1) { Source = statement.Source };
                suspensions.Add(suspend);
                Add(suspend);
                break;
            case BoundLabel label:
                Add(new LabelNode(label.Label));
                break;
            case BoundJump jump:
                Add(new JumpNode(jump.Target) { Source = jump.Source });
                break;
            case BoundReturn result:
                Add(new ReturnNode(result.Value) { Source = result.Source });
                break;
            case BoundIf branch:
                BuildIf(branch);
                break;
            case BoundLoop loop:
                BuildLoop(loop);
                break;
            case BoundSwitch choice:
                BuildSwitch(choice);
                break;
            case BoundTry attempt:
                BuildTry(attempt);
                break;
            default:
                throw new InvalidOperationException($"No flow is known for {statement.GetType().Name}.");
        }
    }

    private void Add(FlowNode node)
    {
        node.Region = region;
        region.Nodes.Add(node);
    }

    private Label NewLabel(string name) => new(names.Allocator.Fresh(name));

    private void BuildIf(BoundIf branch)
    {
        var end = NewLabel("EndIf");
        var otherwise = branch.Else is null ? end : NewLabel("Else");
        Add(new BranchNode(branch.Condition, jumpsWhen: false, otherwise) { Source = branch.Source });
        Build(branch.Then);
        if (branch.Else is not null)
        {
            Add(new JumpNode(end));
            Add(new LabelNode(otherwise));
            Build(branch.Else);
        }

        Add(new LabelNode(end));
    }

    // The test stands below the body: one jump a round.
    private void BuildLoop(BoundLoop loop)
    {
        var top = NewLabel("Loop");
        var test = NewLabel("Test");
        if (loop.TestsFirst && loop.Condition is not null)
            Add(new JumpNode(test));
        Add(new LabelNode(top));
        Build(loop.Body);
        Add(new LabelNode(loop.Continue));
        Build(loop.Increment);
        Add(new LabelNode(test));
        Build(loop.Prelude);
        Add(loop.Condition is null
            ? new JumpNode(top)
            : new BranchNode(loop.Condition, jumpsWhen: true, top) { Source = loop.Source });
        Add(new LabelNode(loop.Break));
    }

    private void BuildSwitch(BoundSwitch choice)
    {
        Add(new SwitchNode(choice.Governing, choice.Sections) { Source = choice.Source });
        Add(new JumpNode(choice.Break));
        foreach (var section in choice.Sections)
        {
            Add(new LabelNode(section.Start));
            Build(section.Body);
        }

        Add(new LabelNode(choice.Break));
    }

    private void BuildTry(BoundTry attempt)
    {
        var outer = region;
        var node = new TryNode(outer, NewLabel("Try")) { Source = attempt.Source };
        Add(new LabelNode(node.Enter));
        Add(node);
        region = node.Body;
        Build(attempt.Body);
        if (attempt.Finally is not null)
        {
            region = node.Finally = new Region(outer, null);
            Build(attempt.Finally);
        }

        region = outer;
        if (attempt.Catches.IsEmpty)
            return;
        node.Handlers = attempt.Catches.Select(clause => new Handler(clause, NewLabel("Caught"), NewLabel("Handle"))).ToImmutableArray();
        var end = NewLabel("EndTry");
        Add(new JumpNode(end));
        foreach (var handler in node.Handlers)
        {
            Add(new CaughtNode(node, handler));
            Add(new LabelNode(handler.Handle));
            Build(handler.Clause.Handler);
            Add(new JumpNode(end));
        }

        Add(new LabelNode(end));
    }

    private void NumberCleanUps()
    {
        var number = suspensions.Count;
        foreach (var suspension in suspensions)
        {
            foreach (var handler in suspension.Tries.SelectMany(attempt => attempt.Handlers))
                handler.CleanUps.Add(new CleanUp(++number, suspension, handler));
        }
    }
}
