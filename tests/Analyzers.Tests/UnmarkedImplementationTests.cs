using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class UnmarkedImplementationTests
{
    private const string Base = "partial class A { [Coroutine] public virtual int Run(Co co, int x) => x; } ";
    private const string Source = "partial interface I { [Coroutine] int Run(Co co, int x); int Other(Co co) => 1; } ";

    [Theory]
    [InlineData(Base + "class B : A { public override int {|PG0008:Run|}(Co co, int x) => 1; }")]
    [InlineData(Base + "class B : A { } partial class C : B { public sealed override int {|PG0008:Run|}(Co co, int x) => base.Run(co, x); }")]
    [InlineData("partial class A<T> { [Coroutine] public virtual T Run(Co co, T x) => x; } class B : A<int> { public override int {|PG0008:Run|}(Co co, int x) => 1; }")]
    [InlineData(Source + "class {|PG0008:B|} : A, {|CS0535:I|} { } class A { public int Run(Co co, int x) => 1; }")]
    [InlineData(Source + "class B : {|CS0535:I|} { public int {|PG0008:Run|}(Co co, int x) => 1; }")]
    [InlineData(Source + "class B : {|CS0535:I|} { int I.{|PG0008:Run|}(Co co, int x) => 1; }")]
    [InlineData(Source + "partial interface J : I { int I.{|PG0008:Run|}(Co co, int x) => 1; }")]
    [InlineData(Source + "partial class A { [Coroutine] public int Run(Co co, int x) => x; } partial class {|PG0008:B|} : A, {|CS0738:I|} { }")]
    public Task Reported(string source) => RuleTest<UnmarkedImplementationAnalyzer>.Check(source);

    [Theory]
    [InlineData(Base + "partial class B : A { [Coroutine] public override int Run(Co co, int x) => 1; }")]
    [InlineData(Base + "class B : A { public new int Run(Co co, int x) => 1; }")]
    [InlineData(Base + "class B : A { public int Run(Co co, string x) => 1; }")]
    [InlineData(Source + "partial class B : I { [Coroutine] public int Run(Co co, int x) => 1; public int Other(Co co) => 2; }")]
    [InlineData(Source + "partial class A : I { [Coroutine] public int Run(Co co, int x) => 1; } class B : A { } class C : B, I { }")]
    [InlineData(Source + "partial class A { [Coroutine] public virtual int Run(Co co, int x) => 1; } class B : A, I { }")]
    [InlineData(Source + "partial interface J : I { [Coroutine] int I.Run(Co co, int x) => 1; } class B : J { }")]
    public Task Allowed(string source) => RuleTest<UnmarkedImplementationAnalyzer>.Check(source);

    [Fact]
    public Task The_fix_marks_the_method() => FixTest<UnmarkedImplementationAnalyzer, MarkImplementationFix>.Check(
        Base + """

        partial class B : A
        {
            /// <summary>Runs.</summary>
            public override int {|PG0008:Run|}(Co co, int x) => 1; // fast
        }

        partial class C : B
        {
            [Obsolete]
            public override int {|PG0008:Run|}(Co co, int x) => 2;
        }
        """,
        Base + """

        partial class B : A
        {
            /// <summary>Runs.</summary>
            [Coroutine]
            public override int Run(Co co, int x) => 1; // fast
        }

        partial class C : B
        {
            [Obsolete]
            [Coroutine]
            public override int Run(Co co, int x) => 2;
        }
        """);

    [Fact]
    public Task Not_offered_for_a_type_that_inherits_the_method() => FixTest<UnmarkedImplementationAnalyzer, MarkImplementationFix>.CheckNotOffered(
        Source + "partial class A { [Coroutine] public int Run(Co co, int x) => x; } partial class {|PG0008:B|} : A, {|CS0738:I|} { }");
}
