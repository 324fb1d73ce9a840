using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>PG01xx: what a body may not do. That every supported form compiles is tested with the compiler.</summary>
public class CoroutineBodyTests
{
    [Theory]
    [InlineData("var kept = {|PG0101:co|};")]
    [InlineData("Use({|PG0101:co|});")]
    [InlineData("Co other = flag ? {|PG0101:co|} : default;")]
    [InlineData("_ = {|PG0101:co|};")]
    [InlineData("Walk(co);")]
    [InlineData("co.Await(Task.CompletedTask);")]
    [InlineData("var name = nameof(co);")]
    public Task PG0101_passes_Co_on_or_awaits(string statement) => Check(statement);

    [Theory]
    [InlineData("Ordinary({|PG0102:co|});")]
    [InlineData("Console.WriteLine(Value({|PG0102:co|}, 1));")]
    [InlineData("Delegate d = Ordinary; ((Taker)d)({|PG0102:co|});")]
    [InlineData("Walk(co);")]
    [InlineData("Walk(Co.Blocking);")]
    [InlineData("Ordinary(Co.Blocking);")]
    public Task PG0102_passes_Co_to_coroutines(string statement) => Check(statement);

    [Theory]
    [InlineData("switch (1) { case int n when Number(co) > n: break; }")]
    [InlineData("try { } catch (Exception) when ({|PG0103:Number(co)|} > 0) { }")]
    [InlineData("{|PG0103:lock|} (this) { Walk(co); }")]
    [InlineData("foreach (var item in new int[1, 1]) Walk(co);")]
    [InlineData("checked { Walk(co); }")]
    [InlineData("unsafe { Walk(co); }")]
    [InlineData("lock (this) { } Walk(co);")]
    [InlineData("try { Walk(co); } catch (Exception e) when (e.Message.Length > 0) { }")]
    [InlineData("foreach (var item in new int[1]) Walk(co);")]
    public Task PG0103_suspends_where_that_can_be_compiled(string statement) => Check(statement);

    [Theory]
    [InlineData("Span<int> s = Any(); {|PG0104:Walk(co)|}; s[0] = 1;")]
    [InlineData("ReadOnlySpan<int> s = Any(); {|PG0104:co.Await(Task.CompletedTask)|}; Console.WriteLine(s.Length);")]
    [InlineData("ref var first = ref Any()[0]; {|PG0104:Walk(co)|}; first = 1;")]
    [InlineData("Span<int> s = new int[1]; s[0] = 1; Walk(co);")]
    [InlineData("Span<int> s = new int[1]; Walk(co); s[0] = 1;")]
    [InlineData("Memory<int> m = new int[1]; Walk(co); m.Span[0] = 1;")]
    [InlineData("Walk(co); Span<int> s = stackalloc int[1]; s[0] = 1;")]
    public Task PG0104_keeps_what_can_be_kept(string statement) => Check(statement);

    // While one types, there is always an error somewhere.
    [Theory]
    [InlineData("var kept = {|PG0101:co|}; {|CS0103:undefined|}();")]
    [InlineData("Ordinary({|PG0102:co|}); {|CS1501:Ordinary|}(co, 1);")]
    [InlineData("if (flag) { Use({|PG0101:co|}); } int number = {|CS0029:\"\"|};")]
    public Task Says_what_Co_is_used_for_in_a_body_that_does_not_compile(string statement) => Check(statement);

    [Theory]
    [InlineData("{|CS1501:Ordinary|}(co, 1);")]
    [InlineData("Use({|CS0103:undefined|}, co);")]
    [InlineData("Span<int> s = Any(); Walk(co); s[0] = {|CS0103:undefined|};")]
    [InlineData("lock (this) { Walk(co); {|CS0103:undefined|}(); }")]
    public Task Leaves_the_statements_with_errors_alone(string statement) => Check(statement);

    private static Task Check(string statement) => RuleTest<CoroutineAnalyzer>.Check(Program(statement));

    private static string Program(string statement) => $$"""
        partial class A
        {
            [Coroutine] void Run(Co co, bool flag) { {{statement}} }

            [Coroutine] void Walk(Co co) => co.Await(Future.Yield());

            [Coroutine] int Number(Co co) => co.Await(Future.Ready(1));

            delegate void Taker(Co co);

            static void Ordinary(Co co) { }

            static int Value(Co co, int a) => a;

            static Span<int> Any() => new int[1];

            static void Use<T>(T value) where T : allows ref struct { }
        }
        """;
}
