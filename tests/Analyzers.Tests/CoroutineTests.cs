using Microsoft.CodeAnalysis.Testing;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>PG00xx: what is wrong with a declaration.</summary>
public class CoroutineTests
{
    [Theory]
    [InlineData("[Coroutine] void {|PG0001:Run|}() { }")]
    [InlineData("[Coroutine] static void {|PG0001:Run|}(int a, string b) { }")]
    [InlineData("[Coroutine] void {|PG0001:Run|}(Func<int> co) { }")]
    [InlineData("[Coroutine] void Run(Co co) { }")]
    [InlineData("[Coroutine] static void Run(Co co, int a) { }")]
    [InlineData("void Run() { }")]
    public Task PG0001_takes_a_Co(string method) => Check(method);

    [Theory]
    [InlineData("[Coroutine] void Run(Co co, Co {|PG0002:other|}) { }")]
    [InlineData("[Coroutine] static void Run(Co co, int a, Co {|PG0002:other|}, Co {|PG0002:third|}) { }")]
    [InlineData("[Coroutine] void Run(Co co, ref Co {|PG0002:other|}) { }")]
    [InlineData("void Run(Co co, Co other) { }")]
    [InlineData("[Coroutine] void Run(Co co) { }")]
    [InlineData("[Coroutine] void Run(Co co, int other) { }")]
    public Task PG0002_takes_one_Co(string method) => Check(method);

    [Theory]
    [InlineData("[Coroutine] void Run(ref Co {|PG0003:co|}) { }")]
    [InlineData("[Coroutine] static void Run(in Co {|PG0003:co|}) { }")]
    [InlineData("[Coroutine] void Run(ref readonly Co {|PG0003:co|}) { }")]
    [InlineData("[Coroutine] void Run(out Co {|PG0003:co|}) { co = default; }")]
    [InlineData("[Coroutine] void Run(Co co) { }")]
    [InlineData("[Coroutine] void Run(scoped Co co) { }")]
    [InlineData("void Run(ref Co co) { }")]
    public Task PG0003_passes_it_by_value(string method) => Check(method);

    [Theory]
    [InlineData("[Coroutine] static void Run(int a, Co {|PG0004:co|}) { }")]
    [InlineData("[Coroutine] static void Run(int a, Co {|PG0004:co|}, int b) { }")]
    [InlineData("[Coroutine] public static void Run(this string a, int b, Co {|PG0004:co|}) { }")]
    [InlineData("[Coroutine] public static void Run(this string a, Co co, int b) { }")]
    [InlineData("[Coroutine] static void Run(Co co, int a) { }")]
    [InlineData("static void Run(int a, Co co) { }")]
    public Task PG0004_has_it_in_front(string method) => RuleTest<CoroutineAnalyzer>.Check($"static partial class Program {{ {method} }}");

    [Theory]
    [InlineData("partial class A { class B { [Coroutine] static void {|PG0005:Run|}(Co co) { } } }")]
    [InlineData("class A { partial struct B { [Coroutine] static void {|PG0005:Run|}(Co co) { } } }")]
    [InlineData("record A { [Coroutine] void {|PG0005:Run|}(Co co) { } }")]
    [InlineData("class A { class B { [Coroutine] static void {|PG0005:{|PG0005:Run|}|}(Co co) { } } }")]
    [InlineData("partial class A { partial record struct B { [Coroutine] static void Run(Co co) { } } }")]
    [InlineData("partial class A { [Coroutine] void Run(Co co) { } }")]
    [InlineData("class A { void Run(Co co) { } }")]
    public Task PG0005_stands_in_partial_types(string type) => RuleTest<CoroutineAnalyzer>.Check(type);

    [Theory]
    [InlineData("[Coroutine] void {|PG0006:Run|}(Co co, int a) { } void Run(int b) { }")]
    [InlineData("[Coroutine] void {|PG0006:Run|}<T>(Co co, T a) { } void Run<U>(U b) { }")]
    [InlineData("[Coroutine(Overload = \"Walk\")] void {|PG0006:Run|}(Co co) { } int Walk => 1;")]
    [InlineData("[Coroutine] void {|PG0006:Run|}(Co co) { } class RunMachine;")]
    [InlineData("[Coroutine] void Run(Co co, int a) { } void Run(long b) { }")]
    [InlineData("[Coroutine] void Run(Co co, int a) { } void Run<T>(int b) { }")]
    [InlineData("[Coroutine] void Run(Co co, int a) { } [Coroutine] void Run(Co co, string a) { }")]
    [InlineData("[Coroutine(Overload = \"Walk\")] void Run(Co co) { } void Run() { }")]
    [InlineData("void Run(Co co) { } void Run() { }")]
    public Task PG0006_has_a_free_overload(string members) => Check(members);

    [Theory]
    [InlineData("[Coroutine] ref int {|PG0007:Run|}(Co co) => throw new Exception();")]
    [InlineData("[Coroutine] Span<int> {|PG0007:Run|}(Co co) => default;")]
    [InlineData("[Coroutine] void Run(Co co, ref int a, Span<int> b) { }")]
    [InlineData("[Coroutine] public virtual void Run(Co co) { }")]
    [InlineData("[Coroutine] public virtual void Run(Co co, out int {|PG0007:a|}) => a = 1;")]
    [InlineData("[Coroutine] private partial int Run(Co co, int a = 1); private partial int Run(Co co, int a) => a;")]
    [InlineData("void Outer() { [Coroutine] static void {|PG0007:Local|}(Co co) { } Local(Co.Blocking); }")]
    [InlineData("[Coroutine] Memory<int> Run(Co co, Memory<int> a) => a;")]
    [InlineData("[Coroutine] int? Run<T>(Co co, T a) => 1;")]
    [InlineData("public virtual void Run(ref Co co) { }")]
    [InlineData("void Outer() { static void Local(Co co) { } Local(Co.Blocking); }")]
    public Task PG0007_can_be_a_coroutine(string method) => Check(method);

    [Fact]
    public Task Says_what_it_found_and_what_to_do()
    {
        var test = new RuleTest<CoroutineAnalyzer>("""
            partial class A
            {
                [Coroutine] void {|#0:Run|}(Co co, int a) { }
                void Run(int b) { }
                void RunFuture() { }
            }
            """);
        test.ExpectedDiagnostics.Add(DiagnosticResult.CompilerError("PG0006").WithLocation(0)
            .WithArguments("Run", "A.Run(int)", "RunFuture_"));
        return test.RunAsync();
    }

    [Fact]
    public Task Reports_in_the_file_of_the_coroutine()
    {
        var test = new RuleTest<CoroutineAnalyzer>("partial class A { [Coroutine] void {|PG0001:Run|}() { } }");
        test.TestState.Sources.Add(("Other.cs", "unsafe partial class A { [Coroutine] void Walk(Co co, int* {|PG0007:a|}) { } }"));
        return test.RunAsync();
    }

    [Fact]
    public Task Also_in_files_that_count_as_generated() => RuleTest<CoroutineAnalyzer>.Check("""
        // <auto-generated/>
        partial class A
        {
            [Coroutine] void {|PG0001:Run|}() { }
        }
        """);

    private static Task Check(string members) => RuleTest<CoroutineAnalyzer>.Check($"partial class A {{ {members} }}");
}
