using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>Overload = "…".</summary>
public class OverloadNameTests
{
    [Fact]
    public void The_overload_is_called_by_that_name_and_the_coroutine_by_its_own()
    {
        using var program = new LoadedProgram(Binary.Of(ProgramRun.Of("""
            public static partial class P
            {
                private const string Name = "Later";
                [Coroutine(Overload = "Begin")] static int M(Co co, int x) { co.Await(Future.Yield()); return x; }
                static int M(int x) => -x;
                [Coroutine(Overload = nameof(Finish))] static int N(Co co, int x) => M(co, x) + 1;
                static void Finish(string s) { }
                [Coroutine(Overload = Name + "On")] static int O(Co co, int x) => N(co, x) + 1;
                public static string Run() => $"{Future.BlockOn(Begin(1))} {M(1)} {Future.BlockOn(Finish(1))} {Future.BlockOn(LaterOn(1))}";
            }
            """)));
        Assert.Equal("1 -1 2 3", program.Run("P", "Run"));
    }

    [Fact]
    public void Null_means_the_methods_own_name() => ProgramRun.Of("""
        partial class P { [Coroutine(Overload = null)] static int M(Co co) => 1; static object Use() => M(); }
        """).ShouldBuild();

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("1")]
    public void A_name_that_cannot_be_one_is_reported(string name) => IsReported(name);

    [Fact]
    public void The_name_of_the_type_is_reported() => IsReported("P");

    private static void IsReported(string name)
    {
        var run = ProgramRun.Of($"partial class P {{ [Coroutine(Overload = \"{name}\")] static int M(Co co) => 1; }}").ShouldBuild();
        Assert.NotEmpty(Checking.Problems(run.Output));
    }
}
