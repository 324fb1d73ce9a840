namespace PollGen.Fuzzing.Writing;

internal sealed partial class BodyWriter
{
    private static IReadOnlyList<Form> Branches =>
    [
        new("if", 6, (w, d) => { w.Line($"if ({w.Condition()})"); w.Nested(d); return false; }, Nests: true),
        new("if else", 4, (w, d) => { w.Line($"if ({w.Condition()})"); bool first = w.Nested(d); w.Line("else"); return w.Nested(d) && first; }, Nests: true),
        new("if without a block", 2, (w, d) => { w.Line($"if ({w.Condition()})"); w.indentation++; w.WriteExpressionStatement(); w.indentation--; return false; }),
        new("if with a pattern that leaks", 2, (w, d) => w.WriteLeakingPattern(), CanStand: place => place.Returns is not null || place.CanBreak),
        new("if with a pattern", 3, (w, d) => { string source = w.Unknown(Ty.Obj, w.NewBudget(2)); string name = w.Fresh(Ty.Str); w.Line($"if ({source} is string {name} && ({w.Condition()}))"); w.Nested(d, first: () => w.blocks[^1].Locals.Add(new Local(name, Ty.Str, true, w.place.Function))); return false; }, Nests: true),
        new("block", 2, (w, d) => w.Nested(d), Nests: true),
        new("switch over int", 3, (w, d) => { w.WriteSwitchOverInt(d); return false; }, Nests: true),
        new("switch over string", 2, (w, d) => { w.WriteSwitchOverString(d); return false; }, Nests: true),
        new("switch over object", 3, (w, d) => { w.WriteSwitchOverObject(d); return false; }, Nests: true),
        new("goto forward", 3, (w, d) => { w.WriteGotoForward(d); return false; }, Nests: true),
        new("goto backward", 3, (w, d) => { w.WriteGotoBackward(d); return false; }, Nests: true, CanStand: place => place.Loops < 2),
    ];

    private static IReadOnlyList<Form> Loops =>
    [
        new("while", 4, (w, d) => { w.WriteWhile(d); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        new("do", 3, (w, d) => { w.WriteDo(d); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        new("for", 5, (w, d) => { w.WriteFor(d); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        new("endless for", 1, (w, d) => { string k = w.Counter(); w.Line("for (; ; )"); w.Nested(d, w.InLoop, () => { w.Line($"if ({k}++ >= 2 || !t.IsShort())"); w.Line("    break;"); }); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        ForEach("foreach over an array", w => w.Value(Ty.Ints)),
        ForEach("foreach over a list", w => w.Value(Ty.List)),
        ForEach("foreach over an iterator", w => $"t.Numbers(Kit.At({w.Value(Ty.Int)}))"),
        ForEach("foreach over a struct enumerator", w => $"new Steps(t, Kit.At({w.Value(Ty.Int)}))"),
        ForEach("foreach over a plain enumerator", w => $"new Rounds(Kit.At({w.Value(Ty.Int)}))"),
        ForEach("foreach over an extension", w => w.Value(Ty.Duo)),
        ForEach("foreach over a matrix", w => $"new int[,] {{ {{ {w.Value(Ty.Int)}, 1 }}, {{ 2, {w.Value(Ty.Int)} }} }}"),
        ForEach("foreach over an interface", w => $"(IEnumerable<int>){w.E(w.Pick([Ty.Ints, Ty.List]), w.NewBudget(2))}"),
        new("foreach over a stream", 2, (w, d) => { string source = $"t.Stream(Kit.At({w.Value(Ty.Int)}))"; var block = w.Enter(); var item = w.Declare(Ty.Int, canAssign: false); w.Line($"foreach (int {item.Name} in co.Each({source}))"); w.Nested(d, w.InLoop); w.Leave(block); w.HasSuspendingFinally = true; return false; }, Nests: true, CanStand: place => place.Loops < 2 && place.CanSuspend),
        new("foreach over a string", 2, (w, d) => { string source = w.Value(Ty.Str); var block = w.Enter(); string c = w.Fresh("c letter"); w.Line($"foreach (char {c} in {source})"); w.Nested(d, w.InLoop, () => w.Line($"t.Log({c});")); w.Leave(block); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        new("foreach with a deconstruction", 2, (w, d) => { string source = $"new[] {{ {Typed(w.Value(Ty.Pair), Ty.Pair)}, {w.Value(Ty.Pair)} }}"; var block = w.Enter(); string a = w.Fresh(Ty.Int), b = w.Fresh(Ty.Str); w.Line($"foreach (var ({a}, {b}) in {source})"); w.Nested(d, w.InLoop, () => { w.blocks[^1].Locals.Add(new Local(a, Ty.Int, false, w.place.Function)); w.blocks[^1].Locals.Add(new Local(b, Ty.Str, false, w.place.Function)); }); w.Leave(block); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        new("foreach over a dictionary", 1, (w, d) => { string source = $"new Dictionary<int, string> {{ [1] = {w.Value(Ty.Str)}, [2] = \"two\" }}"; var block = w.Enter(); string pair = w.Fresh("entry"); w.Line($"foreach (var {pair} in {source})"); w.Nested(d, w.InLoop, () => w.Line($"t.Log({pair}.Value + {pair}.Key);")); w.Leave(block); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        new("foreach over a span", 2, (w, d) => { string source = $"{w.E(Ty.Ints, w.NewBudget(2))}.AsSpan()"; var block = w.Enter(); var item = w.Declare(Ty.Int, canAssign: false); w.Line($"foreach (int {item.Name} in {source})"); w.Nested(d, w.InLoop); w.Leave(block); return false; }, Nests: true, CanStand: place => place.Loops < 2),
        new("foreach by reference", 1, (w, d) => { string source = $"{w.E(Ty.Ints, w.NewBudget(2))}.AsSpan()"; var block = w.Enter(); string item = w.Fresh("item"); w.Line($"foreach (ref int {item} in {source})"); w.Nested(d, w.InLoop, () => { w.blocks[^1].Locals.Add(new Local(item, Ty.Int, CanAssign: true, w.place.Function, IsRefLike: true)); w.Line($"{item} += {w.Value(Ty.Int)};"); }); w.Leave(block); return false; }, Nests: true, CanStand: place => place.Loops < 2),
    ];

    private Place InLoop => place with { CanBreak = true, CanContinue = true, Loops = place.Loops + 1 };

    private static Form ForEach(string kind, Func<BodyWriter, string> source) => new(kind, 2, (w, d) =>
    {
        string collection = source(w);
        var block = w.Enter();
        var item = w.Declare(Ty.Int, canAssign: false);
        w.Line($"foreach ({w.Pick(["var", "int"])} {item.Name} in {collection})");
        w.Nested(d, w.InLoop);
        w.Leave(block);
        return false;
    }, Nests: true, CanStand: place => place.Loops < 2);

    /// <summary>A variable that only the loop itself changes, so that it ends.</summary>
    private string Counter()
    {
        string name = Fresh("round turn pass");
        Line($"int {name} = 0;");
        blocks[^1].Locals.Add(new Local(name, Ty.Int, CanAssign: false, place.Function));
        return name;
    }

    private void WriteWhile(int depth)
    {
        string k = Counter();
        Line($"while ({Pick([$"{k}++ < {random.Next(1, 4)}", $"{k}++ < 2 && {E(Ty.Bool, NewBudget(2))}"])} && t.IsShort())");
        Nested(depth, InLoop);
    }

    private void WriteDo(int depth)
    {
        string k = Counter();
        Line("do");
        Nested(depth, InLoop);
        Line($"while ({(Chance(60) ? E(Ty.Bool, NewBudget(2)) + " && " : "")}{k}++ < 2 && t.IsShort());");
    }

    private void WriteFor(int depth)
    {
        var block = Enter();
        string k = Fresh("i j");
        string start = Value(Ty.Int);
        string counter = Fresh("left");
        var declared = new Local(k, Ty.Int, CanAssign: true, place.Function);
        blocks[^1].Locals.Add(declared);
        string condition = $"{counter}-- > 0 && {E(Ty.Bool, NewBudget(2))}";
        string step = Pick([$"{k}++", $"{k} += {E(Ty.Int, NewBudget(2))}", $"{k} = {Value(Ty.Int)}", $"t.Log({k}), {k}++"]);
        Line($"for (int {k} = {start}, {counter} = 3; {condition} && t.IsShort(); {step})");
        Nested(depth, InLoop);
        Leave(block);
    }

    private bool WriteLeakingPattern()
    {
        string source = Unknown(Ty.Obj, NewBudget(2));
        string name = Fresh(Ty.Int);
        Line($"if ({source} is not int {name})");
        indentation++;
        if (place.CanBreak && (Chance(50) || place.Returns is null))
            Line("break;");
        else
            WriteReturn();
        indentation--;
        Declare(new Local(name, Ty.Int, true, place.Function));
        return false;
    }

    private Place InSection => place with { CanBreak = true, IsInSection = true };

    private void Section(int depth, string? last = null)
    {
        indentation++;
        var before = place;
        place = InSection;
        int known = blocks[^1].Locals.Count;
        bool ends = Statements(random.Next(1, 3), depth);
        blocks[^1].Locals.RemoveRange(known, blocks[^1].Locals.Count - known);
        place = before;
        if (!ends)
            Line(last ?? "break;");
        indentation--;
    }

    // All sections of a switch are one declaration space.
    private void WriteSwitchOverInt(int depth)
    {
        string governing = Unknown(Ty.Int, NewBudget(2));
        Line($"switch ({governing})");
        Open();
        var block = Enter();
        Line("case 0:");
        Line("case 1:");
        Section(depth, Chance(40) ? "goto case 5;" : Chance(40) ? "goto default;" : null);
        string name = Fresh(Ty.Int);
        Line($"case var {name} when {name} > 3 && {Unknown(Ty.Bool, 1)}:");
        var local = new Local(name, Ty.Int, true, place.Function);
        block.Locals.Add(local);
        Section(depth);
        block.Locals.Remove(local);
        Line("case 5:");
        Section(depth);
        Line("default:");
        Section(depth);
        Leave(block);
        Close();
    }

    private void WriteSwitchOverString(int depth)
    {
        Line($"switch ({Unknown(Ty.Str, NewBudget(2))})");
        Open();
        var block = Enter();
        Line("case \"a\":");
        Section(depth);
        Line("case \"bc\" or \"\":");
        Section(depth, Chance(30) ? "goto case \"a\";" : null);
        if (Chance(50))
        {
            Line("case { Length: 3 }:");
            Section(depth);
        }

        Leave(block);
        Close();
    }

    private void WriteSwitchOverObject(int depth)
    {
        Line($"switch ({Unknown(Ty.Obj, NewBudget(2))})");
        Open();
        var block = Enter();
        Line("case null:");
        Section(depth);
        string text = Fresh(Ty.Str);
        Line($"case string {text}:");
        var local = new Local(text, Ty.Str, true, place.Function);
        blocks[^1].Locals.Add(local);
        Section(depth);
        blocks[^1].Locals.Remove(local);
        string x = Fresh(Ty.Int);
        Line($"case int {x} when {Tame(() => Unknown(Ty.Bool, NewBudget(2)))}:");
        string dotX = Fresh("dotX");
        Line($"case Dot {{ X: var {dotX} }} when {dotX} > 1:");
        Section(depth);
        Leave(block);
        Close();
    }

    private void WriteGotoForward(int depth)
    {
        string label = $"Out{Next()}";
        Nested(depth, place with { Labels = [.. place.Labels, label] }, () =>
        {
            Line($"if ({Condition()})");
            Line($"    goto {label};");
        });
        Line($"{label}:");
        Line($"t.Log(\"{label}\");");
    }

    private void WriteGotoBackward(int depth)
    {
        string k = Counter();
        string label = $"Again{Next()}";
        Line($"{label}:");
        Line($"t.Log(\"{label}\");");
        Nested(depth, place with { Loops = place.Loops + 1 });
        Line($"if ({k}++ < {random.Next(1, 3)} && t.IsShort())");
        Line($"    goto {label};");
    }
}
