using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PollGen.Benchmarks.Bars;
using PollGen.Benchmarks.Measuring;
using PollGen.Benchmarks.Sizes;

namespace PollGen.Benchmarks.Reporting;

/// <summary><c>-- report [file]</c>: measures everything and writes the tables into the page, between its two marks.</summary>
public static class ReportCommand
{
    private const string Begin = "<!-- begin: written by -- report -->";
    private const string End = "<!-- end -->";

    /// <returns>0 when the page was written, whether or not all bars were reached.</returns>
    public static int Run(string path)
    {
        string page = File.ReadAllText(path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            Console.Error.WriteLine($"{path} has no place for the tables: \"{Begin}\" … \"{End}\".");
            return 1;
        }

        var (bars, times) = BarsCommand.MeasureInProcesses();
        File.WriteAllText(path, $"{page[..begin]}{Begin}\n{Tables(bars, times)}{page[end..]}");
        return 0;
    }

    private static string Tables(IReadOnlyList<Bar> bars, IReadOnlyList<(string Name, double Nanoseconds)> times)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{Machine()}, {DateTime.UtcNow:yyyy-MM-dd}.\n");
        text.Append("\n### Promises\n\n`-- bars`. Ratios unless the name says bytes; less is better.\n\n| bar | what | measured | goal | |\n|---|---|---:|---:|---|\n");
        foreach (var bar in bars)
            text.Append(CultureInfo.InvariantCulture, $"| {bar.Name} | {bar.What} | {bar.Value:0.###} | {bar.Goal:0.###} | {(bar.IsShort ? "short" : "ok")} |\n");
        text.Append("\n### Times\n\nThe medians behind the ratios, in nanoseconds for one operation.\n\n| what | who | ns |\n|---|---|---:|\n");
        foreach (var (name, nanoseconds) in times)
        {
            string[] parts = name.Split(": ", 2);
            text.Append(CultureInfo.InvariantCulture, $"| {parts[0]} | {parts[^1]} | {nanoseconds:0.0#} |\n");
        }

        text.Append("\n### Sizes\n\n`-- sizes`. Bytes of the future.\n\n| id | shape | rustc | by hand | ours | bar | |\n|---|---|---:|---:|---:|---:|---|\n");
        foreach (var row in SizeTable.Shapes.Concat(SizeTable.Variants))
            text.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Shape} | {row.Rustc} | {row.Min} | {row.Ours} | {row.Bar} | {(row.IsOver ? "over" : "ok")} |\n");
        return text.Append('\n').ToString();
    }

    private static string Machine() =>
        $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        string? line = File.Exists(Info) ? File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
