using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class PassCoByValueFixTests
{
    [Theory]
    [InlineData("[Coroutine] void Run(ref Co {|PG0003:co|}, int a) { }", "[Coroutine] void Run(Co co, int a) { }")]
    [InlineData("[Coroutine] void Run(in Co {|PG0003:co|}, int a) { }", "[Coroutine] void Run(Co co, int a) { }")]
    [InlineData("[Coroutine] void Run(scoped ref readonly Co {|PG0003:co|}, int a) { }", "[Coroutine] void Run(scoped Co co, int a) { }")]
    [InlineData("[Coroutine] void Run(out Co {|PG0003:co|}, int a) => throw new Exception();", "[Coroutine] void Run(Co co, int a) => throw new Exception();")]
    public Task Without_the_modifier(string before, string after) => Check($"partial class A {{ {before} }}", $"partial class A {{ {after} }}");

    [Fact]
    public Task In_the_calls_too() => Check(
        """
        partial class A
        {
            [Coroutine] void Run(ref Co {|PG0003:co|}, int a) { }
            [Coroutine] static void Walk(in Co {|PG0003:co|}, int a) { }

            void Call(Co co)
            {
                this.Run(ref co, 1);
                Run(a: 1, co: ref co);
                Walk(co, 1);
                A.Walk(in co, 1);
            }
        }
        """,
        """
        partial class A
        {
            [Coroutine] void Run(Co co, int a) { }
            [Coroutine] static void Walk(Co co, int a) { }

            void Call(Co co)
            {
                this.Run(co, 1);
                Run(a: 1, co: co);
                Walk(co, 1);
                A.Walk(co, 1);
            }
        }
        """);

    private static Task Check(string before, string after) => FixTest<CoroutineAnalyzer, PassCoByValueFix>.Check(before, after);
}
