using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class LongLoopTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "{|PG0214:while|} (flag) Step();",
        "{|PG0214:for|} (int i = 0; i < n; i++) Step();",
        "{|PG0214:foreach|} (var item in new int[n]) Step();",
        "{|PG0214:do|} Step(); while (flag);",
        "{|PG0214:for|} (int i = 0; i < n; i++) for (int j = 0; j < n; j++) Step();",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "while (flag) { Step(); co.Await(Future.Yield()); }",
        "while (flag) c.Send(co, 1);",
        "for (int i = 0; i < n; i++) n--;",
        "Action run = () => { while (flag) Step(); }; run();",
        "foreach (var item in co.Each(Items())) n++;",
    ]);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<LongLoopAnalyzer>.Check("""

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n)\n    {{\n        {statement}\n    }}\n"))}}
            static void Step() { }
            static async IAsyncEnumerable<int> Items() { await Task.Yield(); yield return 1; }
        }
        """);
}
