using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class AddCoFixTests
{
    [Theory]
    [InlineData("[Coroutine] void {|PG0001:Run|}() { } [Coroutine] void {|PG0001:Walk|}(int a) { }", "[Coroutine] void Run(Co co) { } [Coroutine] void Walk(Co co, int a) { }")]
    [InlineData("[Coroutine] void {|PG0001:Run|}(int a, params int[] b) { }", "[Coroutine] void Run(Co co, int a, params int[] b) { }")]
    [InlineData("[Coroutine] void {|PG0001:Run|}(int co) { }", "[Coroutine] void Run(Co co2, int co) { }")]
    [InlineData("[Coroutine] void {|PG0001:Run|}(int a) { var co = a; var co2 = co; }", "[Coroutine] void Run(Co co3, int a) { var co = a; var co2 = co; }")]
    public Task As_the_first_parameter(string before, string after) => Check($"partial class A {{ {before} }}", $"partial class A {{ {after} }}");

    [Fact]
    public Task After_the_receiver() => Check(
        "static partial class A { [Coroutine] public static void {|PG0001:Run|}(this string a, int b) { } }",
        "static partial class A { [Coroutine] public static void Run(this string a, Co co, int b) { } }");

    [Fact]
    public Task With_its_full_name_where_the_short_one_means_something_else() => Check(
        "partial class A { [Coroutine] void {|PG0001:Run|}(int a) { } class Co; }",
        "partial class A { [Coroutine] void Run(PollGen.Co co, int a) { } class Co; }");

    private static Task Check(string before, string after) => FixTest<CoroutineAnalyzer, AddCoFix>.Check(before, after);
}
