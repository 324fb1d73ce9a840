using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>PG0101 and PG0102: what a body does with its Co besides suspending.</summary>
public class CoUseTests
{
    private const string Rest = """

        static class Plain
        {
            public static void Take(Co co) { }
            public static void TakeAny<T>(T value) where T : allows ref struct { }
            public static void TakeIn(in Co co) { }
        }

        delegate void Taker(Co co);

        ref struct Holder { public Co Co; public Holder(Co co) => Co = co; public Holder() { } }
        """;

    [Theory]
    [InlineData("var kept = [|co|];")]
    [InlineData("Co kept = [|co|]; M2(kept);")]
    [InlineData("Plain.TakeAny([|co|]);")]
    [InlineData("Plain.TakeAny<Co>(value: [|co|]);")]
    [InlineData("var holder = new Holder([|co|]);")]
    [InlineData("var holder = new Holder { Co = [|co|] };")]
    [InlineData("[|co|] = default;")]
    [InlineData("_ = [|co|];")]
    [InlineData("ref readonly var alias = ref [|co|];")]
    public void Co_is_not_kept(string statement) => Checking.Reports("PG0101", Body(statement));

    [Theory]
    [InlineData("M2(co);")]
    [InlineData("co.Await(Future.Yield());")]
    [InlineData("_ = nameof(co);")]
    public void Co_is_passed_on_or_awaited_with(string statement) => Checking.Allows(Body(statement));

    [Theory]
    [InlineData("Plain.Take([|co|]);")]
    [InlineData("Plain.TakeIn([|co|]);")]
    [InlineData("Taker taker = Plain.Take; taker([|co|]);")]
    [InlineData("Taker taker = Plain.Take; taker.Invoke([|co|]);")]
    [InlineData("if (DateTime.Now.Year > 1) { Plain.Take(co: [|co|]); } M2(co);")]
    public void Co_is_not_passed_to_a_method_that_is_no_coroutine(string statement) => Checking.Reports("PG0102", Body(statement));

    [Theory]
    [InlineData("Plain.Take(Co.Blocking);")]
    [InlineData("M2(co: co);")]
    [InlineData("P.M3<int>(co, 1);")]
    [InlineData("Local(co); static void Local(Co co) { }")]
    public void Co_is_passed_to_coroutines(string statement) => Checking.Allows(Body(statement));

    private static string Body(string statement) => $$"""
        static partial class P
        {
            [Coroutine] static void M(Co co) { {{statement}} }
            [Coroutine] static void M2(Co co) { }
            [Coroutine] public static void M3<T>(Co co, T x) { }
        }
        """ + Rest;
}
