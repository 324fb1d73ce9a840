using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class KeepFirstCoFixTests
{
    [Theory]
    [InlineData("[Coroutine] void Run(Co co, Co {|PG0002:other|}) { }", "[Coroutine] void Run(Co co) { }")]
    [InlineData("[Coroutine] void Run(Co co, int a, Co {|PG0002:b|}, int c, Co {|PG0002:d|}) { }", "[Coroutine] void Run(Co co, int a, int c) { }")]
    public Task Removes_the_others(string before, string after) => Check($"partial class A {{ {before} }}", $"partial class A {{ {after} }}");

    [Fact]
    public Task In_the_body_and_in_the_calls_too() => Check(
        """
        partial class A
        {
            [Coroutine] void Run(Co co, int a, Co {|PG0002:other|}) => other.Await(Task.Delay(a));

            void Call(Co co)
            {
                Run(co, 1, co);
                Run(co, other: co, a: 1);
            }
        }
        """,
        """
        partial class A
        {
            [Coroutine] void Run(Co co, int a) => co.Await(Task.Delay(a));

            void Call(Co co)
            {
                Run(co, 1);
                Run(co, a: 1);
            }
        }
        """);

    private static Task Check(string before, string after) => FixTest<CoroutineAnalyzer, KeepFirstCoFix>.Check(before, after);
}
