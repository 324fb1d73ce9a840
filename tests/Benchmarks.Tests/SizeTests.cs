using PollGen.Benchmarks.Sizes;

namespace PollGen.Benchmarks.Tests;

public class SizeTests
{
    /// <summary>Rows that do not reach their bar yet, with the size that they have reached: it may only fall.</summary>
    private static readonly Dictionary<string, int> Reached = new()
    {
        ["9"] = 156,
    };

    public static TheoryData<string> Ids => [.. SizeTable.Shapes.Concat(SizeTable.Variants).Select(row => row.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_row_stays_within_its_bar_or_where_it_has_got_to(string id)
    {
        var row = SizeTable.Shapes.Concat(SizeTable.Variants).Single(row => row.Id == id);
        int most = Reached.TryGetValue(id, out int reached) ? Math.Max(reached, row.Bar) : row.Bar;
        Assert.True(row.Ours <= most, $"{row.Shape}: {row.Ours} bytes, at most {most}");
    }

    [Fact]
    public void The_table_has_all_shapes_and_ten_variants()
    {
        Assert.Equal(24, SizeTable.Shapes.Count);
        Assert.Equal(10, SizeTable.Variants.Count);
        Assert.Equal(34, Ids.Count);
    }

    [Fact]
    public void The_command_prints_every_row_and_fails_when_one_is_over()
    {
        var output = new StringWriter();
        int exit = SizesCommand.Run(output);
        var rows = SizeTable.Shapes.Concat(SizeTable.Variants).ToList();
        Assert.Equal(rows.Any(row => row.IsOver) ? 1 : 0, exit);
        string[] lines = output.ToString().Split('\n');
        Assert.All(rows, row => Assert.Contains(lines, line => line.StartsWith(row.Id + " ", StringComparison.Ordinal)
            && line.Contains(row.IsOver ? " over " : " ok ", StringComparison.Ordinal)));
    }
}
