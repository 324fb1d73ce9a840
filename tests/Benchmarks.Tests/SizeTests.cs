using PollGen.Benchmarks.Sizes;

namespace PollGen.Benchmarks.Tests;

public class SizeTests
{
    public static TheoryData<string> Ids => [.. SizeTable.Shapes.Concat(SizeTable.Variants).Select(row => row.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_row_stays_within_its_bar(string id)
    {
        var row = SizeTable.Shapes.Concat(SizeTable.Variants).Single(row => row.Id == id);
        Assert.True(row.Ours <= row.Bar, $"{row.Shape}: {row.Ours} bytes, at most {row.Bar}");
    }

    [Fact]
    public void The_table_has_all_shapes_and_eleven_variants()
    {
        Assert.Equal(24, SizeTable.Shapes.Count);
        Assert.Equal(11, SizeTable.Variants.Count);
        Assert.Equal(35, Ids.Count);
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
