// In: a part of the user's text that decides where a reference points. Out: that text, with what is noted about it if the reference is
// kept across a suspension; as the user wrote it otherwise.
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal sealed class ReferencePrinter(KeptReferences references, CodePrinter printer)
{
    private const string Notes = "global::PollGen.CompilerServices.References";

    public string Print(NestedPiece piece, string text)
    {
        if (!references.IsActive(piece.Origin.Target))
            return text;
        return piece switch
        {
            OwnerPiece owner => references.Anchors.TakesOwner(owner.Origin) is { } target ? $"({printer.Storage(target)} = {text})" : text,
            RoomPiece room => Room(room, text),
            _ => WithNotes(piece.Origin, text),
        };
    }

    private string WithNotes(ReferenceOrigin origin, string text)
    {
        var notes = references.Anchors.Notes(origin).Select(note => $"{printer.Storage(note.Target)} = {printer.Print(note.Value)}").ToList();
        if (notes.Count == 0 && origin.Storage is NamedStorage { IsNarrow: true })
            notes.Add("0");
        if (notes.Count == 0)
            return text;
        var target = origin.Target;
        var result = target.IsSpan ? $"({SpanType(target)})({text})" : text;
        foreach (var note in notes)
        {
            result = target.Kind switch
            {
                ReferenceKind.Ref => $"{Notes}.With(ref {result}, {note})",
                ReferenceKind.RefReadOnly => $"{Notes}.WithReadOnly(in {result}, {note})",
                _ => $"{Notes}.With({result}, {note})",
            };
        }

        return result;
    }

    private string Room(RoomPiece room, string text)
    {
        if (room.Origin.Storage is not NamedStorage { Root: { } memory })
            return text;
        return room.HasValues
            ? $"{Notes}.Filled<{memory.Type}>({printer.Storage(memory)}, {text})"
            : $"{Notes}.Zeroed<{memory.Type}>({printer.Storage(memory)})";
    }

    private static string SpanType(TrackedReference reference) =>
        $"global::System.{(reference.Kind == ReferenceKind.Span ? "Span" : "ReadOnlySpan")}<{reference.Element}>";
}
