using System.Text;

namespace PollGen.SizeReport;

/// <summary>What fills a coroutine: its fields, and those of the machines of the same project in it.</summary>
internal static class PartTree
{
    /// <summary>Deeper ones have a section of their own in the report.</summary>
    private const int Depth = 4;

    public static string Write(Coroutine coroutine, ILookup<string, Coroutine> machines)
    {
        var text = new StringBuilder();
        text.Append($"{MarkdownReport.Bytes(coroutine.Size)} {coroutine.Name}\n");
        Append(text, "", coroutine, machines, Depth);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string indent, Coroutine coroutine, ILookup<string, Coroutine> machines, int depth)
    {
        var parts = coroutine.Parts.OrderByDescending(part => part.Size ?? int.MaxValue).ToList();
        var width = parts.Select(part => MarkdownReport.Bytes(part.Size).Length).DefaultIfEmpty(0).Max();
        foreach (var part in parts)
        {
            var isLast = part == parts[^1];
            var others = part.Others is null ? "" : $", later {part.Others}";
            text.Append($"{indent}{(isLast ? "└─" : "├─")} {MarkdownReport.Bytes(part.Size).PadLeft(width)} {part.Name}{others}: {part.Type}\n");
            if (part.Machine is not null && machines[part.Machine].FirstOrDefault() is { } inner && depth > 1)
                Append(text, indent + (isLast ? "   " : "│  "), inner, machines, depth - 1);
        }
    }
}
