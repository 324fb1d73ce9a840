using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>PG0006.</summary>
public class OverloadCollidesTests
{
    [Theory]
    [InlineData("partial class P { [Coroutine] static void [|M|](Co co, int x) { } static void M(int x) { } }")]
    [InlineData("partial class P { [Coroutine] void [|M|](Co co) { } int M() => 1; }")]
    [InlineData("partial class P { [Coroutine] static void [|M|]<T>(Co co, T[] x) { } static void M<U>(U[] x) { } }")]
    [InlineData("partial class P { [Coroutine(Overload = \"Taken\")] static void [|M|](Co co) { } static int Taken; }")]
    [InlineData("partial class P { [Coroutine(Overload = \"Taken\")] static void [|M|](Co co) { } static int Taken { get; } }")]
    [InlineData("partial class P { [Coroutine] static void [|M|](Co co) { } class MMachine; }")]
    [InlineData("partial class P { [Coroutine] static void [|M|](Co co, object x) { } static void M(object x) { } static void N(string x) { } }")]
    public void A_member_in_the_way_is_reported(string source) => Checking.Reports("PG0006", source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(Co co, int x) { } static void M(string x) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, int x) { } static void M<T>(int x) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, int x) { } static void M(ref int x) { } }")]
    [InlineData("partial class P { [Coroutine(Overload = \"MFuture\")] static void M(Co co, int x) { } static void M(int x) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, int x) { } [Coroutine] static void M(Co co, string x) { } }")]
    [InlineData("partial class P : Base { [Coroutine] static void M(Co co) { } } class Base { protected static void N() { } }")]
    public void Another_signature_or_name_is_allowed(string source) => Checking.Allows(source);

    [Fact]
    public void Two_coroutines_whose_overloads_meet_are_both_reported() => Checking.Reports("PG0006", """
        partial class P
        {
            [Coroutine(Overload = "Make")] static void [|M|](Co co, int x) { }
            [Coroutine(Overload = "Make")] static void [|N|](Co co, int x) { }
        }
        """);

    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(Co co) { } static void M() { } }", "MFuture")]
    [InlineData("partial class P { [Coroutine] static void M(Co co) { } static void M() { } static int MFuture; }", "MFuture_")]
    public void The_proposed_name_is_free(string source, string proposal) =>
        Assert.Equal(proposal, Checking.Problems(ProgramRun.Of(source).Output).Single().Arguments[2]);
}
