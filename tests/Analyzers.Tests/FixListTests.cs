using Microsoft.CodeAnalysis;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>What editors can do about what they report.</summary>
public class FixListTests
{
    // What it does, for which rule, and the fix.
    private static readonly (string Does, string Rule, string Fix)[] All =
    [
        ("add Co", "PG0001", "AddCoFix"),
        ("keep one Co", "PG0002", "KeepFirstCoFix"),
        ("pass Co by value", "PG0003", "PassCoByValueFix"),
        ("move Co to the front", "PG0004", "MoveCoFix"),
        ("make the type partial", "PG0005", "MakeTypesPartialFix"),
        ("propose Overload", "PG0006", "NameOverloadFix"),
        ("mark what stands for a coroutine", "PG0008", "MarkImplementationFix"),
        ("mark what is called", "PG0102", "MarkCalleeFix"),
        ("split a suspension out of a lock", "PG0103", "SplitLockFix"),
        ("reload a span after the suspension", "PG0104", "ReloadFix"),
        ("box at the cycle", "PG0105", "BoxRecursionFix"),
        ("raise MaxSize", "PG0106", "RaiseMaxSizeFix"),
        ("add MaxSize", "PG0107", "StateSizeFix"),
        ("insert the forgotten co", "PG0201", "InsertCoFix"),
        ("dispose of a race", "PG0202", "DisposeRaceFix"),
        ("take Memory<T> instead of a span", "PG0203", "TakeMemoryFix"),
        ("move it out instead of a copy", "PG0204", "TakeFutureFix"),
        ("ref or in parameter instead of a copy", "PG0204", "PassCopiedByReferenceFix"),
        ("ref variable of a foreach instead of a copy", "PG0204", "IterateByReferenceFix"),
        ("ref or in parameter instead of a move", "PG0205", "PassPolledByReferenceFix"),
        ("make a fresh future instead of reusing a moved one", "PG0206", "MakeAnewFix"),
        ("make a fresh future instead of reusing a polled one", "PG0207", "PollAnewFix"),
        ("spawn detached", "PG0211", "SpawnDetachedFix"),
        ("move clean-up from catch to finally", "PG0218", "CleanUpInFinallyFix"),
    ];

    [Fact]
    public void Every_fix_is_listed() => Assert.Equal(
        All.Select(entry => $"{entry.Rule} {entry.Fix}").Order(),
        AllRules.Fixes.SelectMany(fix => fix.FixableDiagnosticIds.Select(id => $"{id} {fix.GetType().Name}")).Order());

    // FixTest applies it once for each report, and to all reports at once.
    [Fact]
    public void Every_fix_is_applied_and_withheld_by_a_test()
    {
        var tests = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Analyzers.Tests"), "*.cs").Select(File.ReadAllText).ToList();
        Assert.All(All, entry =>
        {
            Assert.Contains(tests, test => test.Contains($", {entry.Fix}>.Check(", StringComparison.Ordinal) && test.Contains($"{{|{entry.Rule}:", StringComparison.Ordinal));
        });
    }
}
