// In: what is known about the references of a body. Out: the text that notes where a kept reference points before its coroutine is
// suspended, and that makes it again afterwards.
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal sealed class ReferenceEmitter(SourceWriter writer, FrameLayout layout, CodePrinter printer)
{
    private readonly KeptReferences references = layout.References;
    private readonly HolderEmitter holders = new(writer, layout, printer);

    /// <summary>Before control leaves at a suspension.</summary>
    /// <param name="node">The suspension.</param>
    /// <param name="isNoted">Whether what its failure would need has been noted before.</param>
    public IEnumerable<Variable> SavedAt(SuspendNode node, bool isNoted) => references.AfterResumption[node].Union(references.OnFailure[node])
        .Where(variable => !isNoted || !references.OnFailure[node].Contains(variable) || MayChange(node.Suspension, variable));

    // Between the two: while arguments are evaluated, and by what they hand in by reference.
    private static bool MayChange(Suspension suspension, Variable variable) =>
        suspension.HandedIn.Append(suspension.Make).SelectMany(code => code.Variables).Any(piece => piece.Variable == variable && piece.Access != Access.Read);

    /// <summary>Before the future is polled for the first time: what its failure would need.</summary>
    public void WriteSaveForFailure(SuspendNode node)
    {
        foreach (var variable in references.OnFailure[node])
            WriteSave(variable);
    }

    /// <summary>Before the future is polled again: what its failure would need.</summary>
    public void WriteRestoreBefore(SuspendNode node)
    {
        foreach (var variable in references.OnFailure[node])
            WriteRestore(variable);
    }

    /// <summary>When the future is ready.</summary>
    /// <param name="node">The suspension.</param>
    /// <param name="isRestored">Whether what its failure would have needed is there already.</param>
    public void WriteRestoreAfter(SuspendNode node, bool isRestored)
    {
        foreach (var variable in isRestored ? references.AfterResumption[node].Except(references.OnFailure[node]) : references.AfterResumption[node])
            WriteRestore(variable);
    }

    /// <summary>The variables that say where the references point which are made again when the future is ready.</summary>
    public HashSet<Variable> NeededAfter(SuspendNode node) => [.. references.AfterResumption[node].SelectMany(variable => references.Anchors.Companions(variable.Tracked!))];

    /// <summary>Whether one of them may have to ask somebody where its memory is.</summary>
    public bool CallsAfter(SuspendNode node) => references.AfterResumption[node].SelectMany(variable => references.Anchors.Of(variable.Tracked!)).Any(anchor => anchor.MayCall);

    /// <summary>In the machine's Poll, which polls the future itself: what that is handed.</summary>
    public void WriteRestoreForPoll(SuspendNode node)
    {
        foreach (var variable in node.Suspension.HandedIn.SelectMany(code => code.Variables).Select(piece => piece.Variable).Distinct().Where(references.OnFailure[node].Contains))
            WriteRestore(variable, $"{(variable.Reference is { } reference ? reference + " " : "")}{CodePrinter.StorageType(variable)} ");
    }

    /// <summary>Whether anything has to be noted before control leaves.</summary>
    public bool SavesAt(SuspendNode node) => references.AfterResumption[node].Length + references.OnFailure[node].Length > 0;

    /// <summary>Whether failure of the awaited future needs a reference.</summary>
    public bool FailureNeedsAt(SuspendNode node) => references.OnFailure[node].Length > 0;

    /// <summary>The types of the memory in the frame that stands for stackallocs.</summary>
    public static void WriteRooms(SourceWriter writer, FrameLayout layout, string machine, string typeParameters, string constraints, bool isUnsafe)
    {
        foreach (var room in layout.Slots.Keys.Where(variable => variable.RoomLength is not null).GroupBy(variable => RoomName(machine, variable)).Select(group => group.First()))
        {
            writer.Line();
            writer.Line($"[global::System.Runtime.CompilerServices.InlineArray({room.RoomLength})]");
            writer.Open($"private{(isUnsafe ? " unsafe" : "")} struct {RoomName(machine, room)}{typeParameters}{SignatureEmitter.Space(constraints)}");
            writer.Line($"private {room.Type} first;");
            writer.Close();
        }
    }

    /// <summary>Such as "SumMachine16Byte": rooms of one type and length that take turns share a field.</summary>
    public static string RoomName(string machine, Variable room) => $"{machine}{room.RoomLength}{WordsOf(room.Type)}";

    /// <summary>A type as a part of a name.</summary>
    public static string WordsOf(string type)
    {
        var words = type.Split([.. type.Where(c => !char.IsLetterOrDigit(c) && c != '_').Distinct()], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "global");
        return string.Join("_", words.Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }

    /// <summary>Notes where a reference points.</summary>
    public void WriteSave(Variable variable)
    {
        var reference = variable.Tracked!;
        if (reference.IsHolder)
        {
            holders.WriteSave(variable, reference);
            return;
        }

        if (references.Anchors.CutOf(reference) is not null || references.RestOf(variable) is not null || ExtentOf(reference) is not { } extent)
            return;
        if (references.Anchors.EdgesOf(reference) != Edges.None)
        {
            writer.Line($"{printer.Storage(references.Anchors.LengthOf(reference))} = {variable.Name}.Length;");
            return;
        }

        var offset = printer.Storage(references.Anchors.OffsetOf(reference));
        writer.Line(reference.IsSpan
            ? $"{extent}.Save<{reference.Element}>({variable.Name}, out {offset}, out {printer.Storage(references.Anchors.LengthOf(reference))});"
            : $"{extent}.Save<{reference.Element}>(in {variable.Name}, out {offset});");
    }

    private void WriteRestore(Variable variable, string declaration = "")
    {
        var reference = variable.Tracked!;
        if (reference.IsHolder)
        {
            holders.WriteRestore(variable, reference);
            return;
        }

        if (ExtentOf(reference) is not { } extent)
        {
            if (declaration.Length > 0)
                writer.Line($"{declaration}{variable.Name} = {(reference.IsSpan ? "default" : $"ref global::System.Runtime.CompilerServices.Unsafe.NullRef<{reference.Element}>()")};");
            return;
        }

        if (references.Anchors.CutOf(reference) is { } cut)
        {
            if (declaration.Length == 0 && references.Anchors.IsAlwaysRoom(reference))
                return;
            writer.Line($"{declaration}{variable.Name} = {WholeOf(reference, extent)}{cut};");
            return;
        }

        if (references.RestOf(variable) is { } rest)
        {
            writer.Line($"{declaration}{variable.Name} = {WholeOf(reference, extent)}{rest.Cut}[{printer.InFrame(rest.Start)}..];");
            return;
        }

        if (references.Anchors.EdgesOf(reference) is var edges and not Edges.None)
        {
            writer.Line($"{declaration}{variable.Name} = {PartOf(reference, edges, WholeOf(reference, extent))};");
            return;
        }

        var offset = printer.Storage(references.Anchors.OffsetOf(reference));
        writer.Line(reference.IsSpan
            ? $"{declaration}{variable.Name} = {extent}.Span<{reference.Element}>({offset}, {printer.Storage(references.Anchors.LengthOf(reference))});"
            : $"{declaration}{variable.Name} = ref {extent}.Reference<{reference.Element}>({offset});");
    }

    /// <summary>All of a stackalloc, which a local is from its declaration on.</summary>
    public string? RoomOf(Variable variable) => variable.Tracked is { } reference && references.IsActive(reference) && references.Anchors.IsAlwaysRoom(reference) ? WholeOf(reference, ExtentOf(reference)!) : null;

    private string WholeOf(TrackedReference reference, string extent)
    {
        var memory = references.Anchors.Of(reference).Single();
        var place = printer.Print(memory.Place);
        return memory switch
        {
            { Root.RoomLength: { } length } => $"{extent}.Span<{reference.Element}>(0, {length})",
            { Extent: "OfArray" } => $"new global::System.{(reference.Kind == ReferenceKind.Span ? "Span" : "ReadOnlySpan")}<{reference.Element}>({place})",
            { Extent: "OfText" } => $"global::System.MemoryExtensions.AsSpan({place})",
            _ => place,
        };
    }

    private string PartOf(TrackedReference reference, Edges edges, string whole) => edges switch
    {
        Edges.Start => $"{whole}[..{printer.Storage(references.Anchors.LengthOf(reference))}]",
        _ => $"global::PollGen.CompilerServices.References.Last({whole}, {printer.Storage(references.Anchors.LengthOf(reference))})",
    };

    /// <summary>The memory that a reference points into; null for one that is never anything but default.</summary>
    private string? ExtentOf(TrackedReference reference)
    {
        var anchors = references.Anchors.Of(reference);
        return anchors.Count switch
        {
            0 => null,
            1 => ExtentPrinter.Print(anchors.Single(), printer),
            _ => ExtentPrinter.Print(anchors, references.Anchors, references.Anchors.TagOf(reference), printer),
        };
    }
}
