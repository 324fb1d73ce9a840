using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>PG0104: at the suspension, naming the variable, where it was set, and what to write instead.</summary>
public class CannotLiveAcrossSuspensionTests
{
    [Theory]
    [InlineData("Span<int> kept = Any(array); [|Get(co)|]; kept[0] = 1;", "it gives 'new int[array.Length]', which does not say what it is a part of")]
    [InlineData("var kept = First(Any(array), array); [|Get(co)|]; kept[0] = 1;", "it gives 'new int[array.Length]'")]
    [InlineData("Span<int> other = array; var kept = Slice(other, (other = default).Length); [|Get(co)|]; kept[0] = 1;", "'other' is set again while")]
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
    [InlineData("Span<int> kept = array; int n; (kept, n) = new Torn(); [|Get(co)|]; kept[0] = 1;", "assign the span on its own")]
    [InlineData("var kept = new Indexed(array); _ = kept[array]; [|Get(co)|]; _ = kept.Span;", "because of its 'this[]' (it takes in an index)")]
    [InlineData("Span<int> kept = array; ref var it = ref kept; it = default; [|Get(co)|]; kept[0] = 1;", "set it under its own name")]
    [InlineData("var kept = new Two(Any(array), array); [|Get(co)|]; _ = kept.A;", "it gives 'new int[array.Length]'")]
    [InlineData("var holder = new Two(Any(array), array); var kept = holder.B; [|Get(co)|]; kept[0] = 1;", "it gives 'new int[array.Length]'")]
    [InlineData("var kept = new Holder(array); kept.Span = Any(array); [|Get(co)|]; _ = kept.Span;", "'Any(array)'")]
    [InlineData("var kept = new Holder(array); Renew(ref kept); [|Get(co)|]; _ = kept.Span;", "let it be a member of the ref struct")]
    [InlineData("var kept = new Holder(array); kept.Extend(); [|Get(co)|]; _ = kept.Span;", "let it be a member of the ref struct")]
    [InlineData("var kept = new Holder(array); ref var it = ref kept; it = default; [|Get(co)|]; _ = kept.Span;", "set it under its own name")]
    [InlineData("var kept = new Holder(array); Change(ref kept.Span); [|Get(co)|]; _ = kept.Span;", "let the method return what it is set to")]
    [InlineData("var kept = new Holder(array); kept += array; [|Get(co)|]; _ = kept.Span;", "call a member of it")]
    [InlineData("Holder kept = 3; [|Get(co)|]; _ = kept.Span;", "is made by a conversion of 'Holder'")]
    [InlineData("var kept = new Holder(array); for (var i = 0; i < 2; i++) { kept.Span = new int[i]; [|Get(co)|]; } _ = kept.Span;", "in a loop it takes in one after the other")]
    [InlineData("var kept = new Two(array, array); var other = new Two(array, array); while (true) { other = new Two(kept.A, new int[1]); kept = new Two(other.B, new int[2]); [|Get(co)|]; }", "it takes in what holds parts of itself")]
    [InlineData("var x = new Holder(array); ref var kept = ref x.Count; [|Get(co)|]; kept = 1;", "it is a part of 'x'")]
    [InlineData("var kept = new Owning(array); [|Get(co)|]; _ = kept.Span;", "what 'Owning' holds is not known, because of its constructor (it gives 'new int[length]'")]
    [InlineData("var kept = new Growing(array); [|Get(co)|]; _ = kept.Span;", "because of its 'Grow' (it gives")]
    [InlineData("var kept = new Captured(array); [|Get(co)|]; _ = kept.Length;", "keeps the parameter 'array' in a field that has no name")]
    [InlineData("var kept = new Foreign { Runes = \"a\".EnumerateRunes(), Lines = default }; [|Get(co)|]; _ = kept.Lines;", "its field 'Lines' cannot be kept")]
    [InlineData("var kept = \"a\".AsSpan().EnumerateLines(); [|Get(co)|]; _ = kept.Current;", "what 'SpanLineEnumerator' is made of belongs to another assembly")]
    [InlineData("Out(array, out var kept); [|Get(co)|]; kept[0] = 1;", "assign the span to a local of its own")]
    [InlineData("Span<int> kept = array; Change(ref kept); [|Get(co)|]; kept[0] = 1;", "slice here")]
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
    [InlineData("var kept = Either(array, array); Get(co); kept[0] = 1;")]
    [InlineData("var holder = new Holder(array); var kept = holder.Span; Get(co); kept[0] = 1;")]
    [InlineData("var kept = new Holder(array) { Count = 3 }; Get(co); _ = kept.Span; kept.Span = array.AsSpan(1); Get(co); _ = kept.Span;")]
    [InlineData("Span<int> kept = array; var holder = new Holder(array); (kept[0], kept[1], holder.Count) = (kept[1], kept[0], 3); Get(co); kept[0] = holder.Count + holder.Span[0];")]
    [InlineData("while (true) { var kept = new Holder(array); kept.Span = new int[3]; Get(co); _ = kept.Span; }")]
    [InlineData("var kept = new Two(array, array); while (true) { kept = new Two(kept.B, kept.A); Get(co); }")]
    [InlineData("var kept = new Owning(array); _ = kept.Span; Get(co);")]
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
            static Span<int> First(Span<int> a, Span<int> b) => a.Length > 1 ? a : b;
            static void Renew(ref Holder holder) => holder = default;
            static Span<int> Slice(Span<int> span, int length) => span[..length];
            ref struct Holder(int[] array)
            {
                public Span<int> Span = array;
                public int Count;
                public static Holder operator +(Holder holder, int[] more) => new(more);
                public static implicit operator Holder(int count) => new(new int[count]);
            }
            ref struct Two(Span<int> a, Span<int> b) { public Span<int> A = a, B = b; }
            ref struct Owning
            {
                public Span<int> Span;
                public Owning(int[] array) : this(array.Length) { }
                private Owning(int length) => Span = new int[length];
            }
            ref struct Growing(Span<int> span) { public Span<int> Span = span; public void Grow() => Span = new int[9]; }
            ref struct Indexed(Span<int> span) { public Span<int> Span = span; public int this[Span<int> other] { get { Span = other; return 1; } } }
            class Torn { public void Deconstruct(out Span<int> span, out int count) { span = new int[2]; count = 1; } }
            ref struct Captured(int[] array) { public int Length => array.Length; }
            ref struct Foreign { public System.Text.StringRuneEnumerator Runes; public System.Text.SpanLineEnumerator Lines; }
            static void Extend(this ref Holder holder) => holder.Span = default;
        }
        """;
}
