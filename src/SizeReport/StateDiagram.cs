using System.Text;

namespace PollGen.SizeReport;

/// <summary>The states of a machine as a Mermaid diagram: where it can wait, and where control goes from there.</summary>
internal static class StateDiagram
{
    public static string Write(Coroutine coroutine)
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var suspension in coroutine.Suspensions)
            text.Append($"    state \"{Label($"{suspension.Number} {suspension.For}")}{(suspension.Size is { } size ? $", {MarkdownReport.Bytes(size)} bytes" : "")}\" as s{suspension.Number}\n");
        foreach (var step in coroutine.Steps)
            text.Append($"    {(step.From == 0 ? "[*]" : $"s{step.From}")} --> {(step.To == 0 ? "[*]" : $"s{step.To}")}\n");
        return text.ToString();
    }

    // What means something to Mermaid, or to the HTML that it makes.
    private static string Label(string text) => text.Replace('"', '\'').Replace("#", "#35;").Replace("<", "#lt;").Replace(">", "#gt;");
}
