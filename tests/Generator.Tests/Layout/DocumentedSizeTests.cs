using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Layout;

/// <summary>The size that a machine's documentation states is the one that it has.</summary>
public class DocumentedSizeTests
{
    private const string Types = """
        public enum Small : byte { A, B }
        public enum Large : ulong { A, B }
        public struct Pair { public byte A; public long B; }
        public struct Mixed { public byte A; public string B; public short C; public Pair D; }
        public struct Odd { public byte A, B, C; }
        public struct Nested { public Odd A; public object B; public Odd C; }
        public struct Of<T> { public byte A; public T B; }
        public readonly record struct Point(int X, double Y);
        [System.Runtime.CompilerServices.InlineArray(7)] public struct Seven { private short first; }
        [System.Runtime.CompilerServices.InlineArray(3)] public struct Names { private string first; }
        public struct Leaf : IFuture<int>
        {
            public bool Poll(in PollContext cx, out int result) { result = 1; return false; }
            public bool PollCancel(in PollContext cx) => true;
        }
        """;

    private static readonly string[] Pool =
    [
        "bool", "byte", "short", "char", "int", "float", "long", "double", "nint", "decimal", "string", "object", "int[]", "Small", "Large", "Pair", "Mixed", "Odd", "Nested", "Point", "Seven", "Names",
        "Of<byte>", "Of<string>", "Of<Of<long>>", "Of<Mixed>", "int?", "long?", "Point?", "Small?", "(byte, long)", "(string, short, int)", "((byte, byte), Odd)", "DateTime", "TimeSpan", "Guid", "DateTimeOffset",
        "Memory<int>", "ReadOnlyMemory<char>", "ArraySegment<byte>", "System.Threading.CancellationToken", "DateOnly", "TimeOnly", "Half", "Index", "Range", "Int128", "UInt128", "(string, Int128)", "Of<Int128>", "Of<(string, Int128)>", "Int128?", "Action",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Is_the_size_that_the_runtime_gives_it(int seed) => Compare(Program(new Random(seed), 120));

    /// <summary>Whose machines are in one of the library, as in most programs at the root.</summary>
    [Fact]
    public void Is_so_around_joins_and_timeouts_of_other_coroutines() => Compare(Types + """
        static partial class P
        {
            [Coroutine] static int A(Co co, string a, byte b) { co.Await(Future.Yield()); return a.Length + b; }
            [Coroutine] static long B(Co co, long a) { int b = A(co, "", 1); co.Await(Future.Delay(default)); return a + b; }
            [Coroutine] static int Joined(Co co, byte a) => co.Await(Future.Join(A("", 1), B(2))).Item1 + a;
            [Coroutine] static long Timed(Co co) => co.Await(B(1).Timeout(TimeSpan.Zero));
            [Coroutine] static int Selected(Co co, string a) { co.Await(Future.Select(A(a, 2), B(1).Settled())); return a.Length; }
            [Coroutine] static long Deep(Co co, bool a) => a ? co.Await(Future.TryJoin(Timed().Shield(), Joined(1).CancelledBy(default))).Item2 : 1;
            [Coroutine] static long Three(Co co, short a) => co.Await(Future.Join(Deep(true), Deep(false), Future.Join(Joined(1), Selected("")))).Item1 + Deep(co, true) + a;
            [Coroutine] static int ByHand(Co co, short a) => co.Await<int>(new Wrapped { Inner = A("", 1) }) + a;
            struct Wrapped : IFuture<int>
            {
                public byte Before;
                public Future<AMachine, int> Inner;
                public bool Poll(in PollContext cx, out int result) => Inner.Poll(in cx, out result);
                public bool PollCancel(in PollContext cx) => Inner.PollCancel(in cx);
            }
        }
        """, least: 8);

    [Theory]
    [InlineData("((byte, byte), Odd)")]
    [InlineData("(byte, byte)?")]
    [InlineData("Of<(int, int)>")]
    public void Where_the_size_is_not_what_plain_rules_say_nothing_is_packed_by_it(string type)
    {
        var run = ProgramRun.Of($"{Types} static partial class P {{ [Coroutine] static int A(Co co, {type} a) {{ co.Await(new Future<Leaf, int>(default(Leaf))); return a.GetHashCode(); }} }}").ShouldBuild();
        Assert.DoesNotContain("FieldOffset", run.FileOf("AMachine"), StringComparison.Ordinal);
    }

    /// <summary>A future that is larger than it was believed to be wrote over what stood behind it.</summary>
    [Fact]
    public void What_stands_behind_a_future_with_nested_tuples_is_left_alone()
    {
        var run = ProgramRun.Of(Types + """
            public static partial class P
            {
                struct Second : IFuture<int>
                {
                    private byte polls;
                    public bool Poll(in PollContext cx, out int result) { result = 1; return ++polls > 1; }
                    public bool PollCancel(in PollContext cx) => true;
                }

                [Coroutine]
                static int Inner(Co co, byte x)
                {
                    ((byte, byte), (byte, byte, byte)) t = ((x, x), (x, x, x));
                    co.Await<int>(new Second());
                    return t.Item1.Item1 + t.Item2.Item3;
                }

                static int seen;

                [Coroutine]
                static int Outer(Co co, byte x)
                {
                    byte b = x, c = (byte)(x + 1), d = (byte)(x + 2);
                    try { b++; c++; d++; co.Await(Inner(3)); }
                    finally { seen = b * 10000 + c * 100 + d; }
                    return seen;
                }

                public static int Run()
                {
                    var future = Outer(5);
                    int result;
                    for (int polls = 0; polls < 10; polls++)
                    {
                        if (future.Poll(new PollContext(default), out result))
                            break;
                    }

                    return seen;
                }
            }
            """);
        using var program = new LoadedProgram(Binary.Of(run));
        Assert.Equal(60708, program.Run("P", "Run"));
    }

    private static void Compare(string source, int least = 60) => Compare(ProgramRun.Of(source), least);

    /// <summary>Every machine whose documentation states a size has it.</summary>
    internal static void Compare(ProgramRun run, int least)
    {
        using var program = new LoadedProgram(Binary.Of(run));
        var compared = 0;
        foreach (var (file, text) in run.Files)
        {
            if (Regex.Match(text, @"<remarks>(\d+) bytes on a 64-bit machine") is not { Success: true } stated)
                continue;
            var name = Regex.Match(file, @"\.(\w+Machine)\.g\.cs$").Groups[1].Value;
            var actual = Size(program.Main, "P+" + name);
            Assert.True(actual == stated.Groups[1].Value, $"{actual}, not as stated:\n{text}");
            compared++;
        }

        Assert.True(compared >= least, $"{compared} machines state their size.");
    }

    [Fact]
    public void Where_it_is_known_only_when_the_program_runs_a_formula_is_given()
    {
        var run = ProgramRun.Of($"{Types} static partial class P {{ [Coroutine] static T A<T>(Co co, T value, int n, Of<T> other) {{ co.Await(new Future<Leaf, int>(default(Leaf))); _ = other; return n > 0 ? value : other.B; }} }}");
        Assert.Contains("It takes ", run.FileOf("AMachine`1"));
        Assert.Matches(@"<remarks>\d+ \+ sizeof\(\w+(&lt;T&gt;)?\) \+ sizeof\([^)]+\) \+ padding bytes on a 64-bit machine: ", run.FileOf("AMachine`1"));
    }

    private static string Size(Assembly program, string machine)
    {
        var sizeOf = typeof(DocumentedSizeTests).GetMethod(nameof(SizeOf), BindingFlags.NonPublic | BindingFlags.Static)!;
        try
        {
            return $"{sizeOf.MakeGenericMethod(program.GetType(machine)!).Invoke(null, null)}";
        }
        catch (TypeLoadException e)
        {
            return e.Message;
        }
    }

    private static int SizeOf<T>() => Unsafe.SizeOf<T>();

    // Each awaits a leaf or calls one before it, with parameters and locals that are needed before, after or both.
    private static string Program(Random random, int count)
    {
        var text = new StringBuilder(Types).AppendLine().AppendLine("static partial class P {").AppendLine("static T Make<T>() => default!; static void Use<T>(T value) { }");
        var calls = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var variables = Enumerable.Range(0, random.Next(6)).Select(n => (Name: $"v{n}", Type: Pool[random.Next(Pool.Length)], IsParameter: random.Next(2) == 0)).ToList();
            text.Append(CultureInfo.InvariantCulture, $"[Coroutine] static int C{i}(Co co{string.Concat(variables.Where(one => one.IsParameter).Select(one => $", {one.Type} {one.Name}"))}) {{ int sum = 0; ");
            foreach (var (name, type, isParameter) in variables.Where(one => !one.IsParameter))
                text.Append(CultureInfo.InvariantCulture, $"var {name} = Make<{type}>(); ");
            for (var round = random.Next(1, 4); round > 0; round--)
            {
                text.Append(i == 0 || random.Next(3) == 0 ? "sum += co.Await(new Future<Leaf, int>(default(Leaf))); " : $"sum += {calls[random.Next(i)]}; ");
                foreach (var (name, _, _) in variables.Where(_ => random.Next(2) == 0))
                    text.Append(CultureInfo.InvariantCulture, $"Use({name}); ");
                if (random.Next(4) == 0)
                    text.Append(CultureInfo.InvariantCulture, $"{{ Span<long> room{round} = stackalloc long[{random.Next(1, 5)}]; sum += co.Await(new Future<Leaf, int>(default(Leaf))) + (int)room{round}[0]; }} ");
            }

            text.AppendLine("return sum; }");
            calls.Add($"C{i}(co{string.Concat(variables.Where(one => one.IsParameter).Select(one => $", Make<{one.Type}>()"))})");
        }

        return text.Append('}').ToString();
    }
}
