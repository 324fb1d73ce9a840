using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>PG0104: at the suspension, naming the variable, where it was set, and what to write instead.</summary>
public class CannotLiveAcrossSuspensionTests
{
    [Theory]
    [InlineData("Span<int> kept = Any(array); [|Get(co)|]; kept[0] = 1;", "it gives 'new int[array.Length]', which does not say what it is a part of")]
    [InlineData("var kept = Either(array, array); [|Get(co)|]; kept[0] = 1;", "may give a part of one thing or of another; choose between them here")]
    [InlineData("var kept = Promised(array); [|Get(co)|]; kept[0] = 1;", "its [PartOf(\"other\")] names neither a parameter nor this")]
    [InlineData("var kept = PromisedMember(array); [|Get(co)|]; kept[0] = 1;", "names 'Nothing', which 'int[]' does not have")]
    [InlineData("var kept = Filled(out _, array); [|Get(co)|]; kept[0] = 1;", "which does not say what it is a part of")]
    [InlineData("var kept = Make().Items; [|Get(co)|]; kept[0] = 1;", "'Make()' would have to be evaluated twice")]
    [InlineData("var kept = Make().Virtual; [|Get(co)|]; kept[0] = 1;", "it may be overridden")]
    [InlineData("var buffer = Make(); var kept = buffer.Grown; [|Get(co)|]; kept[0] = 1;", "it gives 'items', which does not say")]
    [InlineData("Span<int> kept = array; if (array.Length > 2) kept = Any(array); [|Get(co)|]; kept[0] = 1;", "'Any(array)'")]
    [InlineData("var source = Any(array); var kept = source[1..]; [|Get(co)|]; kept[0] = 1;", "'Any(array)'")]
    [InlineData("ref int kept = ref Element(array); [|Get(co)|]; kept = 1;", "'Element(array)'")]
    [InlineData("Span<byte> kept = stackalloc byte[array.Length]; [|co.Await(Future.Yield())|]; kept[0] = 1;", "ArrayPool<T>")]
    [InlineData("Span<int> kept = [.. array]; [|Get(co)|]; kept[0] = 1;", "collect the elements in an array")]
    [InlineData("Span<byte> kept = default; while (Get(co) > 0) { kept = stackalloc byte[4]; [|Get(co)|]; kept[0] = 1; }", "in every round")]
    [InlineData("ref int kept = ref threaded; [|Get(co)|]; kept = 1;", "another variable on another thread")]
    [InlineData("var holder = new Holder(array); var kept = holder.Span; [|Get(co)|]; kept[0] = 1;", "read from a ref struct")]
    [InlineData("Out(array, out var kept); [|Get(co)|]; kept[0] = 1;", "assign the span to a local of its own")]
    [InlineData("Span<int> kept = array; Change(ref kept); [|Get(co)|]; kept[0] = 1;", "slice here")]
    [InlineData("var kept = new Holder(array); [|Get(co)|]; _ = kept.Span;", "make it again after the suspension")]
    [InlineData("int local = 1; var kept = __makeref(local); [|Get(co)|]; _ = __refvalue(kept, int);", "make it again after the suspension")]
    [InlineData("var kept = new { A = 1 }; [|Get(co)|]; _ = kept.A;", "its type has no name")]
    public void What_the_frame_cannot_hold_is_reported_at_the_suspension(string statement, string advice)
    {
        Checking.Reports("PG0104", Body(statement));
        var run = ProgramRun.Of(MarkedSource.Parse(Body(statement)).Text);
        var problem = Checking.Problems(run.Output).Distinct().Single();
        Assert.Equal("kept", problem.Arguments[0]);
        Assert.Contains(advice, problem.Arguments[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_suspension_that_it_would_cross_is_reported() =>
        Checking.Reports("PG0104", Body("var kept = Any(array); [|Get(co)|]; [|Get(co)|]; kept[0] = 1; Get(co);"));

    [Theory]
    [InlineData("Span<int> kept = array; Get(co); kept[0] = 1;")]
    [InlineData("ref int kept = ref array[0]; Get(co); kept = 1;")]
    [InlineData("Span<byte> kept = stackalloc byte[4]; co.Await(Future.Yield()); kept[0] = 1;")]
    [InlineData("ReadOnlySpan<char> kept = \"x\"; while (kept.Length > 0) { Get(co); }")]
    [InlineData("var between = Any(array); between[0] = 1; Get(co); between = Any(array); between[0] = 2;")]
    [InlineData("Get(co); ref int late = ref Element(array); late = 1;")]
    [InlineData("var buffer = Make(); var kept = buffer.Items; Get(co); kept[0] = 1;")]
    [InlineData("Memory<int> kept = array; Get(co); kept.Span[0] = 1;")]
    [InlineData("int* kept = null; Get(co); _ = *kept;")]
    [InlineData("nint kept = 1; Get(co); _ = (int*)kept;")]
    [InlineData("var kept = (A: 1, B: 2); Get(co); _ = kept.A;")]
    [InlineData("var late = new { A = Get(co) }; _ = late.A;")]
    public void What_is_over_before_or_can_be_held_is_allowed(string statement) => Checking.Allows(Body(statement));

    private static string Body(string statement) => $$"""
        static unsafe partial class P
        {
            [ThreadStatic] static int threaded;
            [Coroutine] static void M(Co co, int[] array) { {{statement}} }
            [Coroutine] static int Get(Co co) => 1;
            static Span<int> Any(int[] array) => new int[array.Length];
            static ref int Element(int[] array) => ref (new int[1])[0];
            static Span<int> Either(int[] a, int[] b) => a.Length > 1 ? a : b;
            [return: PartOf("other")] static Span<int> Promised(int[] array) => array;
            [return: PartOf("array.Nothing")] static Span<int> PromisedMember(int[] array) => array;
            static Span<int> Filled(out Span<int> span, int[] array) { Out(array, out span); return span; }
            static Buffer Make() => new();
            class Buffer
            {
                int[] items = new int[2];
                public virtual Span<int> Virtual => items;
                public Span<int> Items => items;
                public Span<int> Grown { get { var old = items.AsSpan(); items = new int[9]; return old; } }
            }
            static void Out(int[] array, out Span<int> span) => span = array;
            static void Change(ref Span<int> span) => span = default;
            ref struct Holder(int[] array) { public Span<int> Span = array; }
        }
        """;
}
