using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>Users name machines in fields and arrays: a name must not depend on what else stands in the file, nor on its order.</summary>
public class MachineNameTests
{
    [Theory]
    [InlineData("[Coroutine] static void Read(Co co, int x) { }", "ReadMachine")]
    [InlineData("[Coroutine(Overload = \"Begin\")] static void Read(Co co) { }", "BeginMachine")]
    [InlineData("[Coroutine] static void Read(Co co) { } [Coroutine] static void Read<T>(Co co) { }", "ReadMachine ReadMachine`1")]
    [InlineData("[Coroutine] static void Read(Co co, int x) { } static void Read(Co co, string x) { }", "ReadMachine")]
    [InlineData("[Coroutine] static void Read(Co co, int x) { } [Coroutine] static void Read(Co co, string x) { }", "ReadInt32Machine ReadStringMachine")]
    [InlineData("[Coroutine] static void Read(Co co) { } [Coroutine] static void Read(Co co, string x) { }", "ReadMachine ReadStringMachine")]
    [InlineData("[Coroutine] static void Read(Co co, int[] x) { } [Coroutine] static void Read(Co co, List<int> x, int? y) { }", "ReadInt32ArrayMachine ReadListOfInt32NullableInt32Machine")]
    [InlineData("[Coroutine] static void Read(Co co, (int, string) x) { } [Coroutine] static void Read(Co co, int[,] x) { }", "ReadInt32Array2DMachine ReadValueTupleOfInt32AndStringMachine")]
    [InlineData("[Coroutine(Overload = \"Make\")] static void A(Co co, int x) { } [Coroutine(Overload = \"Make\")] static void B(Co co, string x) { }", "MakeInt32Machine MakeStringMachine")]
    public void Machines_are_named_after_the_overload_and_its_signature(string members, string machines)
    {
        var run = ProgramRun.Of($"partial class P {{ {members} }}").ShouldBuild();
        Assert.Equal(machines.Split(' ').Order(), Machines(run));
    }

    [Fact]
    public void Types_of_one_name_are_told_apart_by_their_namespace()
    {
        var run = ProgramRun.Of("""
            namespace A { class Item; }
            namespace B { class Item; }
            partial class P
            {
                [Coroutine] static void Read(Co co, A.Item x) { }
                [Coroutine] static void Read(Co co, B.Item x) { }
            }
            """).ShouldBuild();
        Assert.Equal(["ReadA_ItemMachine", "ReadB_ItemMachine"], Machines(run));
    }

    [Fact]
    public void The_order_of_the_source_has_no_part_in_it()
    {
        const string First = "[Coroutine] static void Read(Co co, int x) { }";
        const string Second = "[Coroutine] static void Read(Co co, string x) { }";
        var one = ProgramRun.Of($"partial class P {{ {First} {Second} }}");
        var other = ProgramRun.Of($"partial class P {{ {Second} {First} }}");
        Assert.Equal(Machines(one), Machines(other));
        Assert.Equal(one.Files.Keys.Order(), other.Files.Keys.Order());
    }

    [Fact]
    public void Types_of_one_name_have_files_of_their_own() => ProgramRun.Of("""
        partial class P { [Coroutine] static void M(Co co) { } }
        partial class P<T> { [Coroutine] static void M(Co co) { } }
        partial class Q { partial class P { [Coroutine] static void M(Co co) { } } }
        namespace Q2 { partial class P { [Coroutine] static void M(Co co) { } [Coroutine] static void M<A>(Co co) { } [Coroutine] static void M<A, B>(Co co) { } } }
        """).ShouldBuild();

    [Fact]
    public void Hint_names_that_differ_only_in_case_or_in_punctuation_do_not_meet()
    {
        var run = ProgramRun.Of("""
            partial class P<T> { [Coroutine] static void M(Co co) { } }
            partial class P_T_ { [Coroutine] static void M(Co co) { } }
            partial class p_T_ { [Coroutine] static void M(Co co) { } }
            """);
        Assert.Null(run.Result.Exception);
        Assert.Equal(3, run.ShouldBuild().Files.Count);
    }

    private static IEnumerable<string> Machines(ProgramRun run) => run.Output.GetSymbolsWithName(name => name.EndsWith("Machine", StringComparison.Ordinal))
        .Select(symbol => symbol.MetadataName).Order();
}
