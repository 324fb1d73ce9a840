using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class MoveCoFixTests
{
    [Fact]
    public Task To_the_front() => Check(
        """
        partial class A
        {
            [Coroutine] void Run(int a, Co {|PG0004:co|}) { }

            [Coroutine]
            void Walk(
                int a,
                int b,
                Co {|PG0004:co|})
            {
            }
        }
        """,
        """
        partial class A
        {
            [Coroutine] void Run(Co co, int a) { }

            [Coroutine]
            void Walk(
                Co co,
                int a,
                int b)
            {
            }
        }
        """);

    [Fact]
    public Task After_the_receiver_and_in_the_calls() => Check(
        """
        static partial class A
        {
            [Coroutine] public static int Run(this string a, int b, Co {|PG0004:co|}) => 1;

            static void Call(Co co)
            {
                "a".Run(1, co);
                "a"?.Run("b".Run(1, co), co);
                A.Run("a", 1, co);
                "a".Run(b: 1, co: co);
            }
        }
        """,
        """
        static partial class A
        {
            [Coroutine] public static int Run(this string a, Co co, int b) => 1;

            static void Call(Co co)
            {
                "a".Run(co, 1);
                "a"?.Run(co, "b".Run(co, 1));
                A.Run("a", co, 1);
                "a".Run(b: 1, co: co);
            }
        }
        """);

    [Fact]
    public async Task In_the_calls_of_other_files()
    {
        var test = new FixTest<CoroutineAnalyzer, MoveCoFix>(
            "partial class A { [Coroutine] public static void Run(int a, Co {|PG0004:co|}) { } }",
            "partial class A { [Coroutine] public static void Run(Co co, int a) { } }");
        test.TestState.Sources.Add(("Other.cs", "class B { static void Call(Co co) => A.Run(1, co); }"));
        test.FixedState.Sources.Add(("Other.cs", "class B { static void Call(Co co) => A.Run(co, 1); }"));
        await test.RunAsync();
    }

    private static Task Check(string before, string after) => FixTest<CoroutineAnalyzer, MoveCoFix>.Check(before, after);
}
