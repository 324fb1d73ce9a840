using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class ReloadFixTests
{
    [Theory]
    [InlineData("var kept = Any(array);\n{|PG0104:Get(co)|}; // waits\nkept[0] = 1;", "var kept = Any(array);\nGet(co); // waits\nkept = Any(array);\nkept[0] = 1;")]
    [InlineData("Span<int> kept = source.Items;\nint n = {|PG0104:Get(co)|};\nkept[0] = n;", "Span<int> kept = source.Items;\nint n = Get(co);\nkept = source.Items;\nkept[0] = n;")]
    [InlineData("ref int kept = ref source[3];\n_ = {|PG0104:Get(co)|} + 1;\nkept = 1;", "ref int kept = ref source[3];\n_ = Get(co) + 1;\nkept = ref source[3];\nkept = 1;")]
    [InlineData("var kept = new Holder(Any(array));\n{|PG0104:co.Await(Future.Yield())|};\n_ = kept.Span;", "var kept = new Holder(Any(array));\nco.Await(Future.Yield());\nkept = new Holder(Any(array));\n_ = kept.Span;")]
    [InlineData("var kept = Any(array);\nwhile (kept.Length > 0)\n{\n    {|PG0104:Get(co)|};\n}", "var kept = Any(array);\nwhile (kept.Length > 0)\n{\n    Get(co);\n    kept = Any(array);\n}")]
    public Task It_is_set_again(string before, string after) => Check(before, after);

    [Fact]
    public Task Behind_each_suspension() => Check(
        "var kept = Any(array);\n{|PG0104:Get(co)|};\n{|PG0104:Get(co)|};\nkept[0] = 1;",
        "var kept = Any(array);\nGet(co);\nkept = Any(array);\nGet(co);\nkept = Any(array);\nkept[0] = 1;");

    [Theory]
    [InlineData("Span<byte> kept = stackalloc byte[array.Length]; {|PG0104:Get(co)|}; kept[0] = 1;")]
    [InlineData("Span<int> kept = [.. array]; {|PG0104:Get(co)|}; kept[0] = 1;")]
    [InlineData("var kept = Any(array); array = []; {|PG0104:Get(co)|}; kept[0] = 1;")]
    [InlineData("var kept = Any(array); if (array.Length > 1) kept = Any([]); {|PG0104:Get(co)|}; kept[0] = 1;")]
    [InlineData("var kept = Any(array); kept[0] = {|PG0104:Get(co)|}; kept[1] = 1;")]
    [InlineData("var kept = Any(array); if ({|PG0104:Get(co)|} > 0) kept[0] = 1;")]
    [InlineData("var kept = Filled(out _, array); {|PG0104:Get(co)|}; kept[0] = 1;")]
    [InlineData("var kept = new { A = 1 }; {|PG0104:Get(co)|}; _ = kept.A;")]
    public Task Not_offered(string body) => Check(body, body);

    private static Task Check(string before, string after) => FixTest<CoroutineAnalyzer, ReloadFix>.Check(Program(before), Program(after));

    private static string Program(string body) => $$"""
        abstract class Source
        {
            public abstract Span<int> Items { get; }
            public abstract ref int this[int index] { get; }
        }

        ref struct Holder(Span<int> span)
        {
            public Span<int> Span = span;
        }

        static partial class P
        {
            [Coroutine]
            static void Run(Co co, int[] array, Source source)
            {
                {{body.Replace("\n", "\n        ")}}
            }

            [Coroutine]
            static int Get(Co co)
            {
                co.Await(Future.Yield());
                return 1;
            }

            static Span<int> Any(int[] array) => new int[array.Length];

            static Span<int> Filled(out int count, int[] array)
            {
                count = 1;
                return new int[array.Length];
            }
        }
        """;
}
