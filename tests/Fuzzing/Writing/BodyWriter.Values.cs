namespace PollGen.Fuzzing.Writing;

internal sealed partial class BodyWriter
{
    /// <summary>How an expression of each type can be written, beyond what can be written for every type.</summary>
    private static readonly IReadOnlyDictionary<Ty, IReadOnlyList<Production>> Ofs = new Dictionary<Ty, IReadOnlyList<Production>>
    {
        [Ty.Int] =
        [
            new("int arithmetic", 8, (w, d) => $"{w.E(Ty.Int, d)} {w.Pick(["+", "-", "&", "|", "^"])} {w.E(Ty.Int, d)}", IsLoose: true),
            new("int product", 2, (w, d) => $"{w.E(Ty.Int, d)} * Kit.Id({w.Raw(Ty.Int, d)})", IsLoose: true),
            new("int division", 2, (w, d) => $"{w.E(Ty.Int, d)} {w.Pick(["/", "%"])} Kit.Id({w.Raw(Ty.Int, d)})", IsLoose: true),
            new("shift", 1, (w, d) => $"{w.E(Ty.Int, d)} {w.Pick(["<<", ">>", ">>>"])} {w.E(Ty.Int, d)}", IsLoose: true),
            new("int unary", 2, (w, d) => $"{w.Pick(["-", "~", "+"])}{w.E(Ty.Int, d)}", IsLoose: true),
            new("increment", 5, (w, d) => w.Step(d), IsLoose: true),
            new("assignment to a place", 4, (w, d) => w.PlaceOf(d) is { } target ? $"{target} = {w.Raw(Ty.Int, d)}" : "1", IsLoose: true),
            new("compound assignment", 6, (w, d) => w.PlaceOf(d) is { } target ? $"{target} {w.Pick(["+=", "-=", "*=", "|=", "<<="])} {w.Raw(Ty.Int, d)}" : "1", IsLoose: true),
            new("reading a place", 5, (w, d) => w.PlaceOf(d) ?? "1"),
            new("array length", 1, (w, d) => $"{w.E(Ty.Ints, d)}.Length"),
            new("array element", 3, (w, d) => $"{w.E(Ty.Ints, d)}[Kit.At({w.Raw(Ty.Int, d)})]"),
            new("element from the end", 1, (w, d) => $"{w.E(Ty.Ints, d)}[^{1 + w.random.Next(2)}]"),
            new("index from the end computed", 1, (w, d) => $"{w.E(Ty.Ints, d)}[^(1 + Kit.At({w.Raw(Ty.Int, d)}))]"),
            new("list count", 1, (w, d) => $"{w.E(Ty.List, d)}.Count"),
            new("list element", 2, (w, d) => $"{w.E(Ty.List, d)}[Kit.At({w.Raw(Ty.Int, d)})]"),
            new("string length", 1, (w, d) => $"{w.E(Ty.Str, d)}.Length"),
            new("tuple member", 2, (w, d) => w.LocalOf(Ty.Pair) is { } pair && w.Chance(50) ? $"{pair.Name}.A" : $"{w.E(Ty.Pair, d)}.Item1"),
            new("struct field of a value", 2, (w, d) => $"{w.E(Ty.Duo, d)}.X"),
            new("struct property of a value", 1, (w, d) => $"{w.E(Ty.Duo, d)}.Sum"),
            new("struct changed by its method", 4, (w, d) => w.LocalOf(Ty.Duo, toAssign: true) is { } duo ? $"{duo.Name}.Add({w.Raw(Ty.Int, d)})" : $"new Duo(1, 2).Add({w.Raw(Ty.Int, d)})"),
            new("struct in a field changed by its method", 2, (w, d) => $"{w.E(Ty.Knot, d)}.Duo.Add({w.Raw(Ty.Int, d)})"),
            new("readonly method of a struct", 2, (w, d) => $"{w.E(Ty.Duo, d)}.Times({w.Raw(Ty.Int, d)})"),
            new("struct changed by an extension", 1, (w, d) => w.LocalOf(Ty.Duo, toAssign: true) is { } duo ? $"{duo.Name}.Shift({w.Raw(Ty.Int, d)})" : "2"),
            new("method call", 2, (w, d) => $"{w.E(Ty.Knot, d)}.Plus({w.Raw(Ty.Int, d)})"),
            new("method call on what may be null", 1, (w, d) => $"{w.E(Ty.KnotN, d)}!.Plus({w.Raw(Ty.Int, d)})"),
            new("conditional access with a value", 3, (w, d) => $"{w.E(Ty.KnotN, d)}?.Plus({w.Raw(Ty.Int, d)}) ?? {w.E(Ty.Int, d)}", IsLoose: true),
            new("coalesce to a value", 2, (w, d) => $"{w.E(Ty.IntN, d)} ?? {w.E(Ty.Int, d)}", IsLoose: true),
            new("nullable value", 1, (w, d) => $"{w.E(Ty.IntN, d)}.GetValueOrDefault({w.Raw(Ty.Int, d)})"),
            new("nullable value that may be missing", 1, (w, d) => $"{w.E(Ty.IntN, d)}!.Value"),
            new("narrowing cast", 1, (w, d) => $"(int){w.E(Ty.Long, d)}", IsLoose: true),
            new("user-defined explicit conversion", 1, (w, d) => $"(int){w.E(Ty.Duo, d)}", IsLoose: true),
            new("enum to int", 1, (w, d) => $"(int){w.E(Ty.Tint, d)}", IsLoose: true),
            new("unboxing", 1, (w, d) => $"(int)Kit.Hidden({w.E(Ty.Obj, d)})!", IsLoose: true),
            new("optional argument", 2, (w, d) => $"Kit.Add({w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)})"),
            new("named arguments out of order", 2, (w, d) => $"Kit.Add(b: {w.Raw(Ty.Int, d)}, c: {w.Raw(Ty.Int, d)}, a: {w.Raw(Ty.Int, d)})"),
            new("params array", 2, (w, d) => $"Kit.Total({w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)})"),
            new("params span", 2, (w, d) => $"Kit.TotalSpan({w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)})"),
            new("collection expression to a span", 1, (w, d) => $"Kit.TotalSpan([{w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)}])"),
            new("in argument", 2, (w, d) => $"Kit.In({(w.LocalOf(Ty.Int) is { } local && w.Chance(60) ? (w.Chance(50) ? "in " : "") + local.Name : w.Raw(Ty.Int, d))}, {w.Raw(Ty.Int, d)})"),
            new("ref argument", 4, (w, d) => w.PlaceOf(d, toReference: true) is { } target ? $"Kit.Ref(ref {target}, {w.Raw(Ty.Int, d)})" : "3"),
            new("out argument", 3, (w, d) => { string argument = w.Raw(Ty.Int, d); return w.InScopeOf(Ty.Int, name => $"Kit.Try({argument}, out var {name}) ? {name} : {w.E(Ty.Int, d)}"); }, IsLoose: true),
            new("out argument into a variable", 1, (w, d) => w.LocalOf(Ty.Int, toAssign: true) is { } local ? $"Kit.Try({w.Raw(Ty.Int, d)}, out {local.Name}) ? {w.E(Ty.Int, d)} : {local.Name}" : "4", IsLoose: true),
            new("extension method", 2, (w, d) => $"{w.E(Ty.Int, d)}.Twice()"),
            new("delegate call", 2, (w, d) => $"{w.E(Ty.Func, d)}({w.Raw(Ty.Int, d)})"),
            new("delegate Invoke", 1, (w, d) => $"{w.E(Ty.Func, d)}.Invoke({w.Raw(Ty.Int, d)})"),
            new("ref return read", 1, (w, d) => w.Tame(() => $"Kit.Pick({w.E(Ty.Ints, d)}, {w.Raw(Ty.Int, d)})")),
            new("ref return of a method", 1, (w, d) => w.Tame(() => $"{w.E(Ty.Knot, d)}.At(Kit.At({w.Raw(Ty.Int, d)}))")),
            new("ref conditional read", 1, (w, d) => w.LocalOf(Ty.Int, toAssign: true) is { } first && w.LocalOf(Ty.Int, toAssign: true) is { } second ? $"({w.E(Ty.Bool, d)} ? ref {first.Name} : ref {second.Name})" : "5"),
            new("query", 1, (w, d) => { string source = w.E(Ty.List, d); return w.InThunk(() => { string z = w.Declare(Ty.Int, canAssign: false, names: "z y").Name; return $"(from {z} in {source} where {w.E(Ty.Bool, 1)} select {w.E(Ty.Int, d)}).Sum()"; }); }),
            new("LINQ with lambdas", 1, (w, d) => $"{w.E(Ty.Ints, d)}.Select({w.Lambda(Ty.Int, d)}).Sum()"),
            new("list pattern", 1, (w, d) => { string source = w.E(Ty.Ints, d); return $"{w.InScopeOf(Ty.Int, name => $"{source} is [var {name}, .., _] ? {w.E(Ty.Int, d)}")} : {w.E(Ty.Int, d)}"; }, IsLoose: true),
            new("declaration pattern", 2, (w, d) => { string source = w.Unknown(Ty.Obj, d); return $"{w.InScopeOf(Ty.Int, name => $"{source} is int {name} ? {w.E(Ty.Int, d)}")} : {w.E(Ty.Int, d)}"; }, IsLoose: true),
            new("negated declaration pattern", 1, (w, d) => { string source = w.Unknown(Ty.IntN, d); return w.InScopeOf(Ty.Int, name => $"{source} is not {{ }} {name} ? 6 : {name}"); }, IsLoose: true),
            new("dynamic", 1, (w, d) => w.Chance(30) ? $"(int)((dynamic){w.E(Ty.Int, d)} + {w.E(Ty.Int, d)})" : $"{w.E(Ty.Int, d)}", IsLoose: true),
            new("stackalloc argument", 1, (w, d) => w.Tame(() => $"Kit.TotalSpan({(w.place.CanStackalloc ? "stackalloc" : "new")} int[] {{ {w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)} }})")),
            new("span length", 1, (w, d) => $"{w.LocalOf(Ty.Span)!.Name}.Length", Needs: Ty.Span),
            new("span argument", 2, (w, d) => $"Kit.TotalSpan({w.LocalOf(Ty.Span)!.Name}) + {w.E(Ty.Int, d)}", IsLoose: true, Needs: Ty.Span),
            new("slice argument", 2, (w, d) => $"Kit.Fill({w.LocalOf(Ty.Span)!.Name}[Kit.At({w.Raw(Ty.Int, d)})..], {w.Raw(Ty.Int, d)})", Needs: Ty.Span),
            new("length of letters", 1, (w, d) => $"{w.LocalOf(Ty.Chars)!.Name}.Length", Needs: Ty.Chars),
            new("element of bytes", 2, (w, d) => $"{w.LocalOf(Ty.Bytes)!.Name}[^1]", Needs: Ty.Bytes),
            new("length of bytes", 1, (w, d) => $"{w.LocalOf(Ty.Bytes)!.Name}.Length + {w.E(Ty.Int, d)}", IsLoose: true, Needs: Ty.Bytes),
            new("ref struct changed by its method", 3, (w, d) => $"{w.LocalOf(Ty.Window)!.Name}.Next({w.Raw(Ty.Int, d)})", Needs: Ty.Window),
            new("property of a ref struct", 1, (w, d) => $"{w.LocalOf(Ty.Window)!.Name}.Total + {w.E(Ty.Int, d)}", IsLoose: true, Needs: Ty.Window),
            new("span of a ref struct", 2, (w, d) => $"Kit.Fill({w.LocalOf(Ty.Window)!.Name}.{w.Pick(["Left", "Right", "Shorter()"])}, {w.Raw(Ty.Int, d)})", Needs: Ty.Window),
            new("sizeof", 1, (w, d) => $"sizeof(int)"),
            new("static member", 1, (w, d) => $"(Kit.Shared = {w.Raw(Ty.Int, d)}) + Kit.Shared", IsLoose: true),
            new("coalesce assignment to a value", 1, (w, d) => w.LocalOf(Ty.IntN, toAssign: true) is { } local ? $"{local.Name} ??= {w.Raw(Ty.Int, d)}" : "7", IsLoose: true),
            new("deconstruction as a value", 1, (w, d) => w.LocalOf(Ty.Int, toAssign: true) is { } first && w.PlaceOf(d) is { } second && second != first.Name ? $"(({first.Name}, {second}) = ({w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)})).Item1" : "8"),
            new("user-defined increment", 1, (w, d) => w.LocalOf(Ty.Duo, toAssign: true) is { } duo ? $"({(w.Chance(50) ? duo.Name + "++" : "++" + duo.Name)}).X" : "9"),
            new("multidimensional element", 1, (w, d) => $"new int[,] {{ {{ {w.Raw(Ty.Int, d)}, 1 }}, {{ 2, {w.Raw(Ty.Int, d)} }} }}[{w.random.Next(2)}, Kit.At({w.Raw(Ty.Int, d)}) % 2]"),
        ],
        [Ty.Long] =
        [
            new("widening conversion", 4, (w, d) => $"(long){w.E(Ty.Int, d)}", IsLoose: true),
            new("mixed arithmetic", 4, (w, d) => $"{w.E(Ty.Long, d)} {w.Pick(["+", "-", "*"])} {w.E(Ty.Int, d)}", IsLoose: true),
            new("compound assignment with conversion", 3, (w, d) => w.LocalOf(Ty.Long, toAssign: true) is { } local ? $"{local.Name} += {w.Raw(Ty.Int, d)}" : "1L", IsLoose: true),
        ],
        [Ty.Bool] =
        [
            new("comparison", 8, (w, d) => $"{w.E(Ty.Int, d)} {w.Pick(["<", ">", "<=", ">=", "==", "!="])} {w.E(Ty.Int, d)}", IsLoose: true),
            new("logical and", 4, (w, d) => $"{w.E(Ty.Bool, d)} && {w.E(Ty.Bool, d)}", IsLoose: true),
            new("logical or", 4, (w, d) => $"{w.E(Ty.Bool, d)} || {w.E(Ty.Bool, d)}", IsLoose: true),
            new("strict logic", 2, (w, d) => $"{w.E(Ty.Bool, d)} {w.Pick(["&", "|", "^"])} {w.E(Ty.Bool, d)}", IsLoose: true),
            new("not", 2, (w, d) => $"!{w.E(Ty.Bool, d)}", IsLoose: true),
            new("null test", 1, (w, d) => $"{w.Unknown(Ty.KnotN, d)} is null", IsLoose: true),
            new("string equality", 2, (w, d) => $"{w.E(Ty.Str, d)} == {w.E(Ty.Str, d)}", IsLoose: true),
            new("tuple equality", 2, (w, d) => $"({w.E(Ty.Int, d)}, {w.E(Ty.Str, d)}) {w.Pick(["==", "!="])} ({w.E(Ty.Int, d)}, {w.E(Ty.Str, d)})", IsLoose: true),
            new("relational pattern", 2, (w, d) => $"{w.Unknown(Ty.Int, d)} is > 2 and < 8 or 0", IsLoose: true),
            new("type pattern", 2, (w, d) => $"{w.Unknown(Ty.Obj, d)} is string or int", IsLoose: true),
            new("property pattern", 2, (w, d) => $"{w.Unknown(Ty.KnotN, d)} is {{ Value: > 3, Duo.X: 0 }}", IsLoose: true),
            new("slice pattern", 1, (w, d) => { string source = w.E(Ty.Ints, d); return w.InScopeOf(Ty.Ints, name => $"{source} is [_, .. var {name}] && {w.E(Ty.Bool, d)}"); }, IsLoose: true),
            new("pattern with a variable", 3, (w, d) => { string source = w.Unknown(Ty.Obj, d); return w.InScopeOf(Ty.Int, name => $"{source} is int {name} && {w.E(Ty.Bool, d)}"); }, IsLoose: true),
            new("user-defined logic", 2, (w, d) => $"(new Tri(t, {w.Raw(Ty.Bool, d)}) {w.Pick(["&&", "||"])} new Tri(t, {w.Raw(Ty.Bool, d)})).Value"),
            new("nullable comparison", 1, (w, d) => $"{w.E(Ty.IntN, d)} {w.Pick(["<", ">", "==", "!="])} {w.E(Ty.IntN, d)}", IsLoose: true),
            new("compound logic", 1, (w, d) => w.LocalOf(Ty.Bool, toAssign: true) is { } local ? $"{local.Name} {w.Pick(["&=", "|=", "^="])} {w.Raw(Ty.Bool, d)}" : "true", IsLoose: true),
            new("record equality", 1, (w, d) => $"{w.E(Ty.Figure, d)} == {w.E(Ty.Figure, d)}", IsLoose: true),
            new("constant condition", 1, (w, d) => $"{w.Pick(["true", "false"])} && {w.E(Ty.Bool, d)}", IsLoose: true),
        ],
        [Ty.Str] =
        [
            new("concatenation", 5, (w, d) => $"{w.E(Ty.Str, d)} + {w.Pick(["\"-\"", "1"])} + {w.E(w.Pick([Ty.Str, Ty.Int, Ty.Obj]), d)}", IsLoose: true),
            new("interpolation", 5, (w, d) => $"$\"{{{w.E(Ty.Int, d)}}}:{{{w.E(Ty.Str, d)},4}}|{{({w.Raw(Ty.Int, d)}):D2}}\""),
            new("interpolation of others", 2, (w, d) => $"$\"{{{w.E(Ty.Duo, d)}}} {{{w.E(Ty.Pair, d)}}}\""),
            new("raw interpolation", 1, (w, d) => $"$\"\"\"{{{w.E(Ty.Str, d)}}} \"{{{w.E(Ty.Int, d)}}}.\"\"\""),
            new("ToString of a value", 2, (w, d) => $"{w.E(Ty.Int, d)}.ToString()"),
            new("ToString of an object", 1, (w, d) => $"{w.E(Ty.Figure, d)}.ToString()"),
            new("text of letters", 4, (w, d) => $"{w.LocalOf(Ty.Chars)!.Name}.ToString()", Needs: Ty.Chars),
            new("join", 1, (w, d) => $"string.Join({w.Raw(Ty.Str, d)}, {w.Raw(Ty.Ints, d)})"),
            new("nameof", 1, (w, d) => w.LocalOf(Ty.Int) is { } local ? $"nameof({local.Name})" : "nameof(Duo.X)"),
            new("caller information", 2, (w, d) => $"Kit.Line({w.Raw(Ty.Int, d)})"),
            new("string compound", 2, (w, d) => w.LocalOf(Ty.Str, toAssign: true) is { } local ? $"{local.Name} += {w.Raw(w.Pick([Ty.Str, Ty.Int]), d)}" : "\"q\"", IsLoose: true),
            new("range of a string", 1, (w, d) => $"{w.E(Ty.Str, d)}[..0]"),
            new("range of a string computed", 1, (w, d) => $"\"abcdef\"[Kit.At({w.Raw(Ty.Int, d)})..^Kit.At({w.Raw(Ty.Int, d)})]"),
            new("conditional access to text", 2, (w, d) => $"{w.E(Ty.Obj, d)}?.ToString() ?? {w.E(Ty.Str, d)}", IsLoose: true),
            new("tuple's second member", 1, (w, d) => w.LocalOf(Ty.Pair) is { } pair && w.Chance(50) ? $"{pair.Name}.B" : $"{w.E(Ty.Pair, d)}.Item2"),
            new("value as text", 2, (w, d) => $"Kit.Text({w.Raw(Ty.Obj, d)})"),
        ],
        [Ty.IntN] =
        [
            new("lifted arithmetic", 4, (w, d) => $"{w.E(Ty.IntN, d)} {w.Pick(["+", "-", "*"])} {w.E(Ty.IntN, d)}", IsLoose: true),
            new("conditional access to a value", 4, (w, d) => $"{w.E(Ty.KnotN, d)}?.Plus({w.Raw(Ty.Int, d)})", IsLoose: true),
            new("conditional element access", 2, (w, d) => $"{w.E(Ty.KnotN, d)}?[Kit.At({w.Raw(Ty.Int, d)})]", IsLoose: true),
            new("conditional access to a struct", 2, (w, d) => $"{w.E(Ty.DuoN, d)}?.Times({w.Raw(Ty.Int, d)})", IsLoose: true),
            new("chain of conditional accesses", 2, (w, d) => $"{w.E(Ty.KnotN, d)}?.Set({w.Raw(Ty.Int, d)}).Next?.Plus({w.Raw(Ty.Int, d)})", IsLoose: true),
            new("value to nullable", 3, (w, d) => $"(int?){w.E(Ty.Int, d)}", IsLoose: true),
            new("lifted compound", 2, (w, d) => w.LocalOf(Ty.IntN, toAssign: true) is { } local ? $"{local.Name} += {w.Raw(Ty.Int, d)}" : "(int?)2", IsLoose: true),
            new("nullable property compound", 1, (w, d) => $"{w.E(Ty.Knot, d)}.Perhaps += {w.Raw(Ty.Int, d)}", IsLoose: true),
            new("nullable coalesce", 1, (w, d) => $"{w.E(Ty.IntN, d)} ?? {w.E(Ty.IntN, d)}", IsLoose: true),
            new("conditional assignment", 1, (w, d) => $"{w.E(Ty.KnotN, d)}?.Value = {w.Raw(Ty.Int, d)}", IsLoose: true),
        ],
        [Ty.Obj] =
        [
            new("boxing", 5, (w, d) => $"(object){w.E(w.Pick([Ty.Int, Ty.Long, Ty.Str, Ty.Duo, Ty.Bool]), d)}", IsLoose: true),
            new("reference conversion", 2, (w, d) => $"(object?){w.E(w.Pick([Ty.KnotN, Ty.Figure]), d)}", IsLoose: true),
            new("boxing of a nullable", 1, (w, d) => $"(object?){w.E(Ty.IntN, d)}", IsLoose: true),
            new("as", 1, (w, d) => $"(object?)({w.E(Ty.Obj, d)} as string)", IsLoose: true),
            new("object coalesce", 2, (w, d) => $"{w.E(Ty.Obj, d)} ?? {w.E(Ty.Obj, d)}", IsLoose: true),
            new("object coalesce assignment", 1, (w, d) => w.LocalOf(Ty.Obj, toAssign: true) is { } local ? $"{local.Name} ??= {w.Raw(Ty.Obj, d)}" : "(object?)null", IsLoose: true),
            new("typeof", 1, (w, d) => $"(object)typeof(List<int>).Name", IsLoose: true),
        ],
        [Ty.Ints] =
        [
            new("array initialiser", 4, (w, d) => $"new[] {{ {w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)} }}"),
            new("array of a size", 1, (w, d) => $"new int[3 + Kit.At({w.Raw(Ty.Int, d)})]", IsLoose: true),
            new("array collection expression", 3, (w, d) => $"(int[])[{w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)}, 8]", IsLoose: true),
            new("array spread", 2, (w, d) => $"(int[])[{w.Raw(Ty.Int, d)}, .. {w.Raw(Ty.List, d)}]", IsLoose: true),
            new("list to array", 1, (w, d) => $"{w.E(Ty.List, d)}.ToArray()"),
            new("range of an array", 1, (w, d) => $"{w.E(Ty.Ints, d)}[..^1]"),
            new("property of an object", 1, (w, d) => $"{w.E(Ty.Knot, d)}.Items"),
            new("jagged element", 1, (w, d) => $"new int[][] {{ {w.E(Ty.Ints, d)}, [1, 2, {w.Raw(Ty.Int, d)}] }}[Kit.At({w.Raw(Ty.Int, d)}) % 2]"),
        ],
        [Ty.List] =
        [
            new("collection initialiser", 4, (w, d) => $"new List<int> {{ {w.E(Ty.Int, d)}, {w.E(Ty.Int, d)}, 3 }}"),
            new("collection expression of a list", 2, (w, d) => $"(List<int>)[{w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)}, 3]", IsLoose: true),
            new("list of a sequence", 1, (w, d) => $"{w.E(Ty.Ints, d)}.ToList()"),
        ],
        [Ty.Pair] =
        [
            new("tuple literal", 6, (w, d) => $"({w.Raw(Ty.Int, d)}, {w.Raw(Ty.Str, d)})"),
            new("tuple literal with names", 3, (w, d) => $"(A: {w.Raw(Ty.Int, d)}, B: {w.Raw(Ty.Str, d)})"),
        ],
        [Ty.Duo] =
        [
            new("struct creation", 4, (w, d) => $"new Duo({w.Raw(Ty.Int, d)}, {w.Raw(Ty.Int, d)})"),
            new("struct initialiser", 3, (w, d) => $"new Duo {{ X = {w.Raw(Ty.Int, d)}, Y = {w.Raw(Ty.Int, d)} }}"),
            new("user-defined operator", 4, (w, d) => $"{w.E(Ty.Duo, d)} + {w.E(Ty.Duo, d)}", IsLoose: true),
            new("user-defined unary operator", 1, (w, d) => $"-{w.E(Ty.Duo, d)}", IsLoose: true),
            new("user-defined compound", 2, (w, d) => w.LocalOf(Ty.Duo, toAssign: true) is { } local ? $"{local.Name} += {w.Raw(Ty.Duo, d)}" : "new Duo(1, 1)", IsLoose: true),
            new("user-defined conversion", 2, (w, d) => $"(Duo){w.E(Ty.Int, d)}", IsLoose: true),
            new("operator with converted operand", 1, (w, d) => $"{w.E(Ty.Duo, d)} + {w.E(Ty.Int, d)}", IsLoose: true),
            new("struct with", 2, (w, d) => $"{w.E(Ty.Duo, d)} with {{ X = {w.Raw(Ty.Int, d)} }}", IsLoose: true),
            new("struct in a field", 2, (w, d) => $"{w.E(Ty.Knot, d)}.Duo"),
            new("assignment to a struct in a field", 1, (w, d) => $"{w.E(Ty.Knot, d)}.Duo = {w.Raw(Ty.Duo, d)}", IsLoose: true),
            new("coalesce to a struct", 1, (w, d) => $"{w.E(Ty.DuoN, d)} ?? {w.E(Ty.Duo, d)}", IsLoose: true),
        ],
        [Ty.DuoN] =
        [
            new("struct to nullable", 2, (w, d) => $"(Duo?){w.E(Ty.Duo, d)}", IsLoose: true),
            new("lifted user-defined operator", 2, (w, d) => $"{w.E(Ty.DuoN, d)} + {w.E(Ty.DuoN, d)}", IsLoose: true),
            new("conditional access to a struct field", 2, (w, d) => $"{w.E(Ty.KnotN, d)}?.Set({w.Raw(Ty.Int, d)}).Duo", IsLoose: true),
        ],
        [Ty.Knot] =
        [
            new("object creation", 4, (w, d) => $"new Knot({w.Raw(Ty.Int, d)})"),
            new("object initialiser", 3, (w, d) => $"new Knot({w.Raw(Ty.Int, d)}) {{ Value = {w.Raw(Ty.Int, d)}, Duo = {w.Raw(Ty.Duo, d)}, Next = {w.Raw(Ty.KnotN, d - 1)}, Count = {w.Raw(Ty.Int, d)} }}"),
            new("nested initialisers", 2, (w, d) => $"new Knot(1) {{ Duo = {{ X = {w.Raw(Ty.Int, d)} }}, List = {{ {w.E(Ty.Int, d)}, {w.E(Ty.Int, d)} }}, [Kit.At({w.Raw(Ty.Int, d)})] = {w.Raw(Ty.Int, d)} }}"),
            new("method that returns its object", 2, (w, d) => $"{w.E(Ty.Knot, d)}.Set({w.Raw(Ty.Int, d)})"),
            new("coalesce to an object", 2, (w, d) => $"{w.E(Ty.KnotN, d)} ?? {w.E(Ty.Knot, d)}", IsLoose: true),
            new("coalesce assignment", 2, (w, d) => w.LocalOf(Ty.KnotN, toAssign: true) is { } local ? $"{local.Name} ??= {w.Raw(Ty.Knot, d)}" : $"{w.E(Ty.Knot, d)}.Next ??= {w.Raw(Ty.Knot, d)}", IsLoose: true),
        ],
        [Ty.KnotN] =
        [
            new("object as nullable", 3, (w, d) => $"(Knot?){w.E(Ty.Knot, d)}", IsLoose: true),
            new("reference field", 2, (w, d) => $"{w.E(Ty.Knot, d)}.Next"),
            new("conditional access to an object", 2, (w, d) => $"{w.E(Ty.KnotN, d)}?.Set({w.Raw(Ty.Int, d)})", IsLoose: true),
            new("assignment to a reference field", 2, (w, d) => $"{w.E(Ty.Knot, d)}.Next = {w.Raw(Ty.KnotN, d)}", IsLoose: true),
            new("cast that fails to null", 1, (w, d) => $"{w.E(Ty.Obj, d)} as Knot", IsLoose: true),
        ],
        [Ty.Figure] =
        [
            new("record creation", 4, (w, d) => $"(Figure)new Dot({w.Raw(Ty.Int, d)})", IsLoose: true),
            new("record of records", 3, (w, d) => $"(Figure)new Line(new Dot({w.Raw(Ty.Int, d)}), new({w.Raw(Ty.Int, d)})) {{ Label = {w.Raw(Ty.Str, d)} }}", IsLoose: true),
            new("record with", 3, (w, d) => $"(Figure)(new Dot({w.Raw(Ty.Int, d)}) with {{ X = {w.Raw(Ty.Int, d)} }})", IsLoose: true),
        ],
        [Ty.Tint] = [new("int to enum", 3, (w, d) => $"(Tint)Kit.At({w.Raw(Ty.Int, d)})", IsLoose: true)],
        [Ty.Func] =
        [
            new("lambda", 5, (w, d) => $"(Func<int, int>)({w.Lambda(Ty.Int, d)})", IsLoose: true),
            new("static lambda", 1, (w, d) => "(Func<int, int>)(static (int z) => z * 2)", IsLoose: true),
            new("method group", 2, (w, d) => $"(Func<int, int>){w.E(Ty.Knot, d)}.Plus", IsLoose: true),
        ],
    };

    /// <summary>What an int can be assigned to.</summary>
    private static readonly IReadOnlyList<(string Kind, int Weight, bool IsVariable, Func<BodyWriter, int, string?> Write)> Places =
    [
        ("place: local", 8, true, (w, d) => w.LocalOf(Ty.Int, toAssign: true)?.Name),
        ("place: array element", 4, true, (w, d) => $"{w.E(Ty.Ints, d)}[Kit.At({w.Raw(Ty.Int, d)})]"),
        ("place: list element", 2, false, (w, d) => $"{w.E(Ty.List, d)}[Kit.At({w.Raw(Ty.Int, d)})]"),
        ("place: field", 4, true, (w, d) => $"{w.E(Ty.Knot, d)}.Value"),
        ("place: field of a struct", 3, true, (w, d) => w.LocalOf(Ty.Duo, toAssign: true) is { } duo ? $"{duo.Name}.X" : null),
        ("place: field of a struct in a field", 3, true, (w, d) => $"{w.E(Ty.Knot, d)}.Duo.Y"),
        ("place: field of a struct in an array", 2, true, (w, d) => $"new[] {{ {w.E(Ty.Duo, d)}, 5 }}[0].X"),
        ("place: property", 3, false, (w, d) => $"{w.E(Ty.Knot, d)}.Count"),
        ("place: indexer", 3, false, (w, d) => $"{w.E(Ty.Knot, d)}[Kit.At({w.Raw(Ty.Int, d)})]"),
        ("place: indexer of a struct", 2, false, (w, d) => w.LocalOf(Ty.Duo, toAssign: true) is { } duo ? $"{duo.Name}[Kit.At({w.Raw(Ty.Int, d)})]" : null),
        ("place: tuple member", 2, true, (w, d) => w.LocalOf(Ty.Pair, toAssign: true) is { } pair ? $"{pair.Name}.A" : null),
        ("place: ref return", 2, true, (w, d) => $"Kit.Pick({w.E(Ty.Ints, d)}, {w.Raw(Ty.Int, d)})"),
        ("place: ref return of a method", 1, true, (w, d) => w.LocalOf(Ty.Knot) is { } knot ? $"{knot.Name}.At({w.random.Next(3)})" : null),
        ("place: span element", 4, true, (w, d) => w.LocalOf(Ty.Span) is { } span ? $"{span.Name}[Kit.At({w.Raw(Ty.Int, d)})]" : null),
        ("place: element of a span in a ref struct", 3, true, (w, d) => w.LocalOf(Ty.Window) is { } window ? $"{window.Name}.{w.Pick(["Left", "Right"])}[0]" : null),
        ("place: element of an inline array", 2, true, (w, d) => w.LocalOf(Ty.Four, toAssign: true) is { } four ? $"{four.Name}[Kit.At({w.Raw(Ty.Int, d)})]" : null),
        ("place: either of two references", 3, true, (w, d) => w.PlaceOf(d, toReference: true) is { } one && w.PlaceOf(d, toReference: true) is { } other ? $"Smaller(ref {one}, ref {other})" : null),
        ("place: static field", 1, true, (w, d) => "Kit.Shared"),
        ("place: ref conditional", 1, true, (w, d) => w.LocalOf(Ty.Int, toAssign: true) is { } one && w.LocalOf(Ty.Int, toAssign: true) is { } other ? $"({w.E(Ty.Bool, d)} ? ref {one.Name} : ref {other.Name})" : null),
    ];

    private string? PlaceOf(int depth, bool toReference = false)
    {
        var candidates = Places.Where(form => form.IsVariable || !toReference).ToList();
        int chosen = random.Next(candidates.Sum(form => form.Weight));
        foreach (var form in candidates)
        {
            chosen -= form.Weight;
            if (chosen >= 0)
                continue;
            string? written = form.Write(this, depth - 1);
            if (written is not null)
                Count(form.Kind);
            return written;
        }

        return null;
    }

    private string Step(int depth) => PlaceOf(depth) is { } target ? Pick([$"{target}++", $"++{target}", $"{target}--", $"--{target}"]) : "1";
}
