using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>PG0002, PG0003 and PG0004: one Co, by value, in front.</summary>
public class CoParameterTests
{
    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(Co co, Co [|second|]) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, int x, Co [|second|], Co [|third|]) { } }")]
    public void Every_further_Co_is_reported(string source) => Checking.Reports("PG0002", source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(Co co, int second) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co) { } static void N(Co co, Co second) { } }")]
    public void One_Co_is_allowed_and_unmarked_methods_are_nobodys_business(string source) => Checking.Allows(source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(ref Co [|co|]) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(in Co [|co|]) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(out Co [|co|]) { co = default; } }")]
    [InlineData("partial class P { [Coroutine] static void M(ref readonly Co [|co|], int x) { } }")]
    [InlineData("static partial class P { [Coroutine] static void M(this string s, in Co [|co|]) { } }")]
    public void Co_by_reference_is_reported(string source) => Checking.Reports("PG0003", source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(scoped Co co) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co) { } static void N(in Co co) { } }")]
    public void Co_by_value_is_allowed(string source) => Checking.Allows(source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(int x, Co [|co|]) { } }")]
    [InlineData("partial class P { [Coroutine] void M(string s, int x, Co [|co|]) { } }")]
    [InlineData("static partial class P { [Coroutine] static void M(this string s, int x, Co [|co|]) { } }")]
    public void Co_out_of_place_is_reported(string source) => Checking.Reports("PG0004", source);

    [Theory]
    [InlineData("partial class P { [Coroutine] void M(Co co, int x) { } }")]
    [InlineData("static partial class P { [Coroutine] static void M(this string s, Co co, int x) { } }")]
    public void Co_comes_first_after_this(string source) => Checking.Allows(source);
}
