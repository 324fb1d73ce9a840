using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>PG0005.</summary>
public class TypeNotPartialTests
{
    [Theory]
    [InlineData("class P { [Coroutine] static void [|M|](Co co) { } }")]
    [InlineData("class Outer { partial class P { [Coroutine] static void [|M|](Co co) { } } }")]
    [InlineData("partial class Outer { record P(int X) { [Coroutine] void [|M|](Co co) { } } }")]
    [InlineData("interface P { [Coroutine] static void [|M|](Co co) { } }")]
    public void A_type_that_is_not_partial_is_reported_at_the_coroutine(string source) => Checking.Reports("PG0005", source);

    [Theory]
    [InlineData("partial class Outer { partial class P { [Coroutine] static void M(Co co) { } } }")]
    [InlineData("partial record struct P { [Coroutine] static void M(Co co) { } }")]
    [InlineData("partial interface P { [Coroutine] static void M(Co co) { } }")]
    [InlineData("class Other { class Inner; } partial class P { [Coroutine] static void M(Co co) { } }")]
    public void A_partial_type_is_allowed(string source) => Checking.Allows(source);
}
