namespace PollGen.Benchmarks.Sizes;

/// <summary><c>-- sizes</c>: prints the size table and says whether every row is within its bar.</summary>
public static class SizesCommand
{
    public static int Run(TextWriter output)
    {
        Print(output, "shape", SizeTable.Shapes);
        output.WriteLine();
        Print(output, "variant", SizeTable.Variants);
        int over = SizeTable.Shapes.Concat(SizeTable.Variants).Count(row => row.IsOver);
        output.WriteLine();
        output.WriteLine(over == 0 ? "all within their bars" : $"{over} over");
        return over == 0 ? 0 : 1;
    }

    private static void Print(TextWriter output, string title, IReadOnlyList<SizeRow> rows)
    {
        output.WriteLine($"{"id",-5} {"rustc",6} {"min",6} {"ours",6} {"bar",6}       {title}");
        foreach (var row in rows)
        {
            output.WriteLine($"{row.Id,-5} {row.Rustc?.ToString() ?? "",6} {row.Min,6} {row.Ours,6} {row.Bar,6} {(row.IsOver ? "over" : "ok"),-5} {row.Shape}");
        }
    }
}
