using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

/// <summary>PG0106 and PG0107: the number is the size of the future.</summary>
public class SizeFixTests
{
    private const string Body = "(Co co, Task<int> answer) { Span<byte> page = stackalloc byte[8192]; page[0] = (byte)co.Await(answer); return page[0]; }";

    [Theory]
    [InlineData("[Coroutine] ", "[Coroutine(MaxSize = 8224)] ")]
    [InlineData("[Coroutine(Overload = \"Later\")] ", "[Coroutine(Overload = \"Later\", MaxSize = 8224)] ")]
    [InlineData("/// <summary>Reads.</summary>\n[Obsolete, Coroutine]\n", "/// <summary>Reads.</summary>\n[Obsolete, Coroutine(MaxSize = 8224)]\n")]
    public Task A_large_future_states_its_size(string before, string after) =>
        FixTest<CoroutineAnalyzer, StateSizeFix>.Check(Program($"{before}public static int {{|PG0107:Read|}}{Body}"), Program($"{after}public static int Read{Body}"));

    [Fact]
    public Task Not_offered_for_a_local_function_without_a_mark()
    {
        string source = Program($"[Coroutine(MaxSize = 20000)] public static int Run(Co co, Task<int> first) {{ return Read(co, first); int {{|PG0107:Read|}}{Body} }}");
        return FixTest<CoroutineAnalyzer, StateSizeFix>.CheckNotOffered(source);
    }

    [Theory]
    [InlineData("{|PG0106:MaxSize = 64|}", "MaxSize = 8224")]
    [InlineData("{|PG0106:MaxSize = 64|}, Overload = \"Later\"", "MaxSize = 8224, Overload = \"Later\"")]
    [InlineData("{|PG0106:MaxSize = /* a word */ 64|}", "MaxSize = /* a word */ 8224")]
    public Task A_limit_is_raised(string before, string after) =>
        FixTest<CoroutineAnalyzer, RaiseMaxSizeFix>.Check(Program($"[Coroutine({before})] public static int Read{Body}"), Program($"[Coroutine({after})] public static int Read{Body}"));

    [Fact]
    public Task Several_at_once() => FixTest<CoroutineAnalyzer, RaiseMaxSizeFix>.Check(
        Program($"[Coroutine({{|PG0106:MaxSize = 64|}})] public static int Read{Body} [Coroutine({{|PG0106:MaxSize = 1|}})] public static int Look{Body}"),
        Program($"[Coroutine(MaxSize = 8224)] public static int Read{Body} [Coroutine(MaxSize = 8224)] public static int Look{Body}"));

    [Fact]
    public Task Not_offered_for_a_constant() =>
        FixTest<CoroutineAnalyzer, RaiseMaxSizeFix>.CheckNotOffered(Program($"const int Limit = 64; [Coroutine({{|PG0106:MaxSize = Limit|}})] public static int Read{Body}"));

    private static string Program(string members) => $"partial class P {{ {members} }}";
}
