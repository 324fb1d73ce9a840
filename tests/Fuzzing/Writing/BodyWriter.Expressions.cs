namespace PollGen.Fuzzing.Writing;

internal sealed partial class BodyWriter
{
    /// <summary>All that is counted.</summary>
    public static IEnumerable<string> AllKinds =>
        Ofs.Values.SelectMany(list => list).Concat(OfEveryType).Select(production => production.Kind)
            .Concat(Places.Select(form => form.Kind)).Concat(Forms.Select(form => form.Kind)).Concat(ProgramWriter.Kinds).Distinct();

    /// <summary>An expression as an operand.</summary>
    public string E(Ty type, int depth) => Write(type, depth, isOperand: true);

    /// <summary>An expression where any may stand.</summary>
    public string Raw(Ty type, int depth) => Write(type, depth, isOperand: false);

    private string Write(Ty type, int depth, bool isOperand)
    {
        if (depth <= 0 || --budget < 0)
            return Simple(type);
        var candidates = Ofs[type];
        int own = candidates.Where(IsPossible).Sum(production => production.Weight);
        int general = OfEveryType.Where(IsPossible).Sum(production => production.Weight);
        int chosen = random.Next(own + general);
        foreach (var production in candidates.Concat(OfEveryType).Where(IsPossible))
        {
            chosen -= production.Weight;
            if (chosen >= 0)
                continue;
            current = type;
            string written = production.Write(this, depth - 1);
            Count(production.Kind);
            return isOperand && production.IsLoose ? $"({written})" : written;
        }

        throw new InvalidOperationException("Nothing was chosen.");
    }

    // The type that a production for every type is asked for.
    private Ty current = Ty.Int;

    private bool IsPossible(Production production) => (place.CanSuspend || !production.Suspends) && (production.Needs is null || LocalOf(production.Needs) is not null);

    private string Simple(Ty type) => Chance(70) && LocalOf(type) is { } local ? local.Name : Literal(type);

    private string Literal(Ty type) => type switch
    {
        _ when type == Ty.Int => $"{random.Next(0, 10)}",
        _ when type == Ty.Long => $"{random.Next(0, 10)}L",
        _ when type == Ty.Bool => Chance(50) ? "true" : "false",
        _ when type == Ty.Str => Pick(["\"a\"", "\"bc\"", "\"\"", "\"def\""]),
        _ when type == Ty.IntN => Chance(40) ? "((int?)null)" : $"((int?){random.Next(0, 10)})",
        _ when type == Ty.Obj => Pick(["((object?)null)", "((object)5)", "((object)\"x\")", "((object)2L)", "((object)new Dot(3))"]),
        _ when type == Ty.Ints => "new[] { 1, 2, 3 }",
        _ when type == Ty.List => "new List<int> { 4, 5, 6 }",
        _ when type == Ty.Pair => $"(A: {random.Next(10)}, B: \"b\")",
        _ when type == Ty.Duo => $"new Duo({random.Next(10)}, {random.Next(10)})",
        _ when type == Ty.DuoN => Chance(40) ? "((Duo?)null)" : $"((Duo?)new Duo({random.Next(10)}, 1))",
        _ when type == Ty.Knot => $"new Knot({random.Next(10)})",
        _ when type == Ty.KnotN => Chance(40) ? "((Knot?)null)" : $"((Knot?)new Knot({random.Next(10)}))",
        _ when type == Ty.Figure => Chance(60) ? $"((Figure)new Dot({random.Next(10)}))" : "((Figure)new Line(new Dot(1), new Dot(2)))",
        _ when type == Ty.Tint => Pick(["Tint.Red", "Tint.Green", "Tint.Blue"]),
        _ when type == Ty.Func => Pick(["((Func<int, int>)Kit.Double)", "((Func<int, int>)(z => z + 1))"]),
        _ => throw new InvalidOperationException(type.Text),
    };

    /// <summary>An operand that the compiler takes for no constant and for no narrower type: it is tested against patterns.</summary>
    private string Unknown(Ty type, int depth) =>
        Chance(40) && LocalOf(type, toAssign: true) is { } local ? local.Name
        : place.CanSuspend && Chance(50) ? $"t.Get(co, {Given(type, depth)})"
        : $"Kit.Id<{type}>({Raw(type, depth)})";

    /// <summary>What stands in a lambda: nothing suspends in it, and nothing leaves it.</summary>
    private string InThunk(Func<string> write) =>
        With(place with { CanSuspend = false, CanBreak = false, CanContinue = false, Returns = null, ReturnType = null, CanRethrow = false, Labels = [], Function = place.Function + 1 }, () =>
        {
            var block = Enter();
            string written = write();
            Leave(block);
            return written;
        });

    /// <summary>A lambda of one int.</summary>
    private string Lambda(Ty result, int depth) => InThunk(() =>
    {
        var parameter = Declare(Ty.Int, names: "z y");
        return $"{parameter.Name} => {E(result, depth)}";
    });

    /// <summary>A variable that an expression declares: it can be named from there on, but not outside of what <paramref name="write"/> writes.</summary>
    private string InScopeOf(Ty type, Func<string, string> write)
    {
        // The name is taken in the whole block, the variable is not assigned everywhere in it.
        string name = Fresh(type);
        var local = new Local(name, type, CanAssign: true, place.Function);
        blocks[^1].Locals.Add(local);
        string written = write(name);
        blocks[^1].Locals.Remove(local);
        return written;
    }

    private static readonly IReadOnlyList<Production> OfEveryType =
    [
        new("variable", 18, (w, d) => w.Simple(w.current)),
        new("await leaf", 12, (w, d) => $"co.Await(t.Leaf({w.Given(w.current, d)}))", Suspends: true),
        new("call leaf coroutine", 12, (w, d) => $"t.Get(co, {w.Given(w.current, d)})", Suspends: true),
        new("call coroutine with clean-up", 3, (w, d) => $"t.Child(co, {w.Given(w.current, d)})", Suspends: true),
        new("await bare struct", 2, (w, d) => $"co.Await(t.Hand({w.Given(w.current, d)}))", Suspends: true),
        new("await boxed future", 1, (w, d) => $"co.Await(t.Boxed({w.Given(w.current, d)}))", Suspends: true),
        new("await task", 2, (w, d) => $"co.Await(t.TaskOf({w.Given(w.current, d)}))", Suspends: true),
        new("await nested in await", 2, (w, d) => { var type = w.current; return $"co.Await(t.Leaf({Typed($"co.Await(t.Leaf({w.Given(type, d)}))", type)}))"; }, Suspends: true),
        new("failing leaf", 1, (w, d) => $"co.Await(t.Fail<{w.current}>(\"f{w.Next()}\"))", Suspends: true),
        new("failing task", 1, (w, d) => $"co.Await(t.TaskFailing<{w.current}>(\"f{w.Next()}\"))", Suspends: true),
        new("failing coroutine", 1, (w, d) => $"t.Lose<{w.current}>(co, \"f{w.Next()}\")", Suspends: true),
        new("coroutine failing while suspended", 1, (w, d) => $"t.LoseInside<{w.current}>(co, \"f{w.Next()}\")", Suspends: true),
        new("call own coroutine", 10, (w, d) => w.CallOwn(w.current, d, asFuture: false), Suspends: true),
        new("await own future", 4, (w, d) => w.CallOwn(w.current, d, asFuture: true), Suspends: true),
        new("effect", 4, (w, d) => $"t.See({w.Given(w.current, d)}, \"e{w.Next()}\")"),
        new("conditional", 4, (w, d) => { var type = w.current; return $"{w.E(Ty.Bool, d)} ? {w.E(type, d)} : {Typed(w.E(type, d), type)}"; }, IsLoose: true),
        new("generic call", 3, (w, d) => $"Kit.Id<{w.current}>({w.Raw(w.current, d)})"),
        new("cast through object", 2, (w, d) => { var type = w.current; return $"({type})(object?){w.E(type, d)}"; }, IsLoose: true),
        new("switch expression over int", 3, SwitchOverInt, IsLoose: true),
        new("switch expression over object", 3, SwitchOverObject, IsLoose: true),
        new("switch expression over figure", 2, SwitchOverFigure, IsLoose: true),
        new("switch expression over tuple", 2, SwitchOverTuple, IsLoose: true),
        new("switch expression over enum", 1, SwitchOverTint, IsLoose: true),
        new("throw expression", 1, (w, d) => { var type = w.current; return $"{w.E(Ty.Bool, d)} ? {w.E(type, d)} : throw new LeafException(\"x{w.Next()}\")"; }, IsLoose: true),
        new("tuple element", 2, (w, d) => { var type = w.current; return $"({w.Raw(w.AnyType(), d)}, {Typed(w.Raw(type, d), type)}).Item2"; }),
        new("anonymous object", 1, (w, d) => { var type = w.current; return $"new {{ A = {Typed(w.Raw(Ty.Int, d), Ty.Int)}, B = {Typed(w.Raw(type, d), type)} }}.B"; }),
        new("array creation and element", 2, (w, d) => { var type = w.current; return $"new {type}[] {{ {w.Raw(type, d)}, {w.Raw(type, d)} }}[Kit.At({w.Raw(Ty.Int, d - 1)}) % 2]"; }),
        new("lambda called at once", 1, (w, d) => { var type = w.current; return $"((Func<int, {type}>)({w.Lambda(type, d)}))({w.Raw(Ty.Int, d)})"; }),
        new("lambda argument", 1, (w, d) => { var type = w.current; return w.InThunk(() => $"Kit.Maker<{type}>(() => {w.E(type, d)})"); }),
        new("collection expression", 1, (w, d) => { var type = w.current; return $"((List<{type}>)[{w.Raw(type, d)}, {w.Raw(type, d)}])[{w.random.Next(2)}]"; }),
        new("spread", 1, (w, d) => { var type = w.current; return $"((List<{type}>)[{w.Raw(type, d)}, .. new {type}[] {{ {w.Raw(type, d)} }}])[1]"; }),
        new("assignment", 5, (w, d) => { var type = w.current; return w.LocalOf(type, toAssign: true) is { } local ? $"{local.Name} = {w.Raw(type, d)}" : w.Literal(type); }, IsLoose: true),
        new("dictionary initialiser", 1, (w, d) => { var type = w.current; return $"new Dictionary<int, {type}> {{ [{w.Raw(Ty.Int, d)}] = {w.Raw(type, d)}, [77] = {w.Raw(type, d)} }}[77]"; }),
        new("checked expression", 1, (w, d) => $"checked({w.Raw(w.current, d)})"),
        new("unchecked expression", 1, (w, d) => $"unchecked({w.Raw(w.current, d)})"),
        new("parentheses", 1, (w, d) => $"({w.Raw(w.current, d)})"),
        new("default", 1, (w, d) => w.current == Ty.Int || w.current == Ty.Long || w.current == Ty.Bool || w.current == Ty.IntN || w.current == Ty.Duo || w.current == Ty.DuoN || w.current == Ty.KnotN || w.current == Ty.Obj ? $"default({w.current})" : w.Literal(w.current)),
    ];

    /// <summary>An expression that infers the type argument to be this type.</summary>
    private string Given(Ty type, int depth) => Typed(Raw(type, depth), type);

    // The type is said where the expression alone could have another one.
    private static string Typed(string expression, Ty type) => type.IsPlain ? expression : $"({type})({expression})";

    private string CallOwn(Ty type, int depth, bool asFuture)
    {
        var candidates = Callees.Where(callee => callee.Result == type).ToList();
        if (candidates.Count == 0)
            return $"t.Get(co, {Given(type, depth)})";
        var chosen = Pick(candidates);
        return asFuture && !chosen.IsEmbedded ? $"co.Await({chosen.Name}({Arguments(["t"], chosen, depth)}))" : $"{chosen.Name}({Arguments(["co", "t"], chosen, depth)})";
    }

    private string Arguments(IEnumerable<string> first, Callee callee, int depth) => string.Join(", ", first.Concat(callee.Parameters.Select(parameter => Argument(parameter, depth))));

    private string Argument(Ty parameter, int depth) =>
        parameter == Ty.RefInt ? $"ref {PlaceOf(depth, toReference: true) ?? "new[] { 7 }[0]"}"
        : parameter == Ty.Span ? LocalOf(Ty.Span)?.Name ?? $"{E(Ty.Ints, depth)}.AsSpan()"
        : Raw(parameter, depth);

    private static string SwitchOverInt(BodyWriter w, int d)
    {
        var type = w.current;
        string governing = w.Unknown(Ty.Int, d);
        string first = w.Raw(type, d);
        string guarded = w.InScopeOf(Ty.Int, name => $"var {name} when {w.Unknown(Ty.Bool, d - 1)} => {w.Raw(type, d)}");
        return $"{governing} switch {{ > 7 or < 0 => {first}, 3 => {w.Raw(type, d)}, {guarded}, _ => {Typed(w.Raw(type, d), type)} }}";
    }

    private static string SwitchOverObject(BodyWriter w, int d)
    {
        var type = w.current;
        string governing = w.Unknown(Ty.Obj, d);
        string number = w.InScopeOf(Ty.Int, name => $"int {name} => {w.Raw(type, d)}");
        string text = w.InScopeOf(Ty.Str, name => $"string {{ Length: > 0 }} {name} => {w.Raw(type, d)}");
        return $"{governing} switch {{ null => {w.Raw(type, d)}, {number}, {text}, _ => {Typed(w.Raw(type, d), type)} }}";
    }

    private static string SwitchOverFigure(BodyWriter w, int d)
    {
        var type = w.current;
        string governing = w.Unknown(Ty.Figure, d);
        string dot = w.InScopeOf(Ty.Int, name => $"Dot(var {name}) => {w.Raw(type, d)}");
        string line = w.InScopeOf(Ty.Int, name => $"Line {{ From.X: 1, To: Dot {{ X: var {name} }} }} when {w.Tame(() => w.Unknown(Ty.Bool, d - 1))} => {w.Raw(type, d)}");
        return $"{governing} switch {{ {dot}, {line}, _ => {Typed(w.Raw(type, d), type)} }}";
    }

    private static string SwitchOverTuple(BodyWriter w, int d)
    {
        var type = w.current;
        string governing = $"({w.Unknown(Ty.Int, d)}, {w.Unknown(Ty.Bool, d)})";
        string bound = w.InScopeOf(Ty.Int, name => $"(var {name}, false) => {w.Raw(type, d)}");
        return $"{governing} switch {{ (1, _) => {w.Raw(type, d)}, (_, true) => {w.Raw(type, d)}, {bound} }}";
    }

    private static string SwitchOverTint(BodyWriter w, int d)
    {
        var type = w.current;
        return $"{w.Unknown(Ty.Tint, d)} switch {{ Tint.Red => {w.Raw(type, d)}, Tint.Green => {w.Raw(type, d)}, not Tint.Red => {Typed(w.Raw(type, d), type)} }}";
    }
}
