using Microsoft.CodeAnalysis;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>The presets of the package say of each rule what its descriptor makes of it. With POLLGEN_UPDATE=1 the test writes them.</summary>
public class PresetTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Package", "buildTransitive", "presets");

    private static readonly Dictionary<string, (string Says, Func<DiagnosticDescriptor, string> Severity)> Presets = new()
    {
        ["none"] = ("Nothing but what keeps a coroutine from being compiled.", _ => "none"),
        ["minimum"] = ("What surely goes wrong: the rules that are errors.", rule => rule.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "none"),
        ["default"] = ("What holds without a preset: a base for a file of your own.", rule => rule.IsEnabledByDefault ? Name(rule.DefaultSeverity) : "none"),
        ["all"] = ("Every rule, and each at least as a warning.", rule => rule.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning"),
    };

    public static TheoryData<string> Names => [.. Presets.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_the_rules_say(string name)
    {
        var path = Path.Combine(Folder, name + ".globalconfig");
        if (Environment.GetEnvironmentVariable("POLLGEN_UPDATE") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, Text(name));
        }

        Assert.Equal(Text(name), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void There_are_no_others() => Assert.Equal(Presets.Keys.Order(), Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order());

    // What cannot be configured is not in them.
    private static string Text(string name)
    {
        var rules = AllRules.Descriptors.Where(rule => !rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable))
            .Select(rule => $"\n# {rule.Title}\ndotnet_diagnostic.{rule.Id}.severity = {Presets[name].Severity(rule)}\n");
        return $"# PollGenAnalysisMode: {name}. {Presets[name].Says}\n# Written by a test from the rules in the code.\nis_global = true\nglobal_level = -99\n{string.Concat(rules)}";
    }

    private static string Name(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Info ? "suggestion" : severity.ToString().ToLowerInvariant();
}
