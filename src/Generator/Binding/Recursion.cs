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
        var calls = bodies.SelectMany(pair => pair.Value.WithLocals(pair.Key.MachineId)).ToDictionary(
            pair => pair.MachineId,
            pair => Suspensions(pair.Body.Block).SelectMany(suspension => suspension.Machines)
                .Concat(Variables(pair.Body.Block).SelectMany(variable => variable.Machines)).Distinct().ToList());
        var finished = new HashSet<string>();
        foreach (var declaration in bodies.Keys)
            recursion.Visit(declaration.MachineId, calls, [], finished);
        return recursion;
    }

    public bool IsBoxed(CoroutineDeclaration declaration) => cuts.Any(cut => cut.Callee == declaration.MachineId);

    /// <summary>The calls that allocate, for the user to know.</summary>
    public IEnumerable<Problem> Notices(BoundBody body, CoroutineDeclaration caller) => body.WithLocals(caller.MachineId).SelectMany(
        part => Suspensions(part.Body.Block).Where(call => call.Machines.Any(machine => cuts.Contains((part.MachineId, machine)))))
        .Select(call => Problem.At(Rules.Recursion, call.Where, caller.Name));

    public BoundBody Apply(BoundBody body, CoroutineDeclaration caller) => Apply(body, caller.MachineId);

    private BoundBody Apply(BoundBody body, string caller)
    {
        if (!body.Locals.IsEmpty)
            body = body with { Locals = [.. body.Locals.Select(local => local with { Body = Apply(local.Body, local.MachineId) })] };
        if (cuts.All(cut => cut.Caller != caller))
            return body;
        // A future that is kept in a variable before it is awaited would make the frame contain itself, too.
        foreach (var variable in Variables(body.Block).Where(variable => variable.Machines.Any(machine => cuts.Contains((caller, machine)))))
            variable.IsCaptured = true;
        return body with { Block = (BoundBlock)Cut(body.Block, caller) };
    }

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

    private static IEnumerable<Suspension> Suspensions(BoundStatement? statement) =>
        All(statement).OfType<BoundSuspension>().Select(suspension => suspension.Suspension);

    private static IEnumerable<Variable> Variables(BoundStatement? statement) => All(statement).Select(inner => inner switch
    {
        BoundDeclaration declaration => declaration.Variable,
        BoundSuspension suspension => suspension.Suspension.Result,
        _ => null,
    }).OfType<Variable>().Distinct();

    private static IEnumerable<BoundStatement> All(BoundStatement? statement) => statement switch
    {
        null => [],
        BoundBlock block => block.Statements.SelectMany(All),
        BoundIf branch => All(branch.Then).Concat(All(branch.Else)),
        BoundLoop loop => All(loop.Prelude).Concat(All(loop.Body)).Concat(All(loop.Increment)),
        BoundTry attempt => All(attempt.Body).Concat(attempt.Catches.SelectMany(clause => All(clause.Handler))).Concat(All(attempt.Finally)),
        _ => [statement],
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

    private static Suspension Boxed(Suspension call) => call is { Kind: SuspensionKind.Call, IsHanded: true }
        ? call with
        {
            FutureType = $"global::PollGen.CompilerServices.MachineBox<{call.FutureType}>",
            MachineInBox = call.FutureType,
            Machines = [],
            OwnMachine = null,
            HoldsReferences = true,
            Shape = new KnownTree(TypeShape.Reference),
        }
        : BoxedFuture(call);

    private static Suspension BoxedFuture(Suspension call) => call with
    {
        Kind = SuspensionKind.Await,
        FutureType = $"global::PollGen.BoxedFuture<{call.ResultType}>",
        Make = call.Kind == SuspensionKind.Call ? $"{call.FutureType}.Box(" + call.Make + ")" : "(" + call.Make + ").Boxed()",
        Machines = [],
        OwnMachine = null,
        IsMovable = false,
        HoldsReferences = true,
        Shape = new KnownTree(TypeShape.Reference),
        Join = null,
    };
}
