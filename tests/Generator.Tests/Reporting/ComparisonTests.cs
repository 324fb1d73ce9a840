using PollGen.SizeReport;

namespace PollGen.Generator.Tests.Reporting;

/// <summary>What two reports say about a change.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void Names_what_grew_shrank_came_and_went_the_most_grown_first()
    {
        var comparison = Comparison.Of(
            Report(("A", 8), ("B", 100), ("C", 50), ("D", null), ("E", 16), ("Gone", 1000)),
            Report(("A", 16), ("B", 200), ("C", 40), ("D", 24), ("E", 16), ("New", 32)));
        Assert.Equal(
            """
            | | before | after | coroutine |
            |---|---:|---:|---|
            | grown | 100 | 200 | `B` |
            | grown | 8 | 16 | `A` |
            | changed | ? | 24 | `D` |
            | gone | 1,000 |  | `Gone` |
            | new |  | 32 | `New` |
            | shrunk | 50 | 40 | `C` |

            2 grown, 1 changed, 1 gone, 1 new, 1 shrunk, 1 unchanged.

            """,
            comparison.ToString());
        Assert.Equal(["B", "A"], comparison.Grown.Select(change => change.Name));
    }

    [Fact]
    public void Without_a_change_it_says_so() => Assert.Equal("1 unchanged.\n", Comparison.Of(Report(("A", 8)), Report(("A", 8))).ToString());

    [Fact]
    public void An_edit_that_makes_a_future_grow_is_seen()
    {
        const string before = "static partial class P { [Coroutine] static int M(Co co, int a) { co.Await(Future.Yield()); return a; } }";
        var comparison = Comparison.Of(SizeReportTests.ReportOf(before), SizeReportTests.ReportOf(before.Replace("co.Await", "long b = a; co.Await").Replace("return a", "return a + (int)b")));
        var change = Assert.Single(comparison.Changes);
        Assert.Equal(("grown", "P.M(int)"), (change.Kind, change.Name));
        Assert.True(change.After >= change.Before + 8);
    }

    [Fact]
    public void A_file_that_is_no_report_is_named()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "[]");
        var exception = Assert.Throws<InvalidDataException>(() => SizeReport.Report.Load(path));
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static Report Report(params (string Name, int? Size)[] coroutines) =>
        new("Shop", [.. coroutines.Select(one => new Coroutine("M:" + one.Name, one.Name, "T:" + one.Name, null, one.Size, [], [], []))]);
}
