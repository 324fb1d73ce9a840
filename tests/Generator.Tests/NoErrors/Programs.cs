namespace PollGen.Generator.Tests.NoErrors;

/// <summary>Right programs of every supported form. Each is one body around a few members that all may use.</summary>
internal static class Programs
{
    /// <summary>The statements of <c>static int M(Co co, int a, string? s, int[] items)</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Bodies = new Dictionary<string, string>
    {
        ["nothing suspends"] = "return a;",
        ["throw only"] = "throw new NotSupportedException();",
        ["endless"] = "while (true) { co.Await(Future.Yield()); }",
        ["endless with a way out"] = "for (;;) { if (Get(co, a) > 1) return a; a++; }",
        ["kept locals"] = "int b = a + 1; var c = s; Get(co, 1); return b + (c?.Length ?? 0);",
        ["unassigned until later"] = "int b; Get(co, 1); b = 2; Get(co, b); return b;",
        ["assigned on both ways"] = "int b; if (Get(co, 1) > 0) b = Get(co, 2); else b = 3; return b;",
        ["discards"] = "_ = Get(co, 1); var (_, b) = (Get(co, 1), 2); return b;",
        ["unused local"] = "var unused = Get(co, 1); return 1;",
        ["operands"] = "return a + Get(co, 1) * (Get(co, a++) - a) + items[Get(co, 0)];",
        ["arguments"] = "return Sum(a, Get(co, 1), Get(co, z: 2)) + Sum(c: Get(co, 1), a: a, b: 2);",
        ["receiver"] = "return Text(co).Trim().Substring(Get(co, 0)).Length;",
        ["null-conditional"] = "return Maybe(co)?.Trim()?.Length ?? Get(co, 1);",
        ["nullable narrowing"] = "if (s is null) return 0; Get(co, 1); return s.Length;",
        ["nullable narrowing of a kept result"] = "var t = Maybe(co); if (t == null) return 0; Get(co, 1); return t.Length;",
        ["nullable value"] = "int? b = a > 0 ? Get(co, 1) : null; Get(co, 2); return b ?? 3;",
        ["suppressed"] = "var t = Maybe(co)!; Get(co, 1); return t.Length;",
        ["logic"] = "return a > 0 && Get(co, 1) > 0 || Get(co, 2) > 1 ? Get(co, 3) : 4;",
        ["coalesce"] = "s ??= Text(co); string t = s ?? Text(co); return t.Length;",
        ["compound"] = "a += Get(co, 1); items[Get(co, 0)] += Get(co, 1); a <<= Get(co, 2); return a;",
        ["increment"] = "items[Get(co, 0)]++; return --items[Get(co, 0)];",
        ["tuple"] = "var t = (A: Get(co, 1), B: Text(co)); (a, s) = (Get(co, 1), t.B); return t.A + a;",
        ["swap"] = "var b = 2; (a, b) = (b, Get(co, a)); return a;",
        ["interpolation"] = "return $\"{a,3:X}{Get(co, 1)} {{}} {Text(co)}\".Length;",
        ["raw interpolation"] = "return $$\"\"\"{{Get(co, 1)}} {x} {{a}}\"\"\".Length;",
        ["collection"] = "int[] b = [a, Get(co, 1), 3]; List<int> c = [Get(co, 1)]; return b.Length + c.Count;",
        ["arrays"] = "var b = new int[Get(co, 1)]; int[] c = { 1, Get(co, 2) }; var d = new[] { Get(co, 1), a }; return b.Length + c[0] + d[1];",
        ["initialisers"] = "var b = new Box { Value = Get(co, 1), Items = { Get(co, 2), a } }; var c = new Dictionary<int, string> { [Get(co, 1)] = Text(co) }; return b.Value + c.Count;",
        ["casts"] = "object o = Get(co, 1); return (int)o + (o is int x ? x : 0) + (int)(long)Get(co, 1);",
        ["checked block"] = "checked { a += 1; } unchecked { a *= 2; } return a + Get(co, 1);",
        ["if and else"] = "if (Get(co, 1) is var x and > 0) { a = x; } else if (a > 1) a = Get(co, 2); else { } return a;",
        ["pattern variables"] = "if (Maybe(co) is { Length: > 1 and var n } t && Get(co, n) > 0) return t.Length + n; return 0;",
        ["out variables"] = "if (int.TryParse(Text(co), out var n) && Get(co, n) > 0) return n; return 0;",
        ["while"] = "while (Get(co, a) > 0 && a-- > 0) { if (a == 2) continue; if (a == 1) break; } return a;",
        ["do"] = "do { a--; if (a == 3) continue; Get(co, 1); } while (Get(co, a) > 0); return a;",
        ["for"] = "for (int i = Get(co, 0), j = 3; i < Get(co, j); i++, Get(co, i)) a += i; return a;",
        ["nested loops"] = "for (var i = 0; i < 2; i++) for (var j = 0; j < 2; j++) { if (j == i) continue; a += Get(co, j); } return a;",
        ["foreach array"] = "foreach (var i in items) a += Get(co, i); return a;",
        ["foreach list"] = "foreach (var i in new List<int>(items)) a += Get(co, i); return a;",
        ["foreach interface"] = "foreach (var i in (IEnumerable<int>)items) a += Get(co, i); return a;",
        ["foreach deconstruction"] = "foreach (var (k, v) in new Dictionary<int, string>()) a += Get(co, k) + v.Length; return a;",
        ["foreach conversion"] = "foreach (long i in items) a += Get(co, (int)i); return a;",
        ["foreach string"] = "foreach (var c in s ?? \"\") a += Get(co, c); return a;",
        ["foreach suspending collection"] = "foreach (var i in List(co)) a += i; return a;",
        ["switch"] = "switch (Get(co, a)) { case 1: a = Get(co, 2); break; case 2: case 3: return 1; case > 5 when a > 1: goto case 1; default: goto case 2; } return a;",
        ["switch on types"] = "object o = a; switch (o) { case int i: return Get(co, i); case string { Length: 1 } t: Get(co, 1); return t.Length; case null: break; } return 0;",
        ["switch on strings"] = "switch (s) { case \"a\": return Get(co, 1); case null: return 2; } return 3;",
        ["switch expression"] = "return Get(co, a) switch { 1 => Get(co, 2), > 3 and var n when n > a => n, _ => throw new InvalidOperationException() };",
        ["switch with a local"] = "switch (a) { case 1: int x = Get(co, 1); a = x; break; case 2: x = 3; Get(co, x); a = x; break; } return a;",
        ["goto"] = "again: a--; Get(co, 1); if (a > 0) goto again; return a;",
        ["using declaration"] = "using var r = new Res(); Get(co, 1); return r.Value;",
        ["using statement"] = "using (var r = new Res()) using (new Res()) { a = Get(co, r.Value); } return a;",
        ["using without a body of its own"] = "using (new Res()) return Get(co, 1);",
        ["using struct"] = "using var r = new ResStruct(); Get(co, 1); return r.Value;",
        ["using null"] = "using (Res? r = a > 0 ? new Res() : null) { Get(co, 1); } return 1;",
        ["try and finally"] = "try { a = Get(co, 1); } finally { a++; } return a;",
        ["try and catch"] = "try { return Get(co, 1); } catch (InvalidOperationException e) when (e.Message.Length > a) { a = e.Message.Length; } catch { throw; } return a;",
        ["catch suspends"] = "try { a = Get(co, 1); } catch (Exception e) { Get(co, e.Message.Length); throw; } return a;",
        ["catch without a variable"] = "try { a = Get(co, 1); } catch (ArgumentException) { } return a;",
        ["nested tries"] = "try { try { a = Get(co, 1); } finally { a++; } } catch (Exception) { try { Get(co, 1); } catch { } } finally { a--; } return a;",
        ["loop over a try"] = "while (a > 0) { try { a -= Get(co, 1); if (a == 3) break; if (a == 2) continue; } catch (Exception) { continue; } } return a;",
        ["lambda"] = "Func<int> f = () => a + 1; Get(co, 1); return f();",
        ["lambda that writes"] = "var n = 0; Action f = () => n++; for (var i = 0; i < 2; i++) { f(); Get(co, n); } return n;",
        ["lambdas of a loop"] = "var fs = new List<Func<int>>(); foreach (var i in items) { var j = i; fs.Add(() => i + j); Get(co, j); } return fs[0]();",
        ["static lambda"] = "Func<int, int> f = static x => x * 2; return f(Get(co, 1));",
        ["query"] = "var n = Get(co, 1); var q = from i in items where i > n select i + a; Get(co, 2); return q.Sum();",
        ["local function"] = "static int Twice(int x) => x * 2; return Twice(Get(co, 1));",
        ["constants"] = "const int N = 3; const string T = \"a\" + \"b\"; Get(co, N); return N + T.Length;",
        ["span between"] = "Span<int> sp = items; sp[0] = 1; Get(co, 1); return items.AsSpan().Length;",
        ["ref between"] = "ref int r = ref items[0]; r = 2; Get(co, 1); return items[0];",
        ["stackalloc between"] = "Span<byte> b = stackalloc byte[4]; b[0] = 1; a = b[0]; return Get(co, a);",
        ["dynamic"] = "dynamic d = Get(co, 1); return (int)d;",
        ["tasks"] = "co.Await(Task.CompletedTask); co.Await(new ValueTask()); return co.Await(Task.FromResult(1)) + co.Await(new ValueTask<int>(2));",
        ["awaitable"] = "co.Await(Task.Yield()); return 1;",
        ["configured task"] = "return co.Await(Task.FromResult(1).ConfigureAwait(false));",
        ["combinator"] = "var (x, y) = co.Await(Future.Join(Get(1), Get(2))); return x + y;",
        ["futures as values"] = "var f = Get(1); return co.Await(f);",
        ["boxed"] = "BoxedFuture<int> f = Get(1).Boxed(); return co.Await(f);",
        ["generic call"] = "return Same(co, a) + Same(co, (a, s)).a + Same<string>(co, \"x\").Length;",
        ["params"] = "return All(co) + All(co, 1) + All(co, 1, Get(co, 2)) + All(co, items);",
        ["defaults"] = "return Default(co) + Default(co, t: \"x\");",
        ["extension"] = "return 3.Plus(co, 4) + Ext.Plus(3, co, 4);",
        ["instance"] = "var b = new Box(); return b.Add(co, 1) + new Box { Value = 2 }.Add(co, Get(co, 1));",
        ["names of ours"] = "int machine = a, cx = 1, result = 2, resume = 3, frame = 4, cancelling = 5, state = 6; Get(co, 1); return machine + cx + result + resume + frame + cancelling + state;",
        ["keywords"] = "int @int = a, @class = 2; Get(co, @int); return @class + @int;",
        ["same names side by side"] = "{ int b = 1; Get(co, b); } { string b = \"\"; Get(co, b.Length); } return 1;",
        ["obsolete"] = "#pragma warning disable CS0612\nOld(); Get(co, 1); Old();\n#pragma warning restore CS0612\nreturn 1;",
        ["preprocessor"] = "\n#if DEBUG\na++;\n#else\na--;\n#endif\nreturn Get(co, a);",
        ["line directive of the user"] = "\n#line 100 \"other.txt\"\nGet(co, 1);\n#line default\nreturn a;",
        ["throw expression"] = "var t = s ?? throw new ArgumentNullException(nameof(s)); Get(co, 1); return t.Length;",
        ["index and range"] = "return items[^Get(co, 1)] + items[1..Get(co, 2)].Length;",
        ["nameof and default"] = "string n = nameof(a) + nameof(Get); int d = default; Get(co, d); return n.Length;",
        ["empty statements"] = ";; { } Get(co, 1); ; return a;",
        ["await in a lambda"] = "Func<Task<int>> f = async () => { await Task.Yield(); return a; }; return co.Await(f());",
        ["unreachable"] = "return Get(co, 1); a++;",
        ["deconstruction"] = "var (x, (y, z)) = (Get(co, 1), (a, Text(co))); Get(co, y); return x + z.Length;",
    };

    public static string Of(string body) => $$"""
        using System.Linq;

        public static partial class P
        {
            [Coroutine] public static int M(Co co, int a, string? s, int[] items)
            {
                {{body}}
            }

            [Coroutine] static int Get(Co co, int z) { co.Await(Future.Yield()); return z; }
            [Coroutine] static string Text(Co co) => "text";
            [Coroutine] static string? Maybe(Co co) => null;
            [Coroutine] static List<int> List(Co co) => [1];
            [Coroutine] static T Same<T>(Co co, T x) => x;
            [Coroutine] static int All(Co co, params int[] x) => x.Length;
            [Coroutine] static int Default(Co co, int x = 1, string? t = null) => x + (t ?? "").Length;
            static int Sum(int a, int b, int c) => a + b + c;
            [Obsolete] static void Old() { }
        }

        public static partial class Ext
        {
            [Coroutine] public static int Plus(this int x, Co co, int y) => x + y;
        }

        public partial class Box
        {
            public int Value { get; set; }
            public List<int> Items { get; } = [];
            [Coroutine] public int Add(Co co, int x) { co.Await(Future.Yield()); return Value + x; }
        }

        public sealed class Res : IDisposable { public int Value => 1; public void Dispose() { } }
        public struct ResStruct : IDisposable { public int Value => 1; public void Dispose() { } }
        """;
}
