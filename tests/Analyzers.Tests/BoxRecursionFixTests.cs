using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class BoxRecursionFixTests
{
    [Theory]
    [InlineData("=> n == 0 ? 0 : n + {|PG0105:Sum(co, n - 1)|};", "=> n == 0 ? 0 : n + co.Await(Sum(n - 1).Boxed());")]
    [InlineData("=> n < 2 ? n : {|PG0105:Sum(co, n - 1)|} + {|PG0105:P.Sum(co, n: n - 2)|};", "=> n < 2 ? n : co.Await(Sum(n - 1).Boxed()) + co.Await(P.Sum(n: n - 2).Boxed());")]
    [InlineData("{ if (n == 0) return 0; /* all */ return {|PG0105:Sum(\nco, // the right\nn - 1)|}; // rest\n}", "{ if (n == 0) return 0; /* all */ return co.Await(Sum(\nn - 1).Boxed()); // rest\n}")]
    public Task The_future_is_made_and_boxed(string before, string after) => Check($"[Coroutine] public static int Sum(Co co, int n) {before}", $"[Coroutine] public static int Sum(Co co, int n) {after}");

    [Fact]
    public Task The_overload_has_its_own_name() => Check(
        "[Coroutine(Overload = \"Later\")] public static void Run(Co co, int n) { if (n > 0) {|PG0105:Run(co, n - 1)|}; }",
        "[Coroutine(Overload = \"Later\")] public static void Run(Co co, int n) { if (n > 0) co.Await(Later(n - 1).Boxed()); }");

    [Fact]
    public Task Not_offered_where_references_are_handed_in() => Check(
        "[Coroutine] public static void Run(Co co, Span<int> n) { n[0]--; if (n[0] > 0) {|PG0105:Run(co, n)|}; }",
        "[Coroutine] public static void Run(Co co, Span<int> n) { n[0]--; if (n[0] > 0) {|PG0105:Run(co, n)|}; }");

    [Fact]
    public Task Not_offered_for_local_functions() => Check(
        "[Coroutine] public static int Run(Co co, int n) { return Down(co, n); int Down(Co co, int left) => left == 0 ? 0 : {|PG0105:Down(co, left - 1)|}; }",
        "[Coroutine] public static int Run(Co co, int n) { return Down(co, n); int Down(Co co, int left) => left == 0 ? 0 : {|PG0105:Down(co, left - 1)|}; }");

    private static Task Check(string before, string after) =>
        FixTest<CoroutineAnalyzer, BoxRecursionFix>.Check($"partial class P {{ {before} }}", $"partial class P {{ {after} }}");
}
