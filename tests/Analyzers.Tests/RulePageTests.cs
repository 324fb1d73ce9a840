using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>Every rule has a page, and what the page shows is true.</summary>
public class RulePageTests
{
    public static TheoryData<string> RuleIds => [.. AllRules.Descriptors.Select(rule => rule.Id)];

    /// <summary>The rules that one program can show: PG0901 takes another generator, and stands in the tests of the package; PG0902 takes a project file.</summary>
    public static TheoryData<string> CompiledRuleIds => [.. AllRules.Descriptors.Select(rule => rule.Id).Except(["PG0901", "PG0902"])];

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Has_the_title_of_its_rule(string id) =>
        Assert.Equal($"# {id}: {AllRules.Descriptors.Single(rule => rule.Id == id).Title}", new RulePage(id).Title);

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Has_every_section(string id)
    {
        var page = new RulePage(id);
        Assert.Equal(["Why", "Bad", "Good", "How to fix", "When to suppress"], page.Sections);
        Assert.NotEmpty(page.Sample("Bad"));
        Assert.NotEmpty(page.Sample("Good"));
        Assert.NotEqual(page.Sample("Bad"), page.Sample("Good"));
    }

    [Theory]
    [MemberData(nameof(CompiledRuleIds))]
    public async Task The_bad_sample_breaks_this_rule_and_no_other(string id) =>
        Assert.Equal(Expected(id), (await Diagnosis.OfAsync(new RulePage(id).Sample("Bad"), id)).Order());

    [Theory]
    [MemberData(nameof(CompiledRuleIds))]
    public async Task The_good_sample_compiles(string id) =>
        Assert.Empty(await Diagnosis.OfAsync(new RulePage(id).Sample("Good"), id));

    // What C# refuses itself; the rule says why.
    private static string[] Expected(string id) => id == "PG0203" ? ["CS0411", id] : [id];

    [Fact]
    public void No_page_is_left_over() => Assert.Equal(
        AllRules.Descriptors.Select(rule => rule.Id),
        Directory.GetFiles(Repository.Rules, "PG*.md").Select(Path.GetFileNameWithoutExtension).Order());
}
