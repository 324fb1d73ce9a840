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
        "while (flag) { var receiving = c.{|PG0217:Receive|}(); co.Await(Future.Select(receiving, Future.Yield())); }",
        // Scoped ones.
        "while (flag) co.Await(Future.Select(c.{|PG0217:Fill|}(items), Future.Yield().Scoped()));",
        "while (flag) co.Await(Future.SelectBiased(Future.Delay(default).Scoped(), c.Fill(items).{|PG0217:Timeout|}(default)));",
        "while (flag) { var filling = c.{|PG0217:Fill|}(items); co.Await(Future.Select(filling, Look(items))); }",
        "for (;;) co.Await(Future.Select(c.Receive().{|PG0217:Scoped|}(), Look(items), Future.Yield().Scoped()));",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "while (flag) co.Await(Future.Select(Future.Yield(), Future.Delay(default)));",
        "while (flag) co.Await(Future.Select(Wait(), Future.Delay(default)));",
        "while (flag) co.Await(Future.Select(Future.Delay(default).Timeout(default), Future.Yield()));",
        "co.Await(Future.Select(c.Receive(), Future.Delay(default)));",
        "while (flag) co.Await(Future.Select(Wait().Timeout(default), Future.Delay(default)));",
        "while (flag) co.Await(Future.Select(Look(items), Future.Yield().Scoped()));",
        "while (flag) co.Await(Future.Select(Look(items).Timeout(default), Wait().Scoped(), Future.Delay(default).Scoped()));",
        "co.Await(Future.Select(c.Fill(items), Look(items)));",
        "using var race = Future.Race(c.Receive(), Future.Yield()); while (flag) co.Await(race.Next());",
        "while (flag) { var handle = new LocalExecutor().Spawn(c.Receive()); co.Await(Future.Select(handle.AsFuture(), Future.Yield())); }",
    ]);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<RemadeInLoopAnalyzer>.Check("""

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n, int[] items)\n    {{\n        {statement}\n    }}\n"))}}
            [Coroutine, CancelSafe] static void Look(Co co, Span<int> items) => co.Await(Future.Yield());
            [Coroutine, CancelSafe] static void Wait(Co co) => co.Await(Future.Yield());
        }
        """);
}
