// In: the parts of a ref struct, and the memories that they may point into. Out: the text that takes it apart before its coroutine is suspended,
// and puts it together again afterwards. Its fields may be private or readonly, so it is done by way of a twin: another ref struct with the
// same fields in the same order, which therefore lies in memory as it does.
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal sealed class HolderEmitter(SourceWriter writer, FrameLayout layout, CodePrinter printer)
{
    private const string Exchange = "global::PollGen.CompilerServices.References.Exchange";

    private Anchors Anchors => layout.References.Anchors;

    /// <summary>The twins of all ref structs that are kept.</summary>
    public static void WriteTwins(SourceWriter writer, FrameLayout layout, string constraints, bool isUnsafe)
    {
        var kept = layout.References.Kept.Select(variable => variable.Tracked!.Parts).OfType<StructParts>().SelectMany(parts => parts.All);
        foreach (var parts in kept.Where(parts => parts.Known is null).GroupBy(parts => parts.Type).Select(group => group.First()))
        {
            writer.Line();
            writer.Line($"/// <summary>The fields of <c>{parts.Type.Replace("<", "{").Replace(">", "}")}</c>.</summary>");
            writer.Open($"private{(isUnsafe ? " unsafe" : "")} ref struct {TwinOf(parts, layout)}{SignatureEmitter.Space(constraints)}");
            foreach (var part in parts.Fields)
                writer.Line($"internal {TypeOf(part, layout)} {part.Name};");
            writer.Close();
        }
    }

    public void WriteSave(Variable variable, TrackedReference holder)
    {
        var leaves = LeavesOf(holder).ToList();
        if (leaves.Count == 0)
            return;
        writer.Open();
        var twin = Take(holder, $"{Exchange}<{variable.Type}, {TwinOf(holder.Parts!, layout)}>(in {printer.Storage(variable)})");
        foreach (var (path, part, slots) in leaves)
        {
            if (slots.Value is { } value)
            {
                writer.Line($"{printer.Storage(value)} = {twin}.{path};");
                continue;
            }

            var outs = $"out {printer.Storage(slots.Offset!)}{(slots.Length is null ? "" : $", out {printer.Storage(slots.Length)}")}";
            var place = part.IsSpan ? $"{twin}.{path}" : $"in {twin}.{path}";
            var anchors = Anchors.Of(holder);
            writer.Line(anchors.Count == 1
                ? $"{ExtentPrinter.Print(anchors.Single(), printer)}.Save<{part.Element}>({place}, {outs});"
                : $"global::PollGen.CompilerServices.Located<{part.Element}>.Of({place}){string.Concat(anchors.Select(anchor => $".In({Anchors.NumberOf(anchor)}, {ExtentPrinter.Print(anchor, printer)})"))}.Save(out {printer.Storage(slots.Tag!)}, {outs});");
        }

        writer.Close();
    }

    public void WriteRestore(Variable variable, TrackedReference holder)
    {
        var leaves = LeavesOf(holder).ToList();
        if (leaves.Count == 0)
            return;
        writer.Open();
        var twin = Take(holder, "default");
        foreach (var (path, part, slots) in leaves)
        {
            if (slots.Value is { } value)
            {
                writer.Line($"{twin}.{path} = {printer.Storage(value)};");
                continue;
            }

            var offset = printer.Storage(slots.Offset!);
            var extent = ExtentOf(holder, slots);
            writer.Line(part.IsSpan
                ? $"{twin}.{path} = {extent}.Span<{part.Element}>({offset}, {printer.Storage(slots.Length!)});"
                : $"{twin}.{path} = ref {extent}.Reference<{part.Element}>({offset});");
        }

        writer.Line($"{printer.Storage(variable)} = {Exchange}<{TwinOf(holder.Parts!, layout)}, {variable.Type}>(in {twin});");
        writer.Close();
    }

    private string Take(TrackedReference holder, string value)
    {
        foreach (var known in holder.Parts!.All.Select(parts => parts.Known).OfType<string>().Distinct())
            writer.Line($"{known}.Check();");
        var twin = Anchors.SlotsOf(holder).Twin;
        writer.Line($"{TwinOf(holder.Parts!, layout)} {twin} = {value};");
        return twin;
    }

    // Parts that point nowhere, like all that was never given anything, are the default.
    private IEnumerable<(string Path, StructPart Part, PartSlots Slots)> LeavesOf(TrackedReference holder) => holder.Parts!.Leaves
        .Select(leaf => (leaf.Path, leaf.Part, Anchors.SlotsOf(holder, leaf.Path, leaf.Part)))
        .Where(leaf => leaf.Item3.Value is not null || Anchors.Of(holder).Count > 0);

    private string ExtentOf(TrackedReference holder, PartSlots slots)
    {
        var anchors = Anchors.Of(holder);
        return anchors.Count == 1
            ? ExtentPrinter.Print(anchors.Single(), printer)
            : ExtentPrinter.Print(anchors, Anchors, slots.Tag!, printer);
    }

    private static string TwinOf(StructParts parts, FrameLayout layout) =>
        parts.Known ?? $"{layout.Machine.Name}{ReferenceEmitter.WordsOf(parts.Type)}Parts{layout.Machine.TypeParameters}";

    private static string TypeOf(StructPart part, FrameLayout layout) => part switch
    {
        { Inner: { } inner } => TwinOf(inner, layout),
        { Reference: ReferenceKind.Ref } => $"ref {part.Type}",
        { Reference: ReferenceKind.RefReadOnly } => $"ref readonly {part.Type}",
        _ => part.Type,
    };
}
