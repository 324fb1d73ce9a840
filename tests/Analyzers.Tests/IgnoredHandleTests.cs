using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class IgnoredHandleTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "new LocalExecutor().{|PG0211:Spawn|}(c.Send(1));",
        "using var pool = new ThreadPoolExecutor(); pool.{|PG0211:Spawn|}(c.Send(1));",
        "void Start() { new LocalExecutor().{|PG0211:Spawn|}(c.Send(1)); }",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "new LocalExecutor().SpawnDetached(c.Send(1));",
        "var handle = new LocalExecutor().Spawn(c.Send(1)); Use(handle);",
        "_ = new LocalExecutor().Spawn(c.Send(1));",
        "TaskGroup group = null!; group.Spawn(c.Send(1));",
        "Spawn(c.Send(1)); void Spawn<T>(T future) { }",
    ]);

    [Theory]
    [InlineData("executor.{|PG0211:Spawn|}(Future.Yield());", "executor.SpawnDetached(Future.Yield());")]
    [InlineData("executor.{|PG0211:Spawn|}<YieldMachine, Unit>(Future.Yield()); /* a */", "executor.SpawnDetached<YieldMachine, Unit>(Future.Yield()); /* a */")]
    public Task Fix(string before, string after) => FixTest<IgnoredHandleAnalyzer, SpawnDetachedFix>.Check(
        $"class Program {{ void Run(LocalExecutor executor) {{ {before} }} }}", $"class Program {{ void Run(LocalExecutor executor) {{ {after} }} }}");

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<IgnoredHandleAnalyzer>.Check("""

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n)\n    {{\n        {statement}\n    }}\n"))}}
            static void Use<T>(T value) { }
        }
        """);
}
