using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class NameOverloadFixTests
{
    [Theory]
    [InlineData("[Coroutine] void {|PG0006:Run|}(Co co, int a) { } void Run(int a) { }", "[Coroutine(Overload = \"RunFuture\")] void Run(Co co, int a) { } void Run(int a) { }")]
    [InlineData("[Coroutine()] void {|PG0006:Run|}(Co co, int a) { } void Run(int a) { }", "[Coroutine(Overload = \"RunFuture\")] void Run(Co co, int a) { } void Run(int a) { }")]
    [InlineData("[Coroutine(Overload = \"Walk\")] void {|PG0006:Run|}(Co co, int a) { } int Walk;", "[Coroutine(Overload = \"RunFuture\")] void Run(Co co, int a) { } int Walk;")]
    [InlineData("[Obsolete, PollGen.Coroutine] void {|PG0006:Run|}(Co co, int a) { } void Run(int a) { }", "[Obsolete, PollGen.Coroutine(Overload = \"RunFuture\")] void Run(Co co, int a) { } void Run(int a) { }")]
    [InlineData("[Coroutine] void {|PG0006:Run|}(Co co, int a) { } void Run(int a) { } int RunFuture;", "[Coroutine(Overload = \"RunFuture_\")] void Run(Co co, int a) { } void Run(int a) { } int RunFuture;")]
    [InlineData(
        "[Coroutine] void {|PG0006:Run|}(Co co, int a) { } int Run(int a) => 1; [Coroutine] void {|PG0006:Walk|}(Co co, int a) { } int Walk(int a) => 1;",
        "[Coroutine(Overload = \"RunFuture\")] void Run(Co co, int a) { } int Run(int a) => 1; [Coroutine(Overload = \"WalkFuture\")] void Walk(Co co, int a) { } int Walk(int a) => 1;")]
    public Task As_the_diagnostic_proposes(string before, string after) =>
        FixTest<CoroutineAnalyzer, NameOverloadFix>.Check($"partial class A {{ {before} }}", $"partial class A {{ {after} }}");
}
