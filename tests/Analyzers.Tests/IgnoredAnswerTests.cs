using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class IgnoredAnswerTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "var own = c.Send(1); own.{|PG0216:Poll|}(default, out _);",
        "var own = c.Send(1); own.{|PG0216:PollCancel|}(default);",
        "BoxedFuture<int> own = c.Receive().Boxed(); own.{|PG0216:PollCancel|}(default);",
        "co.{|PG0216:Await|}(c.Receive().Settled());",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "var own = c.Send(1); _ = own.Poll(default, out _);",
        "var own = c.Send(1); while (!own.PollCancel(default)) { }",
        "var settled = co.Await(c.Receive().Settled()); Use(settled);",
        "co.Await(c.Receive());",
        "Poll(); void Poll() { }",
    ]);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<IgnoredAnswerAnalyzer>.Check("""

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n)\n    {{\n        {statement}\n    }}\n"))}}
            static void Use<T>(T value) { }
        }
        """);
}
