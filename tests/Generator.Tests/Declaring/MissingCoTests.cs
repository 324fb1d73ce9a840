using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>PG0001.</summary>
public class MissingCoTests
{
    [Theory]
    [InlineData("partial class P { [Coroutine] static void [|M|]() { } }")]
    [InlineData("partial class P { [Coroutine] static int [|M|](int x) => x; }")]
    [InlineData("partial class P { [Coroutine] static void [|M|](List<int> cos) { } }")]
    [InlineData("static partial class P { [Coroutine] static void [|M|](this string text) { } }")]
    [InlineData("partial class P { [Coroutine] static void [|M|](Other.Co co) { } } namespace Other { class Co; }")]
    public void A_method_without_Co_is_reported_at_its_name(string source) => Checking.Reports("PG0001", source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static void M(Co co) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(global::PollGen.Co suspend, int x) { } }")]
    [InlineData("using Right = PollGen.Co; partial class P { [Coroutine] static void M(Right co) { } }")]
    public void A_method_with_Co_is_allowed(string source) => Checking.Allows(source);
}
