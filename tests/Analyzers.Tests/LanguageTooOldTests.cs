using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class LanguageTooOldTests
{
    private const string Coroutines = """
        partial class A
        {
            [Coroutine] void {|#0:Run|}(Co co, int a) { }

            [Coroutine] static void {|#1:Walk|}(Co co, int a) { }

            void Ordinary(Co co) { }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    [InlineData(LanguageVersion.CSharp12, "12.0")]
    [InlineData(LanguageVersion.CSharp13, "13.0")]
    public Task Each_coroutine_of_an_old_project(LanguageVersion version, string name)
    {
        var test = new InLanguage(Coroutines, version);
        for (var location = 0; location < 2; location++)
            test.ExpectedDiagnostics.Add(DiagnosticResult.CompilerError("PG0902").WithLocation(location).WithArguments(name));
        return test.RunAsync();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.Preview)]
    [InlineData(LanguageVersion.Latest)]
    public Task No_coroutine_of_a_new_one(LanguageVersion version) => new InLanguage(Coroutines, version).RunAsync();

    /// <summary>The compiler's own errors count in these tests, so nothing is generated in an old language, which would be full of them.</summary>
    [Fact]
    public Task A_caller_of_what_is_not_generated_has_one_error_of_the_compiler()
    {
        var test = new InLanguage("""
            partial class A
            {
                [Coroutine] static int {|#0:Run|}(Co co, int a) => co.Await(Future.Ready(a));

                static int Caller() => Future.BlockOn({|CS7036:Run|}(1));
            }
            """, LanguageVersion.CSharp12);
        test.ExpectedDiagnostics.Add(DiagnosticResult.CompilerError("PG0902").WithLocation(0).WithArguments("12.0"));
        return test.RunAsync();
    }

    [Fact]
    public Task No_old_project_without_coroutines() => new InLanguage("class A { void Ordinary(Co co) { } }", LanguageVersion.CSharp12).RunAsync();

    private sealed class InLanguage : RuleTest<LanguageTooOldAnalyzer>
    {
        private readonly LanguageVersion version;

        public InLanguage(string source, LanguageVersion version)
            : base(source) => this.version = version;

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(version);
    }
}
