using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>PG0103: at the suspension, or at what stands in its way.</summary>
public class UnsupportedFormTests
{
    [Theory]
    [InlineData("int x = 1; ref int r = ref x; unsafe { int* p = [|&x|]; *p = 2; } Get(co); r = 3;")]
    [InlineData("[|lock|] (gate) { Get(co); }")]
    [InlineData("switch (Environment.Version as object) { case System.Text.StringBuilder { Length: 1 } when [|Get(co)|] > 0: break; case System.Text.StringBuilder { Length: 2 }: break; }")]
    [InlineData("_ = array switch { [1, ..] when [|Get(co)|] > 0 => 1, [2, ..] => 2, _ => 3 };")]
    [InlineData("Span<int> s = stackalloc int[[|Get(co)|]];")]
    [InlineData("var r = __makeref(array[[|Get(co)|]]);")]
    [InlineData("try { } catch (Exception) when ([|Get(co)|] > 0) { }")]
    [InlineData("try { } catch (Exception e) [|when (Array.Exists(array, x => e != null) && (e = new()) != null)|] { Get(co); }")]
    [InlineData("fixed (int* p = array.AsSpan()) { [|Get(co)|]; }")]
    [InlineData("int local = 1; fixed (int* p = &shared) { [|Get(co)|]; }")]
    [InlineData("int F(Co co) => Get(co); Taker taker = [|F|]; F(co);")]
    [InlineData("using var use = co.Use(new System.IO.MemoryStream()); Get(co); [|use|].Dispose();")]
    public void A_suspension_that_cannot_stand_there_is_reported(string statement) => Checking.Reports("PG0103", Body(statement));

    [Theory]
    [InlineData("lock (gate) { } Get(co);")]
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
    [InlineData("int F(Co co) => Get(co); F(co); Taker taker = Get;")]
    [InlineData("int i = 0; void F(Co co) => i = Get(co); F(co);")]
    [InlineData("void F(Co co, ref int n, Span<int> s) => n = Get(co) + s.Length; int i = 0; F(co, ref i, array);")]
    [InlineData("using var _ = co.Use(new System.IO.MemoryStream(), out var stream); Console.WriteLine(stream.Length); Get(co);")]
    public void The_same_form_without_a_suspension_inside_is_allowed(string statement) => Checking.Allows(Body(statement));

    [Theory]
    [InlineData("dynamic d = Task.CompletedTask; co.Await(d);")]
    [InlineData("dynamic d = Task.FromResult(1); int n = co.Await(d);")]
    public void What_the_compiler_forbids_itself_is_not_reported_as_something_else(string statement)
    {
        var run = ProgramRun.Of(Body(statement));
        Assert.Empty(Checking.Problems(run.Output));
        Assert.Equal("CS9230", Assert.Single(run.Errors).Id);
    }

    private static string Body(string statement) => $$"""
        static unsafe partial class P
        {
            static readonly object gate = new();
            static int shared;
            [Coroutine] static void M(Co co, int[] array) { {{statement}} }
            [Coroutine] static int Get(Co co) => 1;
            delegate int Taker(Co co);
        }
        """;
}
