using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>PG0103: at the suspension, or at what stands in its way.</summary>
public class UnsupportedFormTests
{
    [Theory]
    [InlineData("int x = 1; ref int r = ref x; unsafe { int* p = [|&x|]; *p = 2; } Get(co); r = 3;")]
    [InlineData("unsafe { (int X, int Y) two = default; int* p = [|&two.X|]; Get(co); *p = 4; }")]
    [InlineData("unsafe { (int X, int Y) two = default; int* p = (int*)([|&two|]) + 1; int* q = p; q--; Get(co); *p = 4; two.X++; }")]
    [InlineData("unsafe { int* p = [|stackalloc int[4]|]; Get(co); *p = 4; }")]
    [InlineData("unsafe { Buffer buffer = default; int* p = [|buffer.Items|]; Get(co); *p = 4; }")]
    [InlineData("unsafe { Buffer buffer = default; int* p = [|&buffer.Items[1]|]; Get(co); *p = 4; }")]
    [InlineData("unsafe { Pair pair = default; int* p = [|&pair.Count|]; Get(co); *p = 4; }")]
    [InlineData("int F(Co co) => Get(co); [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] int [|G|](Co co) => Get(co); F(co); G(co);")]
    [InlineData("[|lock|] (gate) { Get(co); }")]
    [InlineData("switch (Environment.Version as object) { case System.Text.StringBuilder { Length: 1 } when [|Get(co)|] > 0: break; case System.Text.StringBuilder { Length: 2 }: break; }")]
    [InlineData("_ = array switch { [1, ..] when [|Get(co)|] > 0 => 1, [2, ..] => 2, _ => 3 };")]
    [InlineData("Span<int> s = stackalloc int[[|Get(co)|]];")]
    [InlineData("var r = __makeref(array[[|Get(co)|]]);")]
    [InlineData("try { } catch (Exception) when ([|Get(co)|] > 0) { }")]
    [InlineData("try { } catch (Exception e) [|when (Array.Exists(array, x => e != null) && (e = new()) != null)|] { Get(co); }")]
    [InlineData("Span<int> span = stackalloc int[2]; fixed (int* p = span) { [|Get(co)|]; }")]
    [InlineData("Span<int> span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(new List<int> { 1 }); fixed (int* p = span) { [|Get(co)|]; }")]
    [InlineData("Memory<int> memory = array; fixed (int* p = memory.Span) { [|Get(co)|]; }")]
    [InlineData("int local = 1; fixed (int* p = &shared) { [|Get(co)|]; }")]
    [InlineData("int F(Co co) => Get(co); Taker taker = [|F|]; F(co);")]
    [InlineData("using var use = co.Use(new System.IO.MemoryStream()); Get(co); [|use|].Dispose();")]
    public void A_suspension_that_cannot_stand_there_is_reported(string statement) => Checking.Reports("PG0103", Body(statement));

    [Theory]
    [InlineData("lock (gate) { } Get(co);")]
    [InlineData("unsafe { int x = 1, y = 0; int* p = &x; y = *p; Get(co); p = null; _ = x + y; }")]
    [InlineData("unsafe { int x = 1; Take(&x); Get(co); x++; }")]
    [InlineData("unsafe { int* p = Native(); Get(co); int* q = &p[1]; *q = 3; try { q = &p[2]; *q = Get(co); } finally { *p = 1; } }")]
    [InlineData("unsafe { int[] local = new int[2]; try { fixed (int* p = &local[1]) { Get(co); } fixed (int* p = &(local[Get(co)])) { *p = 1; } } finally { local = null!; } }")]
    [InlineData("unsafe { Buffer buffer = default; buffer.Items[1] = Get(co); int* p = buffer.Items; *p = 3; }")]
    [InlineData("switch (1) { case 1 when Get(co) > 0: break; }")]
    [InlineData("_ = 1 switch { 1 when Get(co) > 0 => 1, _ => 2 };")]
    [InlineData("_ = \"\" switch { { Length: 1 } when Get(co) > 0 => 1, { Length: 2 } => 2, _ => 3 };")]
    [InlineData("_ = new KeyValuePair<int, int>() switch { { Key: 1 } when Get(co) > 0 => 1, { Key: 2 } => 2, _ => 3 };")]
    [InlineData("var text = new List<string>(array.Length) { Capacity = Get(co) }; int[] all = [.. array, Get(co)];")]
    [InlineData("string.Create(null, $\"{Get(co)}\"); new System.Text.StringBuilder().Append($\"{Get(co)}\");")]
    [InlineData("ref int r = ref array[0]; r = ref array[Get(co)];")]
    [InlineData("array?[0] = Get(co); (array.Length > 0 ? ref array[0] : ref array[1]) = Get(co);")]
    [InlineData("try { Get(co); } catch (Exception e) when (e.Message == \"\") { Get(co); }")]
    [InlineData("foreach (ref int x in array.AsSpan()) { x = Get(co); }")]
    [InlineData("foreach (var x in new int[1, 1]) { Get(co); }")]
    [InlineData("try { } catch (Exception e) when (Array.Exists(array, x => e != null)) { Get(co); }")]
    [InlineData("checked { unsafe { unchecked { Get(co); } } }")]
    [InlineData("fixed (int* p = new int[Get(co)]) { }")]
    [InlineData("again: var n = Get(co); Func<int> f = () => n; if (n > 1) goto again;")]
    [InlineData("fixed (char* p = \"\") { Get(co); }")]
    [InlineData("fixed (int* p = array, q = &array[1]) { Get(co); }")]
    [InlineData("fixed (int* p = array.AsSpan()) { } Get(co);")]
    [InlineData("fixed (int* p = array.AsSpan()) { Get(co); }")]
    [InlineData("fixed (int* p = &array.AsSpan()[1]) { Get(co); }")]
    [InlineData("int F(Co co) => Get(co); F(co); Taker taker = Get;")]
    [InlineData("int i = 0; void F(Co co) => i = Get(co); F(co);")]
    [InlineData("void F(Co co, ref int n, Span<int> s) => n = Get(co) + s.Length; int i = 0; F(co, ref i, array);")]
    [InlineData("using var _ = co.Use(new System.IO.MemoryStream(), out var stream); Console.WriteLine(stream.Length); Get(co);")]
    public void The_same_form_without_a_suspension_inside_is_allowed(string statement) => Checking.Allows(Body(statement));

    [Theory]
    [InlineData("Span<int> span = stackalloc int[2]; fixed (int* p = span) { Get(co); }", "since 'span' is memory of the future itself")]
    [InlineData("fixed (int* p = &shared) { Get(co); }", "since '&shared' is a static field")]
    [InlineData("fixed (int* p = handed) { Get(co); }", "since 'handed' is the caller's")]
    [InlineData("fixed (int* p = &handed[1]) { Get(co); }", "since '&handed[1]' is the caller's")]
    [InlineData("Memory<int> memory = array; fixed (int* p = memory.Span) { Get(co); }", "keep the handle of its Pin() in a 'using'")]
    [InlineData("fixed (int* p = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(new List<int>())) { Get(co); }", "copy it into an array")]
    [InlineData("Span<int> span = array.Length > 1 ? array : stackalloc int[1]; fixed (int* p = span) { Get(co); }", "memory of the future itself")]
    [InlineData("fixed (int* p = Any()) { Get(co); }", "since 'Any()' may be a part of anything: what 'Any()' gives does not tell")]
    public void What_cannot_stay_pinned_is_told_why(string statement, string reason)
    {
        var run = ProgramRun.Of(Body(statement));
        var problem = Checking.Problems(run.Output).Distinct().Single();
        Assert.Equal("PG0103", problem.RuleId);
        Assert.Contains(reason, problem.Arguments[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dynamic d = Task.CompletedTask; co.Await(d);")]
    [InlineData("dynamic d = Task.FromResult(1); int n = co.Await(d);")]
    public void What_the_compiler_forbids_itself_is_not_reported_as_something_else(string statement)
    {
        var run = ProgramRun.Of(Body(statement));
        Assert.Empty(Checking.Problems(run.Output));
        Assert.Equal("CS9230", Assert.Single(run.Errors).Id);
    }

    [Fact]
    public void A_pinned_coroutine_holds_no_ref_struct_whose_address_is_taken() => Checking.Reports("PG0103", """
        static unsafe partial class P
        {
            [Coroutine(Pinned = true)] static int M(Co co) { Pair pair = default; int* p = [|&pair.Count|]; Get(co); *p = 5; return pair.Count; }
            [Coroutine] static int Get(Co co) => 1;
            ref struct Pair { public Span<int> Left; public int Count; }
        }
        """);

    private static string Body(string statement) => $$"""
        static unsafe partial class P
        {
            static readonly object gate = new();
            static int shared;
            [Coroutine] static void M(Co co, int[] array, Span<int> handed) { {{statement}} }
            [Coroutine] static int Get(Co co) => 1;
            static Span<int> Any() => new int[1];
            static void Take(int* pointer) { }
            static int* Native() => null;
            struct Buffer { public fixed int Items[2]; }
            ref struct Pair { public Span<int> Left; public int Count; }
            delegate int Taker(Co co);
        }
        """;
}
