using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Reporting;

/// <summary>What the size report says of one machine: its fields, what is in use at each suspension, and where control goes from there.</summary>
internal static class ReportedMachine
{
    public static string Write(string id, string name, CoroutineDeclaration declaration, LoweredBody lowered, FrameLayout layout, string folder)
    {
        var graph = lowered.Graph;
        var first = graph.AllNodes.Select(node => node.Source).FirstOrDefault(source => source is { Path.Length: > 0 });
        var states = new StateGraph(graph);
        var json = new JsonLine();
        json.Open('{')
            .String("id", id)
            .String("name", name)
            .String("machine", declaration.MachineId)
            .String("file", first is null ? null : Relative(first.Path, folder))
            .Number("size", layout.Shape?.Size)
            .Name("parts").Open('[');
        foreach (var field in layout.Fields.OrderBy(field => field.Offset ?? 0))
        {
            json.Open('{')
                .String("name", field.Name)
                .String("type", SizeReport.Plain(field.Type))
                .Number("size", field.Shape?.Size)
                .Number("offset", field.Offset)
                .String("others", field.Others.Length == 0 ? null : field.Others)
                .String("machine", graph.Suspensions.FirstOrDefault(node => layout.Children[node] == field)?.Suspension.OwnMachine)
                .Close('}');
        }

        json.Close(']').Name("suspensions").Open('[');
        foreach (var node in graph.Suspensions)
        {
            json.Open('{')
                .Number("number", node.Number)
                .String("for", node.Suspension.Awaited)
                .Number("size", SizeOf(layout.Waiting[node]))
                .Name("holds").Open('[');
            foreach (var slot in layout.Waiting[node].OrderByDescending(slot => slot.Shape?.Size ?? int.MaxValue))
                json.Item(slot.Name);
            json.Close(']').Close('}');
        }

        json.Close(']').Name("steps").Open('[');
        foreach (var (from, to) in states.Steps)
            json.Open('{').Number("from", from).Number("to", to).Close('}');
        return json.Close(']').Close('}').ToString();
    }

    private static int? SizeOf(IEnumerable<Slot> slots) =>
        slots.Aggregate((int?)0, (sum, slot) => slot.Shape is null ? null : sum + (slot.Offset is null ? slot.Shape.Size : slot.Extent));

    private static string Relative(string path, string folder)
    {
        var (file, from) = (path.Replace('\\', '/'), folder.Replace('\\', '/'));
        return from.Length > 0 && file.StartsWith(from, StringComparison.OrdinalIgnoreCase)
            ? file.Substring(from.Length).TrimStart('/')
            : file.Substring(file.LastIndexOf('/') + 1);
    }
}
