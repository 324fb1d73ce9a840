using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>The overload of a virtual coroutine is virtual in the same way, and an implementer implements both.</summary>
public class DispatchTests
{
    [Theory]
    [InlineData("abstract partial class P { [Coroutine] public abstract int M(Co co, int x); }", "P.M(int) public abstract")]
    [InlineData("partial class P { [Coroutine] protected internal virtual int M(Co co, int x) => x; }", "P.M(int) protected internal virtual")]
    [InlineData("partial class Q { [Coroutine] protected virtual int M(Co co) => 1; } partial class P : Q { [Coroutine] protected override int M(Co co) => 2; }", "Q.M() protected virtual; P.M() protected override")]
    [InlineData("abstract partial class Q { [Coroutine] public virtual int M(Co co) => 1; } abstract partial class P : Q { [Coroutine] public abstract override int M(Co co); }", "Q.M() public virtual; P.M() public abstract override")]
    [InlineData("partial class Q { [Coroutine] public virtual T M<T>(Co co, T x) where T : class, new() => x; } partial class P : Q { [Coroutine] public sealed override T M<T>(Co co, T x) => x; }", "Q.M<T>(T) public virtual; P.M<T>(T) public sealed override")]
    [InlineData("partial interface P { [Coroutine] int M(Co co, string? x); }", "P.M(string?) public abstract")]
    [InlineData("partial interface P { [Coroutine] static abstract int M(Co co); [Coroutine] static virtual int N(Co co) => 1; }", "P.M() public static abstract; P.N() public static virtual")]
    [InlineData("partial interface P { [Coroutine] int M(Co co) => 1; [Coroutine] protected int N(Co co) => 1; }", "P.M() public virtual; P.N() protected virtual")]
    [InlineData("partial interface P<in A, out B> { [Coroutine] int M(Co co, A x); B N(); }", "P<A, B>.M(A) public abstract")]
    [InlineData("partial interface I { [Coroutine] int M(Co co); } partial class P : I { [Coroutine] int I.M(Co co) => 1; }", "I.M() public abstract; P.I.M() private")]
    [InlineData("partial interface I { [Coroutine] int M(Co co); } abstract partial class P : I { [Coroutine] public abstract int M(Co co); }", "I.M() public abstract; P.M() public abstract")]
    public void Dispatched_overloads(string source, string expected)
    {
        var overloads = Overloads(source).Where(overload => overload.ReturnType.Name == "BoxedFuture").ToList();
        Assert.Equal(expected.Split("; "), overloads.Select(Describe));
    }

    [Theory]
    [InlineData("partial interface I { [Coroutine] int M(Co co, int x); } partial class P : I { [Coroutine] public int M(Co co, int x = 3) => x; }", "Future P.M; BoxedFuture P.I.M")]
    [InlineData("partial interface I { [Coroutine(Overload = \"Go\")] int M(Co co, int x); } partial class P : I { [Coroutine] public virtual int M(Co co, int x) => x; }", "BoxedFuture P.M; BoxedFuture P.I.Go")]
    [InlineData("partial interface I<T> { [Coroutine] T? M<U>(Co co, T? x, U? y); } partial class P : I<string>, I<object> { [Coroutine] public string? M<U>(Co co, string? x, U? y) => x; [Coroutine] public object? M<U>(Co co, object? x, U? y) => x; }", "Future P.M; BoxedFuture P.I<System.String>.M; Future P.M; BoxedFuture P.I<System.Object>.M")]
    [InlineData("partial interface I { [Coroutine] static abstract int M(Co co); } readonly partial struct P : I { [Coroutine] public static int M(Co co) => 1; }", "Future P.M; BoxedFuture P.I.M")]
    [InlineData("partial interface I { [Coroutine] int M(Co co); } partial class Q { } partial class P : Q { [Coroutine] public int M(Co co) => 1; }", "Future P.M")]
    [InlineData("interface I { int M(Co co); } partial class P : I { [Coroutine] public int M(Co co) => 1; }", "Future P.M")]
    public void Implementers(string source, string expected)
    {
        var own = Overloads(source).Where(overload => overload.ContainingType.Name == "P");
        Assert.Equal(expected.Split("; ").Order(), own.Select(overload => $"{overload.ReturnType.Name} P.{overload.Name}").Order());
    }

    [Theory]
    [InlineData("partial interface I { [Coroutine] int M(Co co); [Coroutine] int N(Co co) => M(co) + this.M(co); }")]
    [InlineData("partial class Q { [Coroutine] public virtual T? M<T>(Co co, T? x) => x; } partial class P : Q { [Coroutine] public override T? M<T>(Co co, T? x) where T : default { return base.M(co, x); } }")]
    [InlineData("partial class Q { [Coroutine] public virtual T? M<T>(Co co, T? x) where T : struct => x; } partial class P : Q { [Coroutine] public override T? M<T>(Co co, T? x) { co.Await(Future.Yield()); return base.M(co, x); } }")]
    [InlineData("partial class Q { [Coroutine] public virtual T? M<T>(Co co, T? x) where T : class? => x; } partial class P : Q { [Coroutine] public override T? M<T>(Co co, T? x) where T : class { co.Await(Future.Yield()); return base.M(co, x); } }")]
    [InlineData("abstract partial class Q<A> { [Coroutine] public abstract T M<T>(Co co, T x, A y) where T : A, IDisposable; } partial class P : Q<object> { [Coroutine] public override T M<T>(Co co, T x, object y) { co.Await(Future.Yield()); x.Dispose(); return x; } }")]
    [InlineData("partial interface I { [Coroutine] void M<T>(Co co, T x) where T : unmanaged; } partial class P : I { [Coroutine] void I.M<T>(Co co, T x) { co.Await(Future.Yield()); } [Coroutine] static void U<T>(Co co, T i) where T : I => i.M(co, 1); }")]
    [InlineData("partial interface I { [Coroutine] string? M(Co co, string? x); } partial class P : I {\n#nullable disable\n[Coroutine] public string M(Co co, string x) { co.Await(Future.Yield()); return x; } }")]
    [InlineData("namespace A { partial interface I { [Coroutine] int M(Co co); } } namespace B { partial interface I { [Coroutine] int M(Co co); } } partial class P : A.I, B.I { [Coroutine] int A.I.M(Co co) => 1; [Coroutine] int B.I.M(Co co) => 2; [Coroutine] public int M(Co co) => 3; }")]
    [InlineData("partial interface I { [Coroutine] int M(Co co); } partial interface J : I { [Coroutine] int I.M(Co co) => 1; } partial interface K : I { [Coroutine] abstract int I.M(Co co); }")]
    public void Whatever_is_valid_builds(string source) => Checking.Allows(source);

    private static IEnumerable<IMethodSymbol> Overloads(string source)
    {
        var run = ProgramRun.Of(source).ShouldBuild();
        Assert.Empty(Checking.Problems(run.Output));
        return from tree in run.Output.SyntaxTrees.Except(run.Input.SyntaxTrees)
               let model = run.Output.GetSemanticModel(tree)
               from node in tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>()
               let method = (IMethodSymbol)model.GetDeclaredSymbol(node)!
               where method.ReturnType.Name is "Future" or "BoxedFuture"
               select method;
    }

    private static string Describe(IMethodSymbol method)
    {
        string[] modifiers = [method.IsStatic ? "static" : "", method.IsAbstract ? "abstract" : "", method.IsSealed ? "sealed" : "", method.IsOverride ? "override" : "", method.IsVirtual ? "virtual" : ""];
        var accessibility = Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetText(method.DeclaredAccessibility);
        return string.Join(" ", modifiers.Where(modifier => modifier.Length > 0).Prepend(accessibility).Prepend(method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
    }
}
