using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>PG0007: at the name for the method, at the parameter for a parameter.</summary>
public class UnsupportedDeclarationTests
{
    [Theory]
    [InlineData("partial class P { [Coroutine] static async Task [|M|](int x) { await Task.Yield(); } }", "PG0001")]
    [InlineData("partial class P { [Coroutine] static IEnumerable<int> [|M|](Co co) { yield return 1; } }", "CS4013")]
    public void What_the_compiler_forbids_itself_is_not_reported_as_something_else(string source, string other)
    {
        var marked = MarkedSource.Parse(source);
        var run = ProgramRun.Of(marked.Text);
        Assert.All(Checking.Problems(run.Output), problem => Assert.Contains(problem.RuleId, new[] { "PG0007", other }));
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("class Q { public virtual void M(Co co) { } } partial class P : Q { [Coroutine] public override void [|M|](Co co) { } }")]
    [InlineData("interface I { void M(Co co); } partial class P : I { [Coroutine] void I.[|M|](Co co) { } }")]
    [InlineData("abstract partial class Q { [Coroutine] public virtual object N(Co co) => 1; } partial class P : Q { [Coroutine] public override string [|N|](Co co) => \"\"; }")]
    [InlineData("partial class Q { [Coroutine] public virtual int N(Co co) => 1; } partial class P : Q { [Coroutine(Overload = \"O\")] public override int [|N|](Co co) => 2; }")]
    [InlineData("partial class P<T> { [Coroutine] static void [|M|]<T>(Co co, T x) { } }")]
    [InlineData("partial class P { partial class Q<T> { partial struct R { [Coroutine] static int [|M|]<T>(Co co) => 1; } } }")]
    [InlineData("file class F; partial class P { [Coroutine] static object M(Co co) => 1; } file partial class Q { [Coroutine] static F [|N|](Co co) => null!; }")]
    [InlineData("partial class P { [Coroutine] static ref int [|M|](Co co, int[] a) => ref a[0]; }")]
    [InlineData("partial class P { [Coroutine] static Span<int> [|M|](Co co, int[] a) => a; }")]
    [InlineData("unsafe partial class P { [Coroutine] static int* [|M|](Co co) => null; }")]
    [InlineData("unsafe partial class P { [Coroutine] static delegate*<int> [|M|](Co co) => null; }")]
    [InlineData("file partial class P { [Coroutine] static void [|M|](Co co) { } }")]
    [InlineData("using System.Runtime.CompilerServices; partial class P { [Coroutine, MethodImpl(MethodImplOptions.Synchronized)] static void [|M|](Co co) { } }")]
    [InlineData("partial class P { [Coroutine] static T [|M|]<T>(Co co) where T : allows ref struct => throw new Exception(); }")]
    [InlineData("class P { void Use() { [Coroutine] static void [|M|](Co co) { } M(Co.Blocking); } }")]
    [InlineData("partial class P { [Coroutine] static void [|M|](Co co, __arglist) { } }")]
    [InlineData("partial struct P { [Coroutine(Pinned = true)] void [|M|](Co co) { } }")]
    public void A_method_that_cannot_be_a_coroutine_is_reported_at_its_name(string source) => Checking.Reports("PG0007", source);

    [Theory]
    [InlineData("partial interface I { [Coroutine] void M(Co co); } partial struct P : I { [Coroutine] public void M(Co co) { } }")]
    [InlineData("partial interface I { [Coroutine] void M(Co co); } partial struct P : I { [Coroutine] void I.M(Co co) { } }")]
    public void A_struct_that_may_change_implements_no_coroutine_of_an_interface(string source)
    {
        var problem = Assert.Single(Checking.Problems(ProgramRun.Of(source).Output).Distinct());
        Assert.Equal("PG0007", problem.RuleId);
        Assert.Contains("make 'P' a class or a readonly struct, or the method readonly", problem.Arguments[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partial class P { [Coroutine] static extern int [|M|](Co co); }")]
    [InlineData("static partial class P { [Coroutine, System.Diagnostics.Conditional(\"DEBUG\")] static void [|M|](Co co) { } }")]
    [InlineData("partial class P { [Coroutine] static partial void [|M|](Co co); }")]
    public void One_report_is_enough(string source) => Checking.Reports("PG0007", source);

    [Theory]
    [InlineData("partial interface I<in T> { [Coroutine] static void [|M|](Co co) { } }")]
    [InlineData("partial interface I<out T> { [Coroutine] static void [|M|](Co co) { } }")]
    [InlineData("partial interface I<out T> { [Coroutine] int [|M|](Co co) => 1; }")]
    [InlineData("partial interface I<out T> { [Coroutine] T [|M|](Co co); }")]
    [InlineData("partial interface I<out T> { [Coroutine] IEnumerable<T> [|M|](Co co); }")]
    public void A_variant_interface_holds_no_machine_and_no_result_that_varies(string source) => Checking.Reports("PG0007", source);

    [Theory]
    [InlineData("unsafe partial class P { [Coroutine] static void M(Co co, int* [|x|]) { } }")]
    [InlineData("static partial class P { extension(ref int [|x|]) { [Coroutine] public void M(Co co, ref int y) { } } }")]
    [InlineData("abstract partial class P { [Coroutine] public abstract void M(Co co, ref int x, out Span<int> [|y|], scoped ref int [|z|], ref Span<int> [|u|]); }")]
    [InlineData("partial interface I { [Coroutine] void M(Co co, out int [|x|]); }")]
    [InlineData("partial class P { [Coroutine(Pinned = true)] static void M(Co co, Span<int> [|x|], in int [|y|], int z) { } }")]
    public void A_parameter_that_cannot_be_kept_is_reported_itself(string source) => Checking.Reports("PG0007", source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static int[] M(Co co, Memory<byte> x, nint y) => []; }")]
    [InlineData("unsafe partial class P { [Coroutine] static int M(Co co, int*[] x) => 1; }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, ref int x) { } static void N() { int x = 1; Future.BlockOn(M(ref x)); } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, in int x, out int y) => y = x; }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, ref readonly int x) { } static void N() => Future.BlockOn(M(1)); }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, Span<byte> x) { } static void N() => Future.BlockOn(M(stackalloc byte[4])); }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, scoped Span<byte> x, scoped ref int y) { } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, params ReadOnlySpan<int> x) { } static void N() => Future.BlockOn(M([1, 2])); }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, ref Span<int> x, R y) { } ref struct R; }")]
    [InlineData("static partial class P { [Coroutine] static void M(this ref int x, Co co) { } static void N() { int x = 1; Future.BlockOn(x.M()); } }")]
    [InlineData("abstract partial class P { [Coroutine] public abstract void M(Co co, ref int x, Span<int> y); } partial class Q : P { [Coroutine] public override void M(Co co, ref int x, Span<int> y) { } }")]
    [InlineData("partial interface I<T> where T : allows ref struct { [Coroutine] int M(Co co, in int x, T y, params Span<int> z); } partial class P : I<Span<int>> { [Coroutine] public int M(Co co, in int x, Span<int> y, params Span<int> z) => x; }")]
    [InlineData("partial interface I<in T> { [Coroutine] int M(Co co, ReadOnlySpan<int> x, T y); } partial class P : I<string> { [Coroutine] int I<string>.M(Co co, ReadOnlySpan<int> x, string y) => y.Length; }")]
    [InlineData("readonly partial struct P { [Coroutine] void M(Co co) { } }")]
    [InlineData("partial struct P { [Coroutine] readonly void M(Co co) { } [Coroutine] static void N(Co co) { } }")]
    [InlineData("ref partial struct P { [Coroutine] static void M(Co co) { } [Coroutine] void N(Co co) { } [Coroutine] readonly void O(Co co, Span<int> x) { } }")]
    [InlineData("ref partial struct P { Span<int> x; [Coroutine] void N(Co co, Span<int> y, ref int z) { co.Await(Future.Yield()); x = y; N(co, y, ref z); } }")]
    [InlineData("readonly ref partial struct P { readonly Span<int> x; [Coroutine] int N(Co co, Span<int> y) { co.Await(Future.Yield()); return x.Length + N(co, y); } }")]
    [InlineData("partial struct P { int x; [Coroutine] void M(Co co, ref int y) { y = ++x; co.Await(Future.Yield()); M(co, ref x); co.Await(M(ref y)); } }")]
    [InlineData("partial struct P { [Coroutine] void M(Co co) { } [Coroutine] readonly int N(Co co) { M(co); return 1; } }")]
    [InlineData("partial class P { [Coroutine] static void M<T>(Co co, T x, ref T y, scoped T z) where T : allows ref struct { co.Await(Future.Yield()); M(co, x, ref y, z); } }")]
    [InlineData("partial class P<T> where T : allows ref struct { [Coroutine] static void M(Co co, T x) { co.Await(Future.Yield()); co.Await(M(x)); } }")]
    [InlineData("partial interface I { [Coroutine] static void M(Co co) { } }")]
    [InlineData("partial class P { [Coroutine] static Task<int> M(Co co) => Task.FromResult(1); }")]
    [InlineData("partial class P { [Coroutine] static IEnumerable<int> M(Co co) { return F(); IEnumerable<int> F() { yield return 1; } } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co) { Func<Task> f = async () => await Task.Yield(); } }")]
    [InlineData("sealed partial class P { [Coroutine] public new string ToString(Co co) => \"\"; }")]
    public void Other_methods_are_allowed(string source) => Checking.Allows(source);
}
