// In: the bound bodies of a compilation. Out: which calls would make a machine contain itself. Those hold their callee on the heap.
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>The calls at which circles of coroutines are cut: those that lead back to a coroutine that is being visited.</summary>
internal sealed class Recursion
{
    private readonly HashSet<(string Caller, string Callee)> cuts = [];

    /// <summary>Finds the circles, in the order of the sources.</summary>
    public static Recursion Break(IReadOnlyDictionary<CoroutineDeclaration, BoundBody> bodies)
    {
        var recursion = new Recursion();
        var calls = bodies.ToDictionary(
            pair => pair.Key.MachineId,
            pair => Suspensions(pair.Value.Block).SelectMany(suspension => suspension.Machines).Distinct().ToList());
        var finished = new HashSet<string>();
        foreach (var declaration in bodies.Keys)
            recursion.Visit(declaration.MachineId, calls, [], finished);
        return recursion;
    }

    public bool IsBoxed(CoroutineDeclaration declaration) => cuts.Any(cut => cut.Callee == declaration.MachineId);

    /// <summary>The calls that allocate, for the user to know.</summary>
    public IEnumerable<Problem> Notices(BoundBody body, CoroutineDeclaration caller) => Suspensions(body.Block)
        .Where(call => call.Machines.Any(machine => cuts.Contains((caller.MachineId, machine))))
        .Select(call => Problem.At(Rules.Recursion, call.Where, caller.Name));

    public BoundBody Apply(BoundBody body, CoroutineDeclaration caller) =>
        cuts.Any(cut => cut.Caller == caller.MachineId) ? body with { Block = (BoundBlock)Cut(body.Block, caller.MachineId) } : body;

    private void Visit(string id, Dictionary<string, List<string>> calls, List<string> path, HashSet<string> finished)
    {
        if (!calls.TryGetValue(id, out var callees) || finished.Contains(id))
            return;
        path.Add(id);
        foreach (var callee in callees)
        {
            if (path.Contains(callee))
                cuts.Add((id, callee));
            else
                Visit(callee, calls, path, finished);
        }

        path.RemoveAt(path.Count - 1);
        finished.Add(id);
    }

    private static IEnumerable<Suspension> Suspensions(BoundStatement? statement) => statement switch
    {
        BoundSuspension suspension => [suspension.Suspension],
        BoundBlock block => block.Statements.SelectMany(Suspensions),
        BoundIf branch => Suspensions(branch.Then).Concat(Suspensions(branch.Else)),
        BoundLoop loop => Suspensions(loop.Prelude).Concat(Suspensions(loop.Body)).Concat(Suspensions(loop.Increment)),
        BoundTry attempt => Suspensions(attempt.Body).Concat(attempt.Catches.SelectMany(clause => Suspensions(clause.Handler))).Concat(Suspensions(attempt.Finally)),
        _ => [],
    };

    private BoundStatement Cut(BoundStatement statement, string caller)
    {
        return statement switch
        {
            BoundSuspension { Suspension: var call } suspension when call.Machines.Any(machine => cuts.Contains((caller, machine))) => suspension with { Suspension = Boxed(call) },
            BoundBlock block => CutBlock(block),
            BoundIf branch => branch with { Then = CutBlock(branch.Then), Else = branch.Else is null ? null : CutBlock(branch.Else) },
            BoundLoop loop => loop with { Prelude = CutBlock(loop.Prelude), Body = CutBlock(loop.Body), Increment = CutBlock(loop.Increment) },
            BoundTry attempt => attempt with
            {
                Body = CutBlock(attempt.Body),
                Catches = [.. attempt.Catches.Select(clause => clause with { Handler = CutBlock(clause.Handler) })],
                Finally = attempt.Finally is null ? null : CutBlock(attempt.Finally),
            },
            _ => statement,
        };

        BoundBlock CutBlock(BoundBlock block) => block with { Statements = [.. block.Statements.Select(inner => Cut(inner, caller))] };
    }

    private static Suspension Boxed(Suspension call) => call is { Kind: SuspensionKind.Call, HandedIn.IsEmpty: false }
        ? call with
        {
            FutureType = $"global::PollGen.CompilerServices.MachineBox<{call.FutureType}>",
            MachineInBox = call.FutureType,
            Machines = [],
            OwnMachine = null,
            HoldsReferences = true,
            Shape = TypeShape.Reference,
        }
        : BoxedFuture(call);

    private static Suspension BoxedFuture(Suspension call) => call with
    {
        Kind = SuspensionKind.Await,
        FutureType = $"global::PollGen.BoxedFuture<{call.ResultType}>",
        Make = call.Kind == SuspensionKind.Call ? $"{call.FutureType}.Box(" + call.Make + ")" : "(" + call.Make + ").Boxed()",
        Machines = [],
        OwnMachine = null,
        HoldsReferences = true,
        Shape = TypeShape.Reference,
    };
}
