using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class MarkCalleeFixTests
{
    [Fact]
    public Task Once_for_several_calls() => FixTest<CoroutineAnalyzer, MarkCalleeFix>.Check(
        """
        static partial class A
        {
            [Coroutine]
            static void Run(Co co, int a)
            {
                Walk({|PG0102:co|}, a);
                A.Walk({|PG0102:co|}, a);
                "b".Jump({|PG0102:co|}, a);
            }

            /// <summary>Walks.</summary>
            static void Walk(Co co, int a) { }

            [Obsolete]
            public static void Jump(this string b, Co co, int a) { }
        }
        """,
        """
        static partial class A
        {
            [Coroutine]
            static void Run(Co co, int a)
            {
                Walk(co, a);
                A.Walk(co, a);
                "b".Jump(co, a);
            }

            /// <summary>Walks.</summary>
            [Coroutine]
            static void Walk(Co co, int a) { }

            [Obsolete]
            [Coroutine]
            public static void Jump(this string b, Co co, int a) { }
        }
        """);

    [Fact]
    public async Task In_another_file()
    {
        var test = new FixTest<CoroutineAnalyzer, MarkCalleeFix>(
            "partial class A { [Coroutine] static void Run(Co co, int a) => B.Walk({|PG0102:co|}, a); }",
            "partial class A { [Coroutine] static void Run(Co co, int a) => B.Walk(co, a); }");
        test.TestState.Sources.Add(("Other.cs", "partial class B\n{\n    public static void Walk(Co co, int a) { }\n}\n"));
        test.FixedState.Sources.Add(("Other.cs", "partial class B\n{\n    [Coroutine]\n    public static void Walk(Co co, int a) { }\n}\n"));
        await test.RunAsync();
    }

    [Fact]
    public Task Not_offered_for_a_delegate() => FixTest<CoroutineAnalyzer, MarkCalleeFix>.CheckNotOffered("""
        partial class A
        {
            delegate void Walk(Co co, int a);

            [Coroutine] static void Run(Co co, Walk walk, int a) => walk({|PG0102:co|}, a);
        }
        """);
}
