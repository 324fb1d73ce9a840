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

    /// <summary>The object that is pinned.</summary>
    public string Print(PinPiece pin)
    {
        var anchors = references.Anchors.Of(pin.Reference);
        string Object(Anchor anchor) => printer.Print(Pinning.ObjectOf(anchor)!);
        return anchors.Count switch
        {
            0 => "null",
            1 => Object(anchors.Single()),
            _ => $"({printer.Storage(references.Anchors.TagOf(pin.Reference))} switch {{ {string.Join(", ", anchors.Select(anchor => $"{references.Anchors.NumberOf(anchor)} => (object?){Object(anchor)}"))}, _ => null }})",
        };
    }

    private string WithNotes(ReferenceOrigin origin, string text)
    {
        var notes = references.Anchors.Notes(origin).ToList();
        var (kind, element) = origin.Given ?? (origin.Target.Kind, origin.Target.Element);
        // What is kept has the widest scope that C# knows.
        var isWidened = origin.Storage is NamedStorage { IsNarrow: true } || origin.IsOfPart || (kind == ReferenceKind.Holder && origin.Storage is not (NoStorage or SameStorage { Source.IsHolder: true }));
        if (notes.Count == 0 && !isWidened)
            return text;
        var result = kind switch
        {
            ReferenceKind.Span => $"(global::System.Span<{element}>)({text})",
            ReferenceKind.ReadOnlySpan => $"(global::System.ReadOnlySpan<{element}>)({text})",
            ReferenceKind.Holder => $"({element})({text})",
            _ => text,
        };
        foreach (var note in notes)
            result = note.Candidates.Count > 0 ? Located(kind, element, result, note) : With(kind, element, result, $"{printer.Storage(note.Target)} = {printer.Print(note.Value)}");
        return notes.Count == 0 ? With(kind, element, result, "0") : result;
    }

    private static string With(ReferenceKind kind, string element, string value, string note) => kind switch
    {
        ReferenceKind.Ref => $"{Notes}.With(ref {value}, {note})",
        ReferenceKind.RefReadOnly => $"{Notes}.WithReadOnly(in {value}, {note})",
        ReferenceKind.Holder => $"{Notes}.WithHolder({value}, {note})",
        _ => $"{Notes}.With({value}, {note})",
    };

    private string Located(ReferenceKind kind, string element, string value, Note note)
    {
        var isRef = kind is ReferenceKind.Ref or ReferenceKind.RefReadOnly;
        var places = note.Candidates.Select((candidate, position) => $".In({position + 1}, {ExtentPrinter.Print(candidate, printer)})");
        var located = $"global::PollGen.CompilerServices.Located<{element}>.Of({(isRef ? "in " : "")}{value}){string.Concat(places)}.{(isRef ? "Reference" : "Span")}(out {printer.Storage(note.Target)})";
        return kind == ReferenceKind.ReadOnlySpan ? $"(global::System.ReadOnlySpan<{element}>){located}" : located;
    }

    private string Room(RoomPiece room, string text)
    {
        if (room.Origin.Storage is not NamedStorage { Root: { } memory })
            return text;
        return room.HasValues
            ? $"{Notes}.Filled<{memory.Type}>({printer.Storage(memory)}, {text})"
            : $"{Notes}.Zeroed<{memory.Type}>({printer.Storage(memory)})";
    }
}
