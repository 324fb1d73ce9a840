using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Scoped;

/// <summary>What the C# compiler itself keeps from happening to a future that refers to its caller's storage.</summary>
public class ScopedFutureTests
{
    [Theory]
    [InlineData("using var executor = new LocalExecutor(); executor.Spawn(Fill(buffer));", "CS0411")]
    [InlineData("using var executor = new LocalExecutor(); executor.SpawnDetached(Fill(buffer));", "CS0411")]
    [InlineData("using var executor = new ThreadPoolExecutor(); executor.Spawn(Fill(buffer));", "CS0411")]
    [InlineData("var joined = Future.Join(Fill(buffer), Fill(buffer)); using var executor = new LocalExecutor(); executor.Spawn(joined);", "CS0411")]
    [InlineData("object boxed = Fill(buffer);", "CS0029")]
    [InlineData("IFuture<int> boxed = Fill(buffer);", "CS0029")]
    [InlineData("var boxed = Fill(buffer).Boxed();", "CS1061")]
    [InlineData("var text = $\"{Fill(buffer)}\";", "CS9244")]
    [InlineData("Func<int> later = () => Future.BlockOn(Fill(buffer));", "CS9108")]
    [InlineData("var pair = (Fill(buffer), 1);", "CS9244")]
    [InlineData("Holder holder = default; holder.Future = Fill(buffer);", "CS8345")]
    [InlineData("var outer = Fill(buffer); { Span<byte> inner = stackalloc byte[4]; outer = Fill(inner); }", "CS8352")]
    [InlineData("var counter = new Counter(); return counter.Next();", "CS8168")]
    [InlineData("var counter = new Counter(); using var executor = new LocalExecutor(); executor.Spawn(counter.Next());", "CS0411")]
    [InlineData("var future = Fill(buffer); Action later = () => Future.BlockOn(future);", "CS8175")]
    [InlineData("var futures = new[] { Fill(buffer) };", "CS0611")]
    [InlineData("stored = Fill(buffer);", "CS0029")]
    [InlineData("Span<byte> inner = stackalloc byte[4]; return Fill(inner);", "CS8352")]
    [InlineData("int local = 1; return Add(ref local, buffer);", "CS8168")]
    [InlineData("var list = new List<ScopedFuture<FillMachine, FillArguments, int>>();", "CS9244")]
    [InlineData("Task.Run(() => Future.BlockOn(Fill(buffer)));", "CS9108")]
    public void Is_not_spawned_boxed_captured_stored_or_leaked(string statements, string error)
    {
        var run = ProgramRun.Of(Setup.Compile(Program(statements)));
        Assert.Contains(run.Errors, diagnostic => diagnostic.Id == error);
    }

    [Theory]
    [InlineData("Future.BlockOn(Fill(buffer));")]
    [InlineData("return Fill(buffer);")]
    [InlineData("var (a, b) = Future.BlockOn(Future.Join(Fill(buffer), Future.Ready(1).Scoped()));")]
    [InlineData("Span<byte> inner = stackalloc byte[4]; Future.BlockOn(Fill(inner[1..]));")]
    public void Is_awaited_joined_and_blocked_on(string statements) => ProgramRun.Of(Setup.Compile(Program(statements))).ShouldBuild();

    [Fact]
    public void Has_no_overload_where_a_ref_struct_cannot_hold_the_parameters()
    {
        var run = ProgramRun.Of(Setup.Compile("""
            partial class P
            {
                [Coroutine] static void A(Co co, out int x) => x = 1;
                [Coroutine] static void B(Co co, scoped ref int x) { }
                [Coroutine] static void C(Co co, ref Span<int> x) { }
                [Coroutine] static void D(Co co, in int x, ref int y, Span<int> z, scoped Span<int> w) { }
            }
            """)).ShouldBuild();
        var overloads = run.Output.GetTypeByMetadataName("P")!.GetMembers().OfType<Microsoft.CodeAnalysis.IMethodSymbol>()
            .Where(method => method.ReturnType.Name == "ScopedFuture").Select(method => method.Name);
        Assert.Equal(["D"], overloads);
    }

    private static string Program(string statements) => $$"""
        partial class P
        {
            object stored = "";
            [Coroutine] static int Fill(Co co, Span<byte> buffer) { co.Await(Future.Yield()); return buffer.Length; }
            [Coroutine] static int Add(Co co, ref int x, Span<byte> buffer) => ++x;
            {{(statements.Contains("Holder", StringComparison.Ordinal) ? "struct Holder { public ScopedFuture<FillMachine, FillArguments, int> Future; }" : "")}}
            partial struct Counter { int count; [Coroutine] public int Next(Co co) { co.Await(Future.Yield()); return ++count; } }
            ScopedFuture<{{(statements.Contains("Add", StringComparison.Ordinal) ? "AddMachine, AddArguments" : statements.Contains("Next", StringComparison.Ordinal) ? "Counter.NextMachine, Counter.NextArguments" : "FillMachine, FillArguments")}}, int> Use(Span<byte> buffer) { {{statements}} return default; }
        }
        """;
}
