using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>What stands around a method in its file means the same in the generated one.</summary>
public class FileFrameTests
{
    [Theory]
    [InlineData("using Text = System.Text.StringBuilder; partial class P { [Coroutine] static Text M(Co co, Text x) { co.Await(Future.Yield()); return new Text(); } }")]
    [InlineData("using Pair = (int A, string B); partial class P { [Coroutine] static Pair M(Co co, Pair x) { co.Await(Future.Yield()); return (x.A, x.B); } }")]
    [InlineData("using static System.Math; partial class P { [Coroutine] static double M(Co co, double x) { co.Await(Future.Yield()); return Abs(x) + PI; } }")]
    [InlineData("using System.Text; using X = System.Collections.Generic.List<int>; namespace N; using System.Linq; partial class P { [Coroutine] static int M(Co co, X x) { co.Await(Future.Yield()); return x.Sum() + new StringBuilder().Length; } }")]
    [InlineData("namespace A { using Number = System.Int64; namespace B.C { using Text = System.String; partial class P { [Coroutine] static Text M(Co co, Number x) { co.Await(Future.Yield()); return x.ToString(); } } } }")]
    [InlineData("using unsafe Pointer = int*; unsafe partial class P { [Coroutine] static int M(Co co, Pointer[] x) { co.Await(Future.Yield()); return x.Length; } }")]
    [InlineData("using G = global::System.Collections; partial class P { [Coroutine] static int M(Co co, G::Generic.List<int> x) { co.Await(Future.Yield()); return x.Count; } }")]
    [InlineData("namespace N { partial class P { [Coroutine] static int M(Co co, System.Int32 x) { co.Await(Future.Yield()); return System.Value.One; } } namespace System { enum Value; struct Int32; } }")]
    [InlineData("namespace PollGen.Inner { class Other; } namespace N { using PollGen.Inner; partial class P { [Coroutine] static Other M(Co co) { co.Await(Future.Yield()); return new Other(); } } }")]
    public void Usings_mean_the_same(string source)
    {
        // One of them is not valid itself: that a nested namespace shadows must be the same before and after.
        var run = ProgramRun.Of(source);
        Assert.Equal(Ids(run.Input), Ids(run.Output));
    }

    [Fact]
    public void Usings_of_another_part_of_the_type_do_not_leak()
    {
        var input = Setup.Compile("Program",
            ("/src/One.cs", "using Number = System.Int32; partial class P { [Coroutine] static Number One(Co co) { co.Await(Future.Yield()); return 1; } }"),
            ("/src/Two.cs", "using Number = System.Int64; partial class P { [Coroutine] static Number Two(Co co) { Number one = One(co); co.Await(Future.Yield()); return one; } }"));
        ProgramRun.Of(input).ShouldBuild();
    }

    [Fact]
    public void Global_usings_are_not_repeated_but_mean_the_same()
    {
        var input = Setup.Compile("Program",
            ("/src/Global.cs", "global using Number = System.Int64; global using static System.Math;"),
            ("/src/Program.cs", "global using Text = System.String; using System.Linq; partial class P { [Coroutine] static Text M(Co co, Number x) { co.Await(Future.Yield()); return Abs(x).ToString(); } }"));
        var run = ProgramRun.Of(input).ShouldBuild();
        Assert.DoesNotContain("global using", run.FileOf("MMachine"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_defines_decides_about_its_conditional_calls()
    {
        using var program = new LoadedProgram(Binary.Of(ProgramRun.Of("""
            // A comment before.
            #define FIRST
            #if FIRST
            #define SECOND
            #else
            #define THIRD
            #endif
            using System.Diagnostics;
            public static partial class P
            {
                static string log = "";
                [Conditional("FIRST")] static void First() => log += 1;
                [Conditional("SECOND")] static void Second() => log += 2;
                [Conditional("THIRD")] static void Third() => log += 3;
                [Coroutine] static string M(Co co) { First(); co.Await(Future.Yield()); Second(); Third(); return log; }
                public static string Run() => Future.BlockOn(M());
            }
            """)));
        Assert.Equal("12", program.Run("P", "Run"));
    }

    [Fact]
    public void Extern_aliases_are_repeated()
    {
        var library = ProgramRun.Of(Setup.Compile("Library", ("/src/Library.cs", "namespace Shared; public class Item { public int Value = 7; }")));
        var reference = Binary.Of(library).AsReference().WithAliases(["first"]);
        var input = Setup.Compile("Program",
            ("/src/Program.cs", "extern alias first; using Item = first::Shared.Item; partial class P { [Coroutine] static Item M(Co co, first::Shared.Item x) { co.Await(Future.Yield()); return x; } }"))
            .AddReferences(reference);
        ProgramRun.Of(input).ShouldBuild();
    }

    [Theory]
    [InlineData("#define FAST\npartial class P { [Coroutine] static int M(Co co) {\n#if FAST\nco.Await(Future.Yield()); return 1;\n#else\nthis is not C#\n#endif\n} }")]
    [InlineData("partial class P {\n#region a\n[Coroutine] static int M(Co co, int x /* first */, // second\nint y) { co.Await(Future.Yield()); /* why */ return x // because\n + y; }\n#endregion\n}")]
    [InlineData("partial class P { [Coroutine] static int M(Co co,\n#if true\nint x\n#else\nint y\n#endif\n) { co.Await(Future.Yield()); return x; } }")]
    [InlineData("partial class P { [Coroutine] static void M<T>(Co co, T x) where T : class // yes\n { co.Await(Future.Yield()); } }")]
    [InlineData("partial class P\r\n{\r\n    [Coroutine]\r\n    static string M(Co co)\r\n    {\r\n        co.Await(Future.Yield());\r\n        return @\"a\r\nb\";\r\n    }\r\n}\r\n")]
    [InlineData("partial class P { [Coroutine] static string M(Co co) { co.Await(Future.Yield()); return \"\"\"\n    a\n      b\n    \"\"\"; } }")]
    [InlineData("partial class P {\n#pragma warning disable CS0168\n[Coroutine] static void M(Co co) { int unused; co.Await(Future.Yield()); }\n#pragma warning restore\n}")]
    [InlineData("partial class P { [Coroutine] static int M(Co co, int x = // default\n 3) { co.Await(Future.Yield()); return x; } }")]
    public void Trivia_does_no_harm(string source) => Checking.Allows(source);

    private static IEnumerable<string> Ids(Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden).Select(diagnostic => diagnostic.ToString());
}
