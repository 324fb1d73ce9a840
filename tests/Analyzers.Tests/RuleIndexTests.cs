using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>docs/rules/README.md says what Rules.cs says. With POLLGEN_UPDATE=1 the test writes it.</summary>
public class RuleIndexTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Rules, "README.md");

    [Fact]
    public void Index_lists_every_rule()
    {
        if (Environment.GetEnvironmentVariable("POLLGEN_UPDATE") == "1")
            File.WriteAllText(Path, Index());
        Assert.Equal(Index(), File.ReadAllText(Path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_rule_is_reported_by_one_analyzer() => Assert.Equal(
        AllRules.Descriptors.Select(rule => rule.Id),
        AllRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Order());

    [Fact]
    public void Every_fix_is_for_a_rule_and_has_a_fix_all()
    {
        Assert.Subset(
            AllRules.Descriptors.Select(rule => rule.Id).ToHashSet(),
            AllRules.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).ToHashSet());
        Assert.All(AllRules.Fixes, fix => Assert.NotNull(fix.GetFixAllProvider()));
    }

    [Fact]
    public void Every_rule_links_to_its_page() =>
        Assert.All(AllRules.Descriptors, rule => Assert.EndsWith($"/docs/rules/{rule.Id}.md", rule.HelpLinkUri));

    private static string Index()
    {
        var fixable = AllRules.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).ToHashSet();
        var rows = AllRules.Descriptors.Select(rule =>
            $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} | {(fixable.Contains(rule.Id) ? "yes" : "")} |\n");
        return $"""
            # Rules

            PG00xx: declarations. PG01xx: bodies. PG02xx: use of futures. PG09xx: the result as a whole. Written by a test from the rules in the code;
            [adding a rule](../adding-a-rule.md) says how.

            | rule | says | severity | fix |
            |---|---|---|---|
            {string.Concat(rows)}
            ## Severities

            A rule that is no error of a declaration or a body is set in an `.editorconfig`: `dotnet_diagnostic.PG0214.severity = warning`. All rules at once are set by a property of the project, as the SDK's own are by `AnalysisMode`:

            ```xml
            <PropertyGroup>
              <PollGenAnalysisMode>All</PollGenAnalysisMode>
            </PropertyGroup>
            ```

            | mode | what is reported |
            |---|---|
            | `None` | what keeps a coroutine from being compiled, and nothing else |
            | `Minimum` | what surely goes wrong: all errors of the table |
            | `Default` | the table |
            | `All` | every rule, those that are off too, each at least as a warning |

            An `.editorconfig` or `.globalconfig` of the project goes before the mode. The modes are files, in the package's folder `buildTransitive/presets`: `default.globalconfig` is a base for one of your own.

            """.ReplaceLineEndings("\n");
    }
}
