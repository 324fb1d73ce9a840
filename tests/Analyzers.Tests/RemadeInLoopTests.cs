using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class RemadeInLoopTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "while (flag) co.Await(Future.Select(c.{|PG0217:Receive|}(), Future.Delay(default)));",
        "for (;;) { var won = co.Await(Future.SelectBiased(Future.Yield(), c.{|PG0217:Send|}(1))); if (won.IsFirst(out _)) break; }",
        "foreach (var item in new int[n]) co.Await(Future.Select(c.{|PG0217:Send|}(item), c.{|PG0217:Receive|}()));",
        "while (flag) co.Await(Future.Select(c.Receive().{|PG0217:Timeout|}(default), Future.Yield()));",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "while (flag) co.Await(Future.Select(Future.Yield(), Future.Delay(default)));",
        "while (flag) co.Await(Future.Select(Wait(), Future.Delay(default)));",
        "while (flag) co.Await(Future.Select(Future.Delay(default).Timeout(default), Future.Yield()));",
        "co.Await(Future.Select(c.Receive(), Future.Delay(default)));",
        "using var race = Future.Race(c.Receive(), Future.Yield()); while (flag) co.Await(race.Next());",
        "while (flag) { var handle = new LocalExecutor().Spawn(c.Receive()); co.Await(Future.Select(handle.AsFuture(), Future.Yield())); }",
    ]);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<RemadeInLoopAnalyzer>.Check("""

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n)\n    {{\n        {statement}\n    }}\n"))}}
            [Coroutine, CancelSafe] static void Wait(Co co) => co.Await(Future.Yield());
        }
        """);
}
