namespace PollGen.Fuzzing.Writing;

internal sealed partial class BodyWriter
{
    /// <summary>Writes statements; says whether the end cannot be reached.</summary>
    private bool Statements(int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            if (Statement(depth))
                return true;
        }

        return false;
    }

    private bool Statement(int depth)
    {
        var candidates = Forms.Where(form => (depth > 0 || !form.Nests) && form.CanStand?.Invoke(place) != false).ToList();
        int chosen = random.Next(candidates.Sum(form => form.Weight));
        foreach (var form in candidates)
        {
            chosen -= form.Weight;
            if (chosen >= 0)
                continue;
            NewBudget(0);
            Count(form.Kind);
            return form.Write(this, depth - 1);
        }

        return false;
    }

    /// <summary>A block with statements of its own names.</summary>
    private bool Nested(int depth, Place? inside = null, Action? first = null)
    {
        var before = place;
        place = (inside ?? place) with { IsInSection = false };
        Open();
        var block = Enter();
        first?.Invoke();
        bool ends = Statements(random.Next(1, depth > 1 ? 4 : 3), depth);
        Leave(block);
        Close();
        place = before;
        return ends;
    }

    private string Value(Ty type) => Raw(type, NewBudget(random.Next(1, 4)));

    private string Condition() => Raw(Ty.Bool, NewBudget(random.Next(1, 4)));

    private static readonly IReadOnlyList<Form> Forms =
    [
        .. Simples, .. Branches, .. Loops, .. Regions, .. Functions,
    ];

    private static IReadOnlyList<Form> Simples =>
    [
        new("log", 8, (w, _) => { w.Line($"t.Log({w.Value(w.AnyType())});"); return false; }),
        new("expression statement", 10, (w, _) => { w.WriteExpressionStatement(); return false; }),
        new("discard", 3, (w, _) => { w.Line($"_ = {w.Value(w.AnyType())};"); return false; }),
        new("suspension statement", 5, (w, _) => { w.Line($"t.Step(co, \"s{w.Next()}\");"); return false; }, CanStand: place => place.CanSuspend),
        new("await in a conditional access", 1, (w, _) => { w.Line($"{w.E(Ty.KnotN, w.NewBudget(2))}?.Pull({w.Raw(Ty.Int, 2)});"); return false; }),
        new("local with a type", 8, (w, _) => { var type = w.AnyType(); string value = w.Value(type); w.Line($"{type} {w.Declare(type).Name} = {value};"); return false; }),
        new("var local", 6, (w, _) => { var type = w.AnyType(); string value = Typed(w.Value(type), type); w.Line($"var {w.Declare(type).Name} = {value};"); return false; }),
        new("several declarators", 2, (w, _) => { string first = w.Value(Ty.Int); string a = w.Declare(Ty.Int).Name; string second = w.Value(Ty.Int); w.Line($"int {a} = {first}, {w.Declare(Ty.Int).Name} = {second};"); return false; }),
        new("const local", 1, (w, _) => { w.Line($"const int {w.Declare(Ty.Int, canAssign: false).Name} = {w.random.Next(9)};"); return false; }),
        new("local assigned later", 3, (w, _) => { w.WriteAssignedLater(); return false; }),
        new("deconstructing declaration", 3, (w, _) => { w.WriteDeconstruction(); return false; }),
        new("deconstructing assignment", 3, (w, _) => { w.WriteDeconstructingAssignment(); return false; }),
        new("swap", 1, (w, _) => { if (w.LocalOf(Ty.Int, toAssign: true) is { } a && w.LocalOf(Ty.Int, toAssign: true) is { } b && a != b) w.Line($"({a.Name}, {b.Name}) = ({b.Name}, {w.Value(Ty.Int)} + {a.Name});"); return false; }),
        new("chained assignment", 2, (w, _) => { w.NewBudget(0); if (w.PlaceOf(2) is { } a && w.PlaceOf(2) is { } b) w.Line($"{a} = {b} = {w.Value(Ty.Int)};"); return false; }),
        new("out variable used later", 2, (w, _) => { string value = w.Value(Ty.Int); string name = w.Fresh(Ty.Int); w.Line($"Kit.Try({value}, out {w.Pick(["var", "int"])} {name});"); w.Declare(new Local(name, Ty.Int, true, w.place.Function)); return false; }),
        new("event", 1, (w, _) => { string knot = w.LocalOf(Ty.Knot)?.Name ?? w.E(Ty.Knot, 1); w.Line($"{knot}.Pulled {w.Pick(["+=", "+=", "-="])} z => t.Log(z);"); w.Line($"{knot}.Pull({w.Value(Ty.Int)});"); return false; }),
        new("empty statement", 1, (w, _) => { w.Line(";"); return false; }),
        new("throw statement", 1, (w, _) => { w.Line(w.Pick(["throw new LeafException(\"t1\");", "throw new InvalidOperationException(\"t2\");", $"throw new LeafException({w.Value(Ty.Str)});"])); return true; }),
        new("call that throws", 1, (w, _) => { w.Line($"t.Throw(\"c{w.Next()}\");"); return false; }),
        new("rethrow", 8, (w, _) => { if (w.Chance(50)) { w.Line($"if ({w.Condition()})"); w.Line("    throw;"); return false; } w.Line("throw;"); return true; }, CanStand: place => place.CanRethrow),
        new("return", 1, (w, _) => { w.WriteReturn(); return true; }, CanStand: place => place.Returns is not null),
        new("break", 4, (w, _) => { w.Line("break;"); return true; }, CanStand: place => place.CanBreak),
        new("continue", 2, (w, _) => { w.Line("continue;"); return true; }, CanStand: place => place.CanContinue),
        new("guarded jump", 6, (w, _) => { w.WriteGuardedJump(); return false; }, CanStand: place => place.CanBreak || place.CanContinue || place.Returns is not null || place.Labels.Count > 0),
        new("void call of own coroutine", 3, (w, _) => { if (w.Callees.Where(callee => callee.Result is null).ToList() is { Count: > 0 } voids) { var callee = w.Pick(voids); w.NewBudget(0); w.Line($"{callee.Name}({w.Arguments(["co", "t"], callee, 2)});"); } else w.Line("t.Step(co, \"v\");"); return false; }, CanStand: place => place.CanSuspend),
        new("future kept in a local", 2, (w, _) => { w.WriteKeptFuture(); return false; }, CanStand: place => place.CanSuspend),
        new("ref local", 3, (w, _) => { w.WriteRefLocal(); return false; }),
        new("span local", 3, (w, _) => { w.WriteSpanLocal(); return false; }),
        new("ref struct local", 3, (w, _) => { w.WriteWindow(); return false; }),
        new("span of letters", 2, (w, _) => { w.WriteLetters(); return false; }),
        new("span of bytes", 2, (w, _) => { w.WriteBytes(); return false; }),
        new("index and range locals", 1, (w, _) => { string name = w.Fresh("at end"); w.Line($"Index {name} = ^{1 + w.random.Next(2)};"); w.Line($"t.Log({w.E(Ty.Ints, w.NewBudget(2))}[{name}]);"); return false; }),
        new("stack of structs in an array", 2, (w, _) => { string name = w.Fresh("duos"); w.Line($"var {name} = new[] {{ {w.Value(Ty.Duo)}, {w.Value(Ty.Duo)} }};"); w.Line($"{name}[Kit.At({w.Value(Ty.Int)}) % 2].Add({w.Value(Ty.Int)});"); w.Line($"t.Log({name});"); return false; }),
    ];

    private void WriteExpressionStatement()
    {
        NewBudget(0);
        switch (random.Next(7))
        {
            case 0 when LocalOf(AnyTypeWithLocal(), toAssign: true) is { } local:
                Line($"{local.Name} = {Value(local.Type)};");
                break;
            case 1 when PlaceOf(3) is { } target:
                Line($"{target} {Pick(["=", "+=", "-=", "*="])} {Value(Ty.Int)};");
                break;
            case 2 when Step(3) is { Length: > 1 } step:
                Line($"{step};");
                break;
            case 3 when LocalOf(Ty.IntN, toAssign: true) is { } nullable:
                Line($"{nullable.Name} ??= {Value(Ty.Int)};");
                break;
            case 4 when place.CanSuspend:
                Line($"co.Await(t.Leaf({Given(AnyType(), NewBudget(3))}));");
                break;
            case 5:
                Line($"{E(Ty.Knot, NewBudget(3))}.Set({Value(Ty.Int)});");
                break;
            default:
                Line($"t.See({Given(AnyType(), NewBudget(3))});");
                break;
        }
    }

    private Ty AnyTypeWithLocal()
    {
        var types = blocks.SelectMany(block => block.Locals).Where(local => local.CanAssign && Ty.All.Contains(local.Type)).Select(local => local.Type).ToList();
        return types.Count == 0 ? Ty.Int : Pick(types);
    }

    private void WriteAssignedLater()
    {
        var type = AnyType();
        string name = Fresh(type);
        Line($"{type} {name};");
        Line($"if ({Condition()})");
        Line($"    {name} = {Value(type)};");
        Line("else");
        Line($"    {name} = {Value(type)};");
        Declare(new Local(name, type, true, place.Function));
    }

    private void WriteDeconstruction()
    {
        if (Chance(50))
        {
            string value = Value(Ty.Pair);
            string a = Fresh(Ty.Int), b = Fresh(Ty.Str);
            Line(Chance(50) ? $"var ({a}, {b}) = {value};" : $"(int {a}, string {b}) = {value};");
            Declare(new Local(a, Ty.Int, true, place.Function));
            Declare(new Local(b, Ty.Str, true, place.Function));
            return;
        }

        string duo = Value(Ty.Duo);
        string x = Fresh(Ty.Int);
        Line(Chance(50) ? $"var ({x}, _) = {duo};" : $"(_, var {x}) = {duo};");
        Declare(new Local(x, Ty.Int, true, place.Function));
    }

    private void WriteDeconstructingAssignment()
    {
        NewBudget(0);
        if (PlaceOf(2) is not { } first || PlaceOf(2) is not { } second)
            return;
        string source = Pick([$"({Value(Ty.Int)}, {Value(Ty.Int)})", Value(Ty.Duo)]);
        if (Chance(30))
        {
            string name = Fresh(Ty.Int);
            Line($"({first}, var {name}) = {source};");
            Declare(new Local(name, Ty.Int, true, place.Function));
            return;
        }

        Line($"({first}, {second}) = {source};");
    }

    private void WriteReturn() => Line(place.ReturnType is { } type ? $"return {Value(type)};" : "return;");

    private void WriteGuardedJump()
    {
        Line($"if ({Condition()})");
        indentation++;
        var jumps = new List<Action>();
        if (place.CanBreak)
            jumps.Add(() => { Count("break"); Line("break;"); });
        if (place.CanContinue)
            jumps.Add(() => { Count("continue"); Line("continue;"); });
        if (place.Returns is not null)
            jumps.Add(() => { Count("return"); WriteReturn(); });
        if (place.Labels.Count > 0)
            jumps.Add(() => Line($"goto {Pick(place.Labels)};"));
        Pick(jumps)();
        indentation--;
    }

    private void WriteKeptFuture()
    {
        var type = AnyType();
        var own = Callees.Where(callee => callee.Result is not null && callee.CanBeKept).ToList();
        string name = Fresh("future later");
        if (own.Count > 0 && Chance(50))
        {
            var callee = Pick(own);
            NewBudget(0);
            Line($"var {name} = {callee.Name}({Arguments(["t"], callee, 2)});");
            type = callee.Result!;
        }
        else
        {
            Line($"var {name} = t.Leaf({Given(type, NewBudget(2))});");
        }

        if (Chance(60))
            Line($"t.Log({Value(AnyType())});");
        string local = Fresh(type);
        Line($"{type} {local} = co.Await({name});");
        Declare(new Local(local, type, true, place.Function));
    }

    private void WriteRefLocal()
    {
        NewBudget(0);
        if (PlaceOf(2, toReference: true) is not { } target)
            return;
        string name = Fresh("r ref1 link");
        Line($"ref int {name} = ref {target};");
        Declare(new Local(name, Ty.Int, CanAssign: true, place.Function, IsRefLike: true));
        Line($"{name} {Pick(["=", "+=", "-="])} {Value(Ty.Int)};");
        // What C# lets a reference be set to depends on its first place; an element of an array lives longest.
        if (Chance(30))
            Line($"{name} = ref {E(Ty.Ints, NewBudget(2))}[Kit.At({Value(Ty.Int)})];");
        Line($"t.Log({name} + {E(Ty.Int, NewBudget(1))});");
    }

    private void WriteSpanLocal()
    {
        string source = LocalOf(Ty.Span) is { } known && Chance(30) ? Pick([$"{known.Name}[1..]", $"{known.Name}.Slice(Kit.At({Value(Ty.Int)}))"]) : Pick<Func<string>>(
        [
            () => $"{E(Ty.Ints, NewBudget(2))}.AsSpan()",
            () => $"{E(Ty.Ints, NewBudget(2))}.AsSpan(Kit.At({Value(Ty.Int)}))",
            () => $"new Memory<int>({Value(Ty.Ints)}).Span",
            () => $"{(place.CanStackalloc ? "stackalloc" : "new")} int[] {{ {Tame(() => Value(Ty.Int))}, {Tame(() => Value(Ty.Int))}, 3 }}",
            () => $"{(place.CanStackalloc ? "stackalloc" : "new")} int[4]",
            () => $"[{Value(Ty.Int)}, {Value(Ty.Int)}, 6]",
            () => $"CollectionsMarshal.AsSpan(new List<int> {{ {Value(Ty.Int)}, {Value(Ty.Int)}, 5 }})",
            InlineArray,
            () => { Count("either of two spans"); return $"{Pick(["Briefer", "Later"])}({SpanArgument()}, {SpanArgument()})"; },
            () => LocalOf(Ty.Span) is { } one && LocalOf(Ty.Span) is { } other ? $"{E(Ty.Bool, NewBudget(2))} ? {one.Name} : {other.Name}" : "new int[3]",
        ])();
        var span = Declare(Ty.Span, canAssign: false, isRefLike: true);
        Line($"Span<int> {span.Name} = {source};");
        Line($"{span.Name}[0] {Pick(["=", "+="])} {Value(Ty.Int)};");
        if (Chance(50))
            Line($"Kit.Fill({span.Name}[1..], {Value(Ty.Int)});");
        Line($"t.Log(Kit.TotalSpan({span.Name}));");
    }

    private string SpanArgument() => LocalOf(Ty.Span) is { } known && Chance(60) ? Pick([known.Name, $"{known.Name}[1..]"]) : Pick([E(Ty.Ints, NewBudget(2)), $"{E(Ty.Ints, NewBudget(2))}.AsSpan(1)"]);

    // A ref struct of two spans. What C# lets it take in later depends on what it was made of; arrays live longest.
    private void WriteWindow()
    {
        string Part() => LocalOf(Ty.Span) is { } known && Chance(40) ? Pick([known.Name, $"{known.Name}[1..]"]) : Pick([E(Ty.Ints, NewBudget(2)), $"{E(Ty.Ints, NewBudget(2))}.AsSpan()"]);
        string source = LocalOf(Ty.Window) is { } other && Chance(30) ? Pick([other.Name, $"new Window({other.Name}.Right, {other.Name}.Left)"]) : Pick([$"new Window({Part()}, {Part()})", $"new({Part()}, {Part()})", $"new Window {{ Left = {Part()}, Right = {Part()} }}"]);
        var window = Declare(Ty.Window, canAssign: false, isRefLike: true);
        Line($"Window {window.Name} = {source};");
        if (Chance(40))
            Line($"{window.Name}.{Pick(["Left", "Right"])} = {Raw(Ty.Ints, 1)};");
        if (Chance(40))
            Line($"{window.Name}.Swap();");
        if (Chance(20))
            Line($"{window.Name} = new Window({window.Name}.Right, {E(Ty.Ints, NewBudget(2))});");
        Line($"t.Log({window.Name}.Next({Value(Ty.Int)}));");
        if (!Chance(50))
            return;
        var span = Declare(Ty.Span, canAssign: false, isRefLike: true);
        Line($"Span<int> {span.Name} = {window.Name}.{Pick(["Left", "Right", "Shorter()"])};");
        Line($"t.Log(Kit.TotalSpan({span.Name}) + {E(Ty.Int, NewBudget(2))});");
    }

    // A span of the whole, or of a part, of an array that stands in the frame itself.
    private string InlineArray()
    {
        Count("inline array");
        string name = Fresh("four quad");
        Line($"Four {name} = default;");
        Declare(new Local(name, Ty.Four, CanAssign: true, place.Function));
        Line($"{name}[Kit.At({Value(Ty.Int)})] = {Value(Ty.Int)};");
        return Chance(50) ? name : $"{name}[{random.Next(2)}..]";
    }

    private void WriteBytes()
    {
        string source = LocalOf(Ty.Bytes) is { } known && Chance(40) ? $"{known.Name}[1..]" : Pick(["\"bytes of letters\"u8", "\"ab\\u00e9cd\"u8[1..]", $"new byte[] {{ 1, 2, (byte)Kit.At({Value(Ty.Int)}), 4 }}"]);
        var bytes = Declare(Ty.Bytes, canAssign: false, isRefLike: true);
        Line($"ReadOnlySpan<byte> {bytes.Name} = {source};");
        // The C# compiler does not evaluate the elements of such an array if nobody reads the span.
        Line($"t.Log({bytes.Name}.Length);");
    }

    private void WriteLetters()
    {
        string source = LocalOf(Ty.Chars) is { } known && Chance(40) ? $"{known.Name}.TrimStart('a')" : Pick([$"{E(Ty.Str, NewBudget(2))}.AsSpan()", "\"literal\"", $"{E(Ty.Str, NewBudget(2))}.AsSpan().Trim()"]);
        var letters = Declare(Ty.Chars, canAssign: false, isRefLike: true);
        Line($"ReadOnlySpan<char> {letters.Name} = {source};");
        if (Chance(50))
            Line($"t.Log({Value(Ty.Str)} + {letters.Name}.ToString());");
    }
}
