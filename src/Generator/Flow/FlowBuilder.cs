// In: a BoundBody. Out: its FlowGraph. Control statements become branches and jumps; tries become regions; every suspension
// gets its number, and so does every clean-up that may have to wait before a handler runs.
using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Flow;

internal sealed class FlowBuilder
{
    private readonly List<SuspendNode> suspensions = [];
    private readonly List<BoundConstant> constants = [];
    private readonly List<BoundLocalFunction> functions = [];
    private readonly BodyNames names;
    private readonly Label root;
    private readonly Label end;
    private readonly string? resultType;
    private Region region = new(null, null);
    private Label cancelled;
    private bool isInFinally;
    private bool hasFlatFinally;

    private FlowBuilder(BoundBody body)
    {
        names = body.Names;
        end = body.Return;
        resultType = body.ResultType;
        root = cancelled = NewLabel("Cancelled");
    }

    public static FlowGraph Build(BoundBody body)
    {
        var builder = new FlowBuilder(body);
        builder.Build(body.Block);
        var root = builder.region;
        builder.NumberCleanUps();
        return new FlowGraph(root, builder.root, builder.hasFlatFinally, [.. builder.suspensions], [.. builder.constants], [.. builder.functions]);
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
                Add(new CodeNode(code.Code, code.FallsThrough) { Source = code.Source });
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
                var suspend = new SuspendNode(suspension, suspensions.Count + 1, cancelled, isInFinally) { Source = statement.Source };
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
            case BoundDispatch choice:
                Add(new DispatchNode(choice.Governing, choice.Cases) { Source = choice.Source });
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

    private void BuildTry(BoundTry attempt)
    {
        if (attempt.Finally is not null && Suspends(attempt.Finally))
        {
            BuildSuspendingFinally(attempt);
            return;
        }

        var outer = region;
        var node = new TryNode(outer, NewLabel("Try"), isInFinally) { Source = attempt.Source };
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
        node.Handlers = attempt.Catches.Select(clause => new Handler(clause, NewLabel("Caught"), NewLabel("Handle"), HandlerKind.Catch)).ToImmutableArray();
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

    // A finally that suspends cannot be C#'s: every way out of the try notes where it leads and goes to the flat block, which goes on
    // there in the end. An exception is caught and thrown again, so that filters further out run after it.
    private void BuildSuspendingFinally(BoundTry attempt)
    {
        hasFlatFinally = true;
        var outer = region;
        var exit = new Variable(names.Allocator.Fresh("exit"), "exit", "int", VariableKind.Temporary) { Level = names.Level, Shape = TypeShape.Scalar(4) };
        var last = NewLabel("Finally");
        var givenUp = NewLabel("GivenUp");
        var outerCancelled = cancelled;
        var (node, handler, caught) = Protect(HandlerKind.Finally, attempt.Source);
        region = node.Body;
        cancelled = givenUp;
        Build(attempt.Body);
        cancelled = outerCancelled;
        region = outer;
        var leaving = new LeavingJumps(node.Body, end, names, resultType);

        AddExit(exit, 0, last, caught);
        foreach (var (number, label) in leaving.Exits.Select((pair, position) => (position + 1, pair.Value)))
        {
            Add(new LabelNode(label));
            AddExit(exit, number, last, caught);
        }

        Add(new LabelNode(givenUp));
        AddExit(exit, 0, last, caught);
        Add(new CaughtNode(node, handler));
        Add(new LabelNode(handler.Handle));
        AddExit(exit, -1, last, forgotten: null);
        Add(new LabelNode(last));
        var outerIsInFinally = isInFinally;
        isInFinally = true;
        BuildCleanUp(attempt.Finally!);
        isInFinally = outerIsInFinally;

        var completed = NewLabel("Completed");
        Add(new BranchNode(Code.Of(exit) + " != -1", jumpsWhen: true, completed));
        AddRethrow(caught);
        Add(new LabelNode(completed));
        // Inside a finally it was entered after the cancellation, or is waited for like the rest of that.
        if (!isInFinally)
            Add(new CancellingNode(cancelled));
        foreach (var (number, target) in leaving.Exits.Select((pair, position) => (position + 1, pair.Key)))
        {
            if (target != end || leaving.Returned is null)
            {
                Add(new BranchNode(Code.Of(exit) + $" == {number}", jumpsWhen: true, target));
                continue;
            }

            var next = NewLabel("EndFinally");
            Add(new BranchNode(Code.Of(exit) + $" == {number}", jumpsWhen: false, next));
            Add(new ReturnNode(Code.Of(leaving.Returned)));
            Add(new LabelNode(next));
        }
    }

    // What fails in it has to be cleaned up here: whoever cancels the coroutine would poll it on.
    private void BuildCleanUp(BoundStatement block)
    {
        var outer = region;
        var (node, handler, caught) = Protect(HandlerKind.BrokenFinally, block.Source);
        var end = NewLabel("EndFinally");
        region = node.Body;
        Build(block);
        region = outer;
        Add(new JumpNode(end));
        Add(new CaughtNode(node, handler));
        Add(new LabelNode(handler.Handle));
        AddRethrow(caught);
        Add(new LabelNode(end));
    }

    /// <summary>Adds a try whose one handler takes every exception.</summary>
    private (TryNode Node, Handler Handler, Variable Caught) Protect(HandlerKind kind, SourceLine? source)
    {
        var node = new TryNode(region, NewLabel("Try"), isInFinally) { Source = source };
        var caught = new Variable(names.Allocator.Fresh("failure"), "failure", "global::System.Exception", VariableKind.Passing) { Level = names.Level, HoldsReferences = true, Shape = TypeShape.Reference };
        var clause = new BoundCatch("global::System.Exception", caught, names.Allocator.Fresh("thrown"), null, new BoundBlock([]));
        var handler = new Handler(clause, NewLabel("Caught"), NewLabel("Handle"), kind);
        node.Handlers = [handler];
        Add(new LabelNode(node.Enter));
        Add(node);
        return (node, handler, caught);
    }

    private void AddRethrow(Variable caught) =>
        Add(new CodeNode("throw global::PollGen.CompilerServices.Machine.Rethrow(" + Code.Of(caught) + ");", fallsThrough: false));

    private void AddExit(Variable exit, int number, Label last, Variable? forgotten)
    {
        Add(new CodeNode(Code.Of(exit, Access.Assign) + $" = {number};", fallsThrough: true) { Forgotten = forgotten });
        Add(new JumpNode(last));
    }

    private static bool Suspends(BoundStatement? statement) => statement switch
    {
        BoundSuspension => true,
        BoundBlock block => block.Statements.Any(Suspends),
        BoundIf branch => Suspends(branch.Then) || Suspends(branch.Else),
        BoundLoop loop => Suspends(loop.Prelude) || Suspends(loop.Body) || Suspends(loop.Increment),
        BoundTry attempt => Suspends(attempt.Body) || attempt.Catches.Any(clause => Suspends(clause.Handler)) || Suspends(attempt.Finally),
        _ => false,
    };

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
