using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Layout;

/// <summary>A join that is awaited where it is made gets a struct of its coroutine's own, in which results lie where their futures have been, if that makes it smaller.</summary>
public class ClosedJoinTests
{
    private const string Types = """
        public struct Pair { public byte A; public long B; }
        public struct Mixed { public byte A; public string B; public short C; public Pair D; }
        public struct Odd { public byte A, B, C; }
        public struct Big { public long A, B, C, D, E, F; public int G; }
        public struct Texts { public string A; public int B; public string C; }
        public readonly record struct Point(int X, double Y);
        public struct Leaf : IFuture<int>
        {
            private byte polls;
            public bool Poll(in PollContext cx, out int result) { result = 1; return polls++ != 0; }
            public bool PollCancel(in PollContext cx) => true;
        }

        """;

    private const string Children = """
            [Coroutine] static int A(Co co, long a) { co.Await<int>(new Leaf()); return (int)a; }
            [Coroutine] static string B(Co co, string b) { co.Await<int>(new Leaf()); return b; }
            [Coroutine] static T Of<T>(Co co, T c) { co.Await<int>(new Leaf()); return c; }

        """;

    // The values are made when the program runs: a literal would be there without anything that keeps it.
    private static readonly (string Type, string Value)[] Pool =
    [
        ("byte", "(byte)201"), ("short", "(short)-12345"), ("int", "123456789"), ("long", "-1234567890123L"), ("double", "3.25"), ("decimal", "12.5m"), ("int?", "(int?)77"),
        ("string", "new string('s', 7)"), ("object", "(object)new string('o', 5)"), ("Pair", "new Pair { A = 7, B = 8000000000L }"), ("Odd", "new Odd { A = 1, B = 2, C = 3 }"),
        ("Mixed", "new Mixed { A = 3, B = new string('m', 3), C = 9, D = new Pair { A = 1, B = 2 } }"), ("Point", "new Point(5, 6.5)"), ("Int128", "((Int128)5 << 70)"),
        ("(string, short, int)", "(new string('t', 4), (short)3, 4)"), ("(int, string)?", "((int, string)?)(8, new string('n', 2))"), ("Guid", "new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"),
        ("Big", "new Big { A = 1, F = 6, G = 7 }"), ("Texts", "new Texts { A = new string('a', 3), B = 4, C = new string('c', 5) }"),
    ];

    [Theory]
    [InlineData("Future.Join(A(1), A(2))", "new JMachineJoin(A(1), A(2))")]
    [InlineData("Future.Join(B(\"b\"), A(1), B(\"c\"))", "new JMachineJoin(B(\"b\"), A(1), B(\"c\"))")]
    [InlineData("PollGen.Future.Join(second: A(1), first: B(\"b\"))", "new JMachineJoin(second: A(1), first: B(\"b\"))")]
    [InlineData("Future.Join<BMachine, string, AMachine, int>(B(\"b\"), A(1))", "new JMachineJoin(B(\"b\"), A(1))")]
    [InlineData("Join(A(1), new Future<Leaf, int>(default))", "new JMachineJoin(A(1), new Future<Leaf, int>(default))")]
    [InlineData("Future.Join(A(A(co, 1)), A(A(co, 2)))", "new JMachineJoin(")] // each with a suspension of its own
    public void Is_one_where_it_is_smaller(string join, string made)
    {
        var text = Coroutine(join);
        Assert.Contains("private struct JMachineJoin : global::PollGen.IFuture<", text, StringComparison.Ordinal);
        Assert.Contains(made, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Future.TryJoin(A(1), A(2))")] // another combinator
    [InlineData("Future.Join(A(1), A(2)).Timeout(TimeSpan.Zero)")] // a part of another future
    [InlineData("Future.Join(A(1), Future.Yield())")] // a future whose size another assembly may change
    [InlineData("Future.JoinAll(A(1), A(2))")] // as many as there are
    public void Is_the_runtimes_elsewhere(string join) => Assert.DoesNotContain("JMachineJoin", Coroutine(join), StringComparison.Ordinal);

    [Fact]
    public void Is_the_runtimes_where_it_is_kept_in_a_variable()
        => Assert.DoesNotContain("JMachineJoin", ProgramRun.Of(Program("[Coroutine] static int J(Co co) { var join = Future.Join(A(1), A(2)); return co.Await(join).Item1; }")).ShouldBuild().FileOf("JMachine"), StringComparison.Ordinal);

    [Fact]
    public void Is_the_runtimes_where_it_is_awaited_as_any_future()
        => Assert.DoesNotContain("JMachineJoin", ProgramRun.Of(Program("[Coroutine] static int J(Co co) => co.Await<(int, int)>(Future.Join(A(1), A(2))).Item1;")).ShouldBuild().FileOf("JMachine"), StringComparison.Ordinal);

    [Fact]
    public void Is_the_runtimes_in_a_generic_coroutine()
        => Assert.DoesNotContain("JMachineJoin", ProgramRun.Of(Program("[Coroutine] static int J<T>(Co co, T a) => co.Await(Future.Join(A(1), A(2))).Item1;")).ShouldBuild().FileOf("JMachine`1"), StringComparison.Ordinal);

    /// <summary>Nothing would lie anywhere else.</summary>
    [Fact]
    public void Is_the_runtimes_where_it_is_no_smaller()
        => Assert.DoesNotContain("JMachineJoin", ProgramRun.Of(Program("""
            struct Empty : IFuture<string> { public bool Poll(in PollContext cx, out string result) { result = ""; return true; } public bool PollCancel(in PollContext cx) => true; }
            [Coroutine] static string J(Co co) => co.Await(Future.Join(new Future<Empty, string>(default), new Future<Empty, string>(default))).Item1;
            """)).ShouldBuild().FileOf("JMachine"), StringComparison.Ordinal);

    [Fact]
    public void Leads_back_to_its_caller_on_the_heap()
    {
        var text = ProgramRun.Of(Program("[Coroutine] static int J(Co co, int n) => n == 0 ? 1 : co.Await(Future.Join(J(n - 1), J(n - 1))).Item1;")).ShouldBuild().FileOf("JMachine");
        Assert.Contains("(Future.Join(J(n - 1), J(n - 1))).Boxed()", text, StringComparison.Ordinal);
        Assert.DoesNotContain("JMachineJoin", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Futures_of_one_kind_share_a_struct_and_others_have_their_own()
    {
        var text = ProgramRun.Of(Program("""
            [Coroutine] static int J(Co co)
            {
                var (a, b) = co.Await(Future.Join(A(1), A(2)));
                var (c, d) = co.Await(Future.Join(A(3), B("")));
                var (e, f) = co.Await(Future.Join(A(5), A(6)));
                return a + b + c + d.Length + e + f;
            }
            """)).ShouldBuild().FileOf("JMachine");
        Assert.Equal(2, Regex.Count(text, "new JMachineJoin\\("));
        Assert.Single(Regex.Matches(text, "private struct JMachineJoin "));
        Assert.Single(Regex.Matches(text, "new JMachineJoin2\\("));
        Assert.Single(Regex.Matches(text, "private struct JMachineJoin2 "));
    }

    [Fact]
    public void Follows_its_futures_when_those_grow()
    {
        var before = ProgramRun.Of(Program("[Coroutine] static int J(Co co) => co.Await(Future.Join(A(1), A(2))).Item1;")).ShouldBuild();
        var after = before.Edit("(Co co, long a) { co.Await<int>(new Leaf()); return (int)a; }", "(Co co, long a) { var b = a; co.Await<int>(new Leaf()); a++; co.Await<int>(new Leaf()); return (int)(a + b); }").ShouldBuild();
        Assert.Equal((16, 24), (OffsetOfSecond(before), OffsetOfSecond(after)));

        static int OffsetOfSecond(ProgramRun run) =>
            int.Parse(Regex.Match(run.FileOf("JMachine"), @"FieldOffset\((\d+)\)\] private .* second;").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Joins of two to eight futures that keep anything and give anything, each pending for some polls: nothing is overwritten, and the runtime accepts every layout.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Keeps_what_its_futures_need_and_what_they_give(int seed)
    {
        const int Joins = 30;
        var run = ProgramRun.Of(RandomProgram(new Random(seed), children: 25, Joins));
        DocumentedSizeTests.Compare(run, least: Joins);
        Assert.InRange(run.Files.Count(file => file.Value.Contains("MachineJoin :", StringComparison.Ordinal)), Joins / 2, Joins);
        using var program = new LoadedProgram(Binary.Of(run));
        Assert.Equal("", program.Run("P", "Run"));
    }

    private static string Coroutine(string join) =>
        ProgramRun.Of(Program($"[Coroutine] static void J(Co co) {{ _ = co.Await({join}); }}")).ShouldBuild().FileOf("JMachine");

    private static string Program(string members) => $"using static PollGen.Future;\n{Types}public static partial class P\n{{\n{Children}{members}\n}}\n";

    private static string RandomProgram(Random random, int children, int joins)
    {
        var text = new StringBuilder(Types).AppendLine("""
            public static partial class P
            {
                static readonly List<string> wrong = [];
                static void Check<T>(T value, T expected, string what) { if (!EqualityComparer<T>.Default.Equals(value, expected)) wrong.Add($"{what} is {value}"); }
                static void Drive<TMachine>(Future<TMachine, int> once, Future<TMachine, int> cancelled) where TMachine : struct, IFuture<int>
                {
                    int result;
                    while (!once.Poll(default, out result))
                        GC.Collect(0);
                    Check(result, 5, "the result");
                    if (!cancelled.Poll(default, out _) && !cancelled.Poll(default, out _))
                    {
                        GC.Collect(0);
                        Check(cancelled.PollCancel(default), true, "cancelled");
                    }
                }
            """);
        var results = new List<(string Type, string Value)>();
        for (var i = 0; i < children; i++)
        {
            var (type, value) = Pool[random.Next(Pool.Length)];
            results.Add((type, value));
            var kept = Enumerable.Range(0, random.Next(4)).Select(n => (Name: $"k{n}", One: Pool[random.Next(Pool.Length)])).ToList();
            text.Append(CultureInfo.InvariantCulture, $"[Coroutine] static {type} C{i}(Co co, {type} give, byte polls) {{ ");
            foreach (var (name, one) in kept)
                text.Append(CultureInfo.InvariantCulture, $"{one.Type} {name} = {one.Value}; ");
            text.Append("for (; polls > 0; polls--) co.Await<int>(new Leaf()); ");
            foreach (var (name, one) in kept)
                text.Append(CultureInfo.InvariantCulture, $"Check({name}, {one.Value}, \"{name} of C{i}\"); ");
            text.AppendLine("return give; }");
        }

        for (var j = 0; j < joins; j++)
        {
            var joined = Enumerable.Range(0, random.Next(2, 9)).Select(_ => random.Next(children)).ToList();
            text.Append(CultureInfo.InvariantCulture, $"[Coroutine] static int J{j}(Co co, int salt) {{ string kept = new string('k', 3); var all = co.Await(Future.Join({string.Join(", ", joined.Select(i => $"C{i}({results[i].Value}, {random.Next(4)})"))})); ");
            foreach (var (i, position) in joined.Select((i, position) => (i, position)))
                text.Append(CultureInfo.InvariantCulture, $"Check(all.Item{position + 1}, {results[i].Value}, \"result {position} of J{j}\"); ");
            text.AppendLine("Check(kept, \"kkk\", \"kept\"); return salt; }");
        }

        text.AppendLine("public static string Run() {");
        for (var j = 0; j < joins; j++)
            text.AppendLine(CultureInfo.InvariantCulture, $"Drive(J{j}(5), J{j}(6));");
        return text.AppendLine("return string.Join(\", \", wrong); }\n}").ToString();
    }
}
