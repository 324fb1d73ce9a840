using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class TakeMemoryFixTests
{
    [Theory]
    [InlineData("executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(array));", "executor.Spawn(Fill(array));")]
    [InlineData("executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(array.AsSpan(1, 2)));", "executor.Spawn(Fill(array.AsMemory(1, 2)));")]
    [InlineData("executor.{|CS0411:{|PG0203:SpawnDetached|}|}(Fill(memory.Span[1..])); // runs", "executor.SpawnDetached(Fill(memory[1..])); // runs")]
    [InlineData("co.Await(Future.{|CS0411:{|PG0203:JoinAll|}|}(Fill(memory.Span), Fill(/* all */ array)));", "co.Await(Future.JoinAll(Fill(memory), Fill(/* all */ array)));")]
    [InlineData("_ = Fill(array).{|CS1061:{|PG0203:Boxed|}|}();\nFill(co, memory.Span);", "_ = Fill(array).Boxed();\nFill(co, memory);")]
    public Task The_arguments(string before, string after) => Check(
        before, after, "Span<byte> target", "target[0] = 1; co.Await(Future.Yield()); return target.Length;", "Memory<byte> target", "target.Span[0] = 1; co.Await(Future.Yield()); return target.Length;");

    [Theory]
    [InlineData("target.Clear(); foreach (var b in target) co.Await(Future.Yield()); return target[1..].Length;", "target.Span.Clear(); foreach (var b in target.Span) co.Await(Future.Yield()); return target.Span[1..].Length;")]
    [InlineData("while (!target.IsEmpty) { Use(co, target[0]); target = target[1..]; } return 1;", "while (!target.IsEmpty) { Use(co, target.Span[0]); target = target[1..]; } return 1;")]
    [InlineData("var part = target[1..]; Use(co, part[0]); return part[0] + nameof(target).Length;", "var part = target.Span[1..]; Use(co, part[0]); return part[0] + nameof(target).Length;")]
    public Task The_body(string before, string after) => Check(
        "executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(array));", "executor.Spawn(Fill(array));", "Span<byte> target", before, "Memory<byte> target", after);

    [Fact]
    public Task Several_at_once() => Check(
        "executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(array));\nexecutor.{|CS0411:{|PG0203:Spawn|}|}(Fill(memory.Span));",
        "executor.Spawn(Fill(array));\nexecutor.Spawn(Fill(memory));",
        "Span<byte> target", "target.Clear(); return 1;", "Memory<byte> target", "target.Span.Clear(); return 1;");

    [Theory]
    [InlineData("executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(stackalloc byte[4]));", "Span<byte> target", "return 1;")]
    [InlineData("executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(span));", "Span<byte> target", "return 1;")]
    [InlineData("executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(array));\nFill(co, span);", "Span<byte> target", "return 1;")]
    [InlineData("executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(array));", "Span<byte> target", "target = default; return 1;")]
    [InlineData("int n = 1; executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(ref n));", "ref int target", "return 1;")]
    public Task Not_offered(string call, string parameter, string body) => Check(call, call, parameter, body, parameter, body);

    private static Task Check(string before, string after, string parameterBefore, string bodyBefore, string parameterAfter, string bodyAfter) =>
        FixTest<MisplacedScopedFutureAnalyzer, TakeMemoryFix>.Check(Program(before, parameterBefore, bodyBefore), Program(after, parameterAfter, bodyAfter));

    private static string Program(string call, string parameter, string body) => $$"""
        static partial class P
        {
            [Coroutine]
            static void Run(Co co, LocalExecutor executor, byte[] array, Memory<byte> memory, Span<byte> span)
            {
                {{call.Replace("\n", "\n        ")}}
            }

            [Coroutine]
            static int Fill(Co co, {{parameter}}) { {{body}} }

            [Coroutine]
            static void Use(Co co, byte value) => co.Await(Future.Yield());
        }
        """;
}
