using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class MissingMachineTests
{
    [Theory]
    [InlineData("[Coroutine] static void {|PG0901:Run|}(Co co) { Other.Generated(); }")]
    [InlineData("[Coroutine] static T {|PG0901:Run|}<T>(Co co, T item) { Other.Generated(); return item; }")]
    [InlineData("[Coroutine(Overload = \"RunFuture\")] static void {|PG0901:Run|}(Co co, int a) => Other.Generated(); static void Run(int a) { }")]
    [InlineData("[Coroutine] static void {|PG0901:Run|}(Co co, int a) => Other.Generated(); [Coroutine] static void Run(Co co, string a) { }")]
    [InlineData("partial class Inner<T> { [Coroutine] void {|PG0901:Run|}(Co co, List<T> a) => Other.Generated(); }")]
    [InlineData("[Coroutine] static void {|PG0901:Run|}(Co co, Other a) { }")]
    [InlineData("abstract partial class Inner { [Coroutine] public abstract Other {|PG0901:Run|}(Co co); }")]
    [InlineData("partial class Inner { [Coroutine] public virtual void {|PG0901:Run|}(Co co) => Other.Generated(); }")]
    public Task A_body_that_only_the_final_compilation_understands(string members) => Check(members);

    [Theory]
    [InlineData("[Coroutine] static void Run(Co co, int a) { }")]
    [InlineData("[Coroutine] static void Run(Co co, int a) => Ordinary(); static void Ordinary() => Other.Generated();")]
    [InlineData("[Coroutine] static void Run(Co co, int a) { var kept = co; }")]
    [InlineData("[Coroutine] static void Run(ref Co co, int a) { }")]
    [InlineData("[Coroutine] static void Run(Co co, int a) { {|CS0103:undefined|}(); }")]
    public Task Allowed_or_reported_by_another_rule(string members) => Check(members);

    [Fact]
    public Task Allowed_where_the_signature_does_not_compile()
    {
        // The compiler reports the type here, and nothing is generated that could repeat it.
        var test = new WithOtherGenerator("partial class A { [Coroutine] void Run(Co co, Undefined a) => Other.Generated(); }")
        {
            CompilerDiagnostics = CompilerDiagnostics.None,
        };
        return test.RunAsync();
    }

    [Fact]
    public Task A_marked_struct_that_belongs_to_no_coroutine() => Check("""
        [PollGen.CompilerServices.MissingMachine] struct {|PG0901:Lost|};
        """);

    private static Task Check(string members) =>
        new WithOtherGenerator($"static partial class Program {{ {members} }}").RunAsync();

    private sealed class WithOtherGenerator(string source) : RuleTest<MissingMachineAnalyzer>(source)
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [.. base.GetSourceGenerators(), typeof(OtherGenerator)];
    }
}

/// <summary>Another generator, whose output ours cannot see.</summary>
internal sealed class OtherGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.CompilationProvider, (output, _) => output.AddSource("Other.g.cs", "class Other { public static void Generated() { } }"));
}
