namespace PollGen.Fuzzing.Writing;

internal sealed partial class BodyWriter
{
    private static IReadOnlyList<Form> Regions =>
    [
        new("try catch", 6, (w, d) => w.WriteTry(d, catches: true, hasFinally: false), Nests: true),
        new("try finally", 5, (w, d) => w.WriteTry(d, catches: false, hasFinally: true), Nests: true),
        new("try catch finally", 4, (w, d) => w.WriteTry(d, catches: true, hasFinally: true), Nests: true),
        new("using statement", 2, (w, d) => { string loan = w.Fresh("loan"); w.Line($"using (var {loan} = new Loan(t, {w.Value(Ty.Int)}))"); w.Nested(d); return false; }, Nests: true),
        new("using declaration", 2, (w, d) => { string loan = w.Fresh("loan"); w.Line($"using Loan {loan} = new(t, {w.Value(Ty.Int)});"); return false; }, CanStand: place => !place.IsInSection && place.Labels.Count == 0),
        new("using expression", 1, (w, d) => { w.Line($"using (new Loan(t, {w.Value(Ty.Int)}))"); w.Nested(d); return false; }, Nests: true),
        new("using a struct", 2, (w, d) => { string ticket = w.Fresh("ticket"); w.Line($"using (var {ticket} = new Ticket(t, {w.Value(Ty.Int)}))"); w.Nested(d, first: () => w.Line($"t.Log({ticket}.Use());")); return false; }, Nests: true),
        new("using null", 1, (w, d) => { string condition = w.E(Ty.Bool, w.NewBudget(2)); w.Line($"using (var {w.Fresh("loan")} = {condition} ? Loan.None : new Loan(t, 7))"); w.Nested(d); return false; }, Nests: true),
        new("lock", 1, (w, d) => { w.Line($"lock ({w.Value(Ty.Knot)})"); w.Nested(d, w.place with { CanSuspend = false }); return false; }, Nests: true),
        new("checked block", 1, (w, d) => { w.Line("checked"); return w.Nested(d); }, Nests: true),
        new("unchecked block", 1, (w, d) => { w.Line("unchecked"); return w.Nested(d); }, Nests: true),
        new("unsafe block", 1, (w, d) => { w.Line("unsafe"); return w.Nested(d); }, Nests: true),
        new("fixed", 1, (w, d) => { string pointer = w.Fresh("pointer"); string source = w.Value(Ty.Ints); w.Line($"unsafe {{ fixed (int* {pointer} = {source}) {{ t.Log({pointer}[0]); {pointer}[0]++; }} }}"); return false; }),
        new("fixed block", 2, (w, d) => { w.WriteFixed(d, "int", $"new[] {{ {w.Value(Ty.Int)}, {w.Value(Ty.Int)} }}"); return false; }, Nests: true),
        new("fixed block over a span", 2, (w, d) => { w.WriteFixed(d, "int", w.PinnableSpan()); return false; }, Nests: true),
        new("fixed block over letters", 1, (w, d) => { w.WriteFixed(d, "char", w.Pick([w.Value(Ty.Str), $"{w.E(Ty.Str, w.NewBudget(2))}.AsSpan()"]), changes: false); return false; }, Nests: true),
        new("fixed block over a variable", 2, (w, d) => { w.WriteFixed(d, "int", w.Pick([$"&{w.E(Ty.Knot, w.NewBudget(2))}.Value", $"&{w.E(Ty.Ints, w.NewBudget(2))}[Kit.At({w.Value(Ty.Int)})]"])); return false; }, Nests: true),
    ];

    // Only the first element is read and written: how many there are is not known.
    private void WriteFixed(int depth, string type, string source, bool changes = true)
    {
        var block = Enter();
        string pointer = Fresh("pinned held");
        Line($"unsafe {{ fixed ({type}* {pointer} = {source})");
        Nested(depth, first: () => Line(changes ? $"{pointer}[0] += {Value(Ty.Int)};" : $"t.Log({pointer}[0] + {E(Ty.Int, NewBudget(2))});"));
        Line("}");
        Leave(block);
    }

    // What stands in the frame cannot be pinned across a suspension.
    private string PinnableSpan()
    {
        if (!isTame && LocalOf(Ty.Span) is { } any)
            return any.Name;
        string source = $"{E(Ty.Ints, NewBudget(2))}.AsSpan({random.Next(2)})";
        if (Chance(50))
            return source;
        string name = Fresh(Ty.Span);
        Line($"Span<int> {name} = {source};");
        return name;
    }

    private bool WriteTry(int depth, bool catches, bool hasFinally)
    {
        bool hadSuspendingFinally = HasSuspendingFinally;
        HasSuspendingFinally = false;
        Line("try");
        bool ends = Nested(depth);
        if (catches)
        {
            string[] types = ["LeafException", "LeafException", "InvalidOperationException", "NullReferenceException", "DivideByZeroException", "IndexOutOfRangeException", "ArgumentException", "InvalidCastException"];
            random.Shuffle(types);
            string[] chosen = [.. types.Take(random.Next(1, 3)).Distinct()];
            foreach (string type in chosen)
                ends &= WriteCatch(depth, type == chosen[^1] && Chance(30) ? "Exception" : type);
        }

        if (hasFinally)
        {
            int before = text.Length;
            Line("finally");
            // What only clean-up needs has to be there when the try ends with a suspension, too.
            var kept = blocks.SelectMany(block => block.Locals).Where(local => local.IsRefLike && local.Function == place.Function).ToList();
            string? used = kept.Count > 0 && Chance(60) ? UseOf(Pick(kept)) : null;
            Nested(depth, place with { CanBreak = false, CanContinue = false, Returns = null, CanRethrow = false, Labels = [], CanStackalloc = false }, first: used is null ? null : () => Line(used));
            HasSuspendingFinally |= text.ToString(before, text.Length - before).Contains("co", StringComparison.Ordinal);
        }

        HasSuspendingFinally |= hadSuspendingFinally;
        return ends;
    }

    private static string UseOf(Local local) => local.Type == Ty.Span ? $"Kit.Fill({local.Name}, 3);"
        : local.Type == Ty.Window ? $"t.Log({local.Name}.Next(1));"
        : local.Type == Ty.Int ? $"{local.Name}++;"
        : $"t.Log({local.Name}.Length);";

    // A filter may look at anything if all clean-up further in runs after it.
    private bool WriteCatch(int depth, string type)
    {
        var outer = Enter();
        string name = Fresh("e error");
        bool canSee = !HasSuspendingFinally && Callees.Count == 0;
        string head = $"catch ({type} {name})";
        if (Chance(40))
        {
            Count("exception filter");
            string filter = Pick([$"{name}.Message.Length > 2", $"(Exception){name} is {{ Message: ['f', ..] }} or InvalidOperationException", $"t.Filter({name}.Message != \"f1\", \"w{Next()}\")"]);
            if (canSee && Chance(50))
            {
                // C# has no spread in a filter, and what else happens there comes before the clean-up of what has failed.
                string seen = InThunk(() => $"t.Filter({Raw(Ty.Bool, 1)}, \"v{Next()}\")");
                filter = seen.Contains(".. ", StringComparison.Ordinal) || seen.Contains("t.See(", StringComparison.Ordinal) || seen.Contains("new Tri(", StringComparison.Ordinal) ? filter : seen;
            }

            if (!filter.Contains("t.Filter", StringComparison.Ordinal) || !HasSuspendingFinally && Callees.Count == 0)
                head += $" when ({filter})";
        }
        else if (type == "Exception" && Chance(40))
        {
            Count("catch everything");
            head = "catch";
            name = "";
        }

        Line(head);
        bool ends = Nested(depth, place with { CanRethrow = true, CanStackalloc = false }, () =>
        {
            if (name.Length > 0 && Chance(70))
                Line($"t.Log({name}.Message);");
        });
        Leave(outer);
        return ends;
    }

    private static IReadOnlyList<Form> Functions =>
    [
        new("lambda in a local", 4, (w, d) => { string lambda = w.Lambda(Ty.Int, w.NewBudget(2)); w.Line($"Func<int, int> {w.Declare(Ty.Func).Name} = {lambda};"); return false; }),
        new("lambda with a block", 2, (w, d) => { w.WriteBlockLambda(d); return false; }, Nests: true),
        new("lambda that assigns", 3, (w, d) => { if (w.LocalsOf(Ty.Int, toAssign: true).FirstOrDefault(local => !local.IsRefLike) is { } local) { string z = w.Fresh("z"); w.Line($"Func<int, int> {w.Declare(Ty.Func).Name} = {z} => {local.Name} += {z};"); } return false; }),
        new("static local function", 1, (w, d) => { string name = $"Help{w.Next()}"; w.Line($"static int {name}(int z) => z + {w.random.Next(9)};"); w.Line($"t.Log({name}({w.Value(Ty.Int)}));"); return false; }),
        new("local function that captures", 1, (w, d) => { string name = $"Help{w.Next()}"; string body = w.InThunk(() => { var z = w.Declare(Ty.Int, names: "z y"); return $"int {name}(int {z.Name}) => {w.Raw(Ty.Int, w.NewBudget(2))};"; }); if (w.Chance(50)) w.Line($"t.Log({name}({w.Value(Ty.Int)}));"); w.Line(body); w.Line($"t.Log({name}({w.Value(Ty.Int)}));"); return false; }),
        new("local function with Co", 1, (w, d) => { string name = $"Wait{w.Next()}"; w.WriteLocalCoroutine(name, d); w.Line($"t.Log({name}(co, {w.Value(Ty.Int)}));"); return false; }, CanStand: place => place.CanSuspend),
    ];

    private void WriteBlockLambda(int depth)
    {
        var before = place;
        place = place with { CanSuspend = false, CanBreak = false, CanContinue = false, Returns = "int", ReturnType = Ty.Int, CanRethrow = false, Labels = [], Function = place.Function + 1 };
        var block = Enter();
        string parameter = Declare(Ty.Int, names: "z y").Name;
        string name = $"run{Next()}";
        Line($"Func<int, int> {name} = {parameter} =>");
        Open();
        if (!Statements(random.Next(1, 3), depth))
            Line($"return {Raw(Ty.Int, NewBudget(2))};");
        Close("};");
        Leave(block);
        place = before;
        Declare(new Local(name, Ty.Func, false, place.Function));
        Line($"t.Log({name}({Value(Ty.Int)}));");
    }

    private void WriteLocalCoroutine(string name, int depth)
    {
        var before = place;
        place = place with { CanBreak = false, CanContinue = false, Returns = "int", ReturnType = Ty.Int, CanRethrow = false, Labels = [], Function = place.Function + 1 };
        var block = Enter();
        string parameter = Declare(Ty.Int, names: "z y").Name;
        Line($"int {name}(Co co, int {parameter})");
        Open();
        if (!Statements(random.Next(1, 3), depth))
            Line($"return {Raw(Ty.Int, NewBudget(2))};");
        Close();
        Leave(block);
        place = before;
    }
}
