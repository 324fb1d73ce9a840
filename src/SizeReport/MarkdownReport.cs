using System.Text;

namespace PollGen.SizeReport;

/// <summary>The report for people.</summary>
internal static class MarkdownReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        text.Append($"# Coroutines of {report.Assembly}\n\n");
        text.Append("Bytes on a 64-bit machine. Written by a build with `PollGenSizeReport`.\n\n");
        text.Append("| coroutine | bytes | waits | most in use | while it waits for |\n|---|---:|---:|---:|---|\n");
        foreach (var coroutine in report.Coroutines.OrderByDescending(coroutine => coroutine.Size ?? int.MaxValue))
        {
            var widest = coroutine.Widest;
            text.Append($"| {Code(coroutine.Name)} | {Bytes(coroutine.Size)} | {coroutine.Suspensions.Count} | {(widest is null ? "" : Bytes(widest.Size))} | {(widest is null ? "" : Code(widest.For))} |\n");
        }

        var machines = report.Coroutines.ToLookup(coroutine => coroutine.Machine);
        foreach (var coroutine in report.Coroutines)
        {
            text.Append($"\n## {Code(coroutine.Name)}\n\n");
            if (coroutine.File is not null)
                text.Append($"{coroutine.File}\n\n");
            text.Append("```\n").Append(PartTree.Write(coroutine, machines)).Append("```\n");
            if (coroutine.Suspensions.Count > 0)
                text.Append("\n```mermaid\n").Append(StateDiagram.Write(coroutine)).Append("```\n");
        }

        return text.ToString();
    }

    internal static string Bytes(int? size) => size is { } known ? known.ToString("n0", System.Globalization.CultureInfo.InvariantCulture) : "?";

    // A pipe would end the cell, also between backticks.
    private static string Code(string text) => text.Contains('`') ? $"`` {text.Replace("|", "\\|")} ``" : $"`{text.Replace("|", "\\|")}`";
}
