using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

/// <summary>Says at which suspensions the machine's Poll can poll the future without entering the body: where it can name all that the future is handed.</summary>
internal sealed class PollableByMachine(CoroutineDeclaration declaration, BodyNames names, FrameLayout layout)
{
    public bool Includes(SuspendNode node) => IsOfCoroutine(node.Suspension) && IsSeenByNoHandler(node)
        && (node.Suspension.Result is not { } result || ArgumentPassing.CanBePassed(result, layout.PlacementOf))
        && (!node.Suspension.IsHanded || IsHandedWhatCanBeNamed(node));

    // The body would be missing in the stack trace of a leaf's exception.
    private static bool IsOfCoroutine(Suspension suspension) =>
        suspension.MachineInBox is null && (suspension.Kind == SuspensionKind.Call || suspension.OwnMachine is not null);

    private static bool IsSeenByNoHandler(SuspendNode node) => !node.IsInFinally && !node.Tries.Any(attempt => attempt.Handlers.Length > 0);

    // References that the machine makes again stand in locals of their own names.
    private bool IsHandedWhatCanBeNamed(SuspendNode node)
    {
        var references = layout.References.OnFailure[node];
        return node.Suspension.HandedFrames == 0
            && HasNamesOfBody
            && node.Suspension.HandedIn.All(argument => argument.Pieces.All(piece => IsModifier(piece) || IsInFrame(piece) || IsOneOf(references, piece)))
            && references.All(variable => !variable.Tracked!.IsHolder && layout.References.Anchors.Of(variable.Tracked!).All(CanBeNamed));
    }

    // The machine has no names but those of its frame and of what it is handed in itself.
    private bool HasNamesOfBody => !declaration.IsLocal
        && names is { Frame: "frame", Context: "cx", Result: "result" }
        && declaration.HandedInParameters.Select(parameter => parameter.Name).SequenceEqual(names.HandedIn);

    // "this" is another one there, so text that may name a member is none of its own.
    private bool CanBeNamed(Anchor anchor) =>
        anchor.Place.Pieces.Concat(anchor.OwnerCode?.Pieces ?? []).All(piece => declaration.IsStatic && piece is TextPiece || IsInFrame(piece));

    private static bool IsModifier(Piece piece) => piece is TextPiece { Text: "" or "ref " or "in " };

    private static bool IsOneOf(IReadOnlyCollection<Variable> references, Piece piece) => piece is VariablePiece { InClosure: false, Variable: var handed } && references.Contains(handed);

    private bool IsInFrame(Piece piece) => piece is VariablePiece { InClosure: false, Variable: { IsCaptured: false } variable }
        && (variable.Kind == VariableKind.HandedIn || layout.PlacementOf(variable) == Placement.Frame);
}
