using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class MakeTypesPartialFixTests
{
    [Theory]
    [InlineData("class A", "partial class A")]
    [InlineData("public sealed class A<T> where T : class", "public sealed partial class A<T> where T : class")]
    [InlineData("static class A", "static partial class A")]
    [InlineData("readonly struct A", "readonly partial struct A")]
    [InlineData("record A", "partial record A")]
    [InlineData("readonly record struct A(int B)", "readonly partial record struct A(int B)")]
    [InlineData("interface A", "partial interface A")]
    public Task Of_every_kind(string before, string after) => Check(
        before + " { [Coroutine] static void {|PG0005:Run|}(Co co, int a) { } }",
        after + " { [Coroutine] static void Run(Co co, int a) { } }");

    [Fact]
    public Task The_outer_ones_too() => Check(
        """
        // A is outside.
        class A
        {
            /// <summary>B is inside.</summary>
            [Obsolete]
            struct B
            {
                [Coroutine] static void {|PG0005:{|PG0005:Run|}|}(Co co, int a) { }
            }
        }
        """,
        """
        // A is outside.
        partial class A
        {
            /// <summary>B is inside.</summary>
            [Obsolete]
            partial struct B
            {
                [Coroutine] static void Run(Co co, int a) { }
            }
        }
        """);

    [Fact]
    public Task Once_for_several_coroutines() => Check(
        """
        class A
        {
            [Coroutine] static void {|PG0005:Run|}(Co co, int a) { }
            [Coroutine] static void {|PG0005:Walk|}(Co co, int a) { }
        }
        class B
        {
            [Coroutine] static void {|PG0005:Run|}(Co co, int a) { }
        }
        """,
        """
        partial class A
        {
            [Coroutine] static void Run(Co co, int a) { }
            [Coroutine] static void Walk(Co co, int a) { }
        }
        partial class B
        {
            [Coroutine] static void Run(Co co, int a) { }
        }
        """);

    private static Task Check(string before, string after) => FixTest<CoroutineAnalyzer, MakeTypesPartialFix>.Check(before, after);
}
