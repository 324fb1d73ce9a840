using PollGen.Package.Tests.Testing;

namespace PollGen.Package.Tests;

/// <summary>Projects of others: they have nothing but the package.</summary>
[Collection(InstalledPackage.Collection)]
public sealed class InstalledTests(InstalledPackage installed)
{
    private static readonly string[] Whole =
    [
        "directly:   6 ab! 120 13 30 failed x 24",
        "one thread: 6 ab! 120 13 30 failed x 24",
        "the pool:   6 ab! 120 13 30 failed x 24",
        "network:    440",
        "clean-up:   released",
    ];

    [Fact]
    public void The_program_of_the_readme_runs() => Assert.Equal(["5050 5050"], Run("Console"));

    [Fact]
    public void The_generator_sees_the_properties_that_it_reads()
    {
        installed.Build("Console");
        var options = File.ReadAllText(Path.Combine(installed.Root, "Console", "obj", "Release", "net10.0", "Console.GeneratedMSBuildEditorConfig.editorconfig"));
        Assert.Contains("build_property.PollGenValidate =", options, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_references_a_library_calls_its_coroutines_and_needs_no_package() => Assert.Equal(["5 5 3"], Run("Caller"));

    [Fact]
    public void Coroutines_of_a_package_are_embedded_and_may_change_inside_without_a_new_build_of_the_consumer()
    {
        var folder = installed.Build("Consumer");
        var consumer = File.ReadAllBytes(Path.Combine(folder, "Consumer.dll"));
        Assert.Equal(
            ["embeds True, of 8 bytes", "directly: 16 10 10 a 5", "polled:   16 10 10 a 5", "released: released"],
            Start(folder, "Consumer"));

        var next = installed.Build("LedgerNext");
        File.Copy(Path.Combine(next, "Ledger.dll"), Path.Combine(folder, "Ledger.dll"), overwrite: true);
        Assert.Equal(
            ["embeds True, of 64 bytes", "directly: 216 210 64 b 7", "polled:   216 210 64 b 7", "released: released slowly, and returned"],
            Start(folder, "Consumer"));
        Assert.Equal(consumer, File.ReadAllBytes(Path.Combine(folder, "Consumer.dll")));
    }

    [Fact]
    public void A_trimmed_program_runs() => Assert.Equal(Whole, installed.Start(installed.Publish("Trimmed")));

    [NativeFact]
    public void A_program_of_native_code_runs() => Assert.Equal(Whole, installed.Start(installed.Publish("Native")));

    [Fact]
    public void With_every_warning_as_an_error_generated_code_has_none() => installed.Build("Strict");

    [Fact]
    public void A_language_that_is_too_old_is_said_at_each_coroutine_and_nothing_is_generated()
    {
        var (exitCode, output) = installed.TryBuild("OldLanguage");
        Assert.NotEqual(0, exitCode);
        var errors = Diagnostics.In(output, "error");
        Assert.Equal(2, errors.Count(error => error.Contains("error PG0902: Coroutines need C# 14 or newer, but this project is compiled as C# 13.0", StringComparison.Ordinal)));
        // The compiler misses what was not generated, in the user's own call.
        var other = Assert.Single(errors, error => !error.Contains("PG0902", StringComparison.Ordinal));
        Assert.StartsWith("Program.cs(5,36): error CS7036", other, StringComparison.Ordinal);
        Assert.Empty(installed.GeneratedFiles("OldLanguage"));
    }

    [Fact]
    public void What_another_generator_emits_is_named_in_a_method_beside_the_coroutine()
    {
        var page = Path.Combine(installed.Root, "TwoGenerators", "Page.cs");
        File.WriteAllText(page, Repository.Block("docs/rules/PG0901.md", "Bad"));
        var (exitCode, output) = installed.TryBuild("TwoGenerators");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error PG0901", Assert.Single(Diagnostics.In(output, "error")), StringComparison.Ordinal);

        File.WriteAllText(page, Repository.Block("docs/rules/PG0901.md", "Good"));
        installed.Build("TwoGenerators");
    }

    [Theory]
    [InlineData("", "PG0212")]
    [InlineData("Default", "PG0212")]
    [InlineData("Minimum", "")]
    [InlineData("none", "")]
    [InlineData("All", "PG0211 PG0212 PG0214")]
    public void A_mode_sets_all_rules_at_once(string mode, string reported)
    {
        var (exitCode, output) = installed.TryBuild("Modes", "--no-incremental", $"-p:PollGenAnalysisMode={mode}");
        Assert.True(exitCode == 0, output);
        Assert.Equal(reported, string.Join(" ", Diagnostics.In(output, "warning").Select(warning => warning.Split("warning ")[1][..6]).Order()));
    }

    [Fact]
    public void A_project_goes_before_the_mode()
    {
        var settings = Path.Combine(installed.Root, "Modes", ".editorconfig");
        File.WriteAllText(settings, "[*.cs]\ndotnet_diagnostic.PG0212.severity = none\ndotnet_diagnostic.PG0214.severity = none\n");
        try
        {
            var (_, output) = installed.TryBuild("Modes", "--no-incremental", "-p:PollGenAnalysisMode=All");
            Assert.Contains("warning PG0211", Assert.Single(Diagnostics.In(output, "warning")), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(settings);
        }
    }

    [Fact]
    public void A_mode_that_there_is_not_is_an_error_that_names_the_others()
    {
        var (exitCode, output) = installed.TryBuild("Modes", "--no-incremental", "-p:PollGenAnalysisMode=Most");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("PollGenAnalysisMode is 'Most'; it can be None, Minimum, Default or All.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_coroutine_nothing_is_generated()
    {
        installed.Build("Idle");
        Assert.Empty(installed.GeneratedFiles("Idle"));
    }

    [Fact]
    public void A_build_writes_a_report_of_sizes_and_compares_it_with_another()
    {
        installed.Dotnet("build", "Console", "--no-restore", "--configuration", "Release", "-p:PollGenSizeReport=sizes");
        Assert.Contains("| `Counting.Sum(int)` | 24 |", File.ReadAllText(Path.Combine(installed.Root, "Console", "sizes", "Console.sizes.md")), StringComparison.Ordinal);
        var output = installed.Dotnet("build", "Console", "--no-restore", "--configuration", "Release", "-t:PollGenCompareSizes", "-p:PollGenBaseline=sizes");
        Assert.Contains("Console: 2 unchanged.", output, StringComparison.Ordinal);
    }

    private string[] Run(string project) => Start(installed.Build(project), project);

    private string[] Start(string folder, string program) => installed.Start("dotnet", Path.Combine(folder, program + ".dll"));
}
