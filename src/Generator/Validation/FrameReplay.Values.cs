using PollGen.Generator.Dataflow;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Validation;

// What text does to values.
internal sealed partial class FrameReplay
{
    private void Execute(FlowNode node, ReplayState state)
    {
        var where = !isReporting ? "" : node switch
        {
            DeclareNode declaration => $"the declaration of '{declaration.Variable.Name}'",
            SuspendNode suspension => Named(suspension),
            _ => $"'{string.Join(" ", Liveness.CodesOf(node).Select(code => code.ToString().Trim()))}'",
        };
        foreach (var code in Liveness.CodesOf(node))
            Evaluate(code, state, where);
        switch (node)
        {
            case CodeNode code:
                foreach (var piece in code.Code.Variables.Where(IsSet))
                    Set(piece.Variable, state);
                if (code.Forgotten is { } forgotten)
                    Begin(forgotten, state);
                break;
            case DeclareNode { Value: null, Variable: { IsCaptured: false } variable }:
                Begin(variable, state);
                break;
            case DeclareNode declaration:
                Set(declaration.Variable, state);
                break;
        }
    }

    private static string Named(SuspendNode node) => $"suspension {node.Number} ({node.Suspension.ShortText})";

    // Reads come before writes, owners before the references that point into what they own.
    private void Evaluate(Code code, ReplayState state, string where)
    {
        foreach (var piece in code.Variables.Where(piece => piece.Access is Access.Any or Access.Pass || IsSet(piece)))
            state.Given.Add(items[piece.Variable]);
        foreach (var piece in code.Variables.Where(piece => !IsSet(piece)))
            Read(piece.Variable, state, where);
        foreach (var piece in code.AllPieces.OfType<NestedPiece>().Where(piece => references.IsActive(piece.Origin.Target)))
        {
            if (piece is OwnerPiece && references.Anchors.TakesOwner(piece.Origin) is { } owner)
                Set(owner, state);
            if (piece is RoomPiece { Origin.Storage: NamedStorage { Root: { } room } })
                Set(room, state);
        }

        foreach (var note in code.AllPieces.OfType<ReferencePiece>().Where(piece => references.IsActive(piece.Origin.Target)).SelectMany(piece => references.Anchors.Notes(piece.Origin)))
        {
            foreach (var piece in note.Value.Variables)
                Read(piece.Variable, state, where);
            Set(note.Target, state);
        }

        foreach (var needed in code.AllPieces.OfType<PinPiece>().SelectMany(pin => WhatItNeeds(pin.Reference)))
            Read(needed, state, where);
        foreach (var piece in code.Variables.Where(piece => piece.Access != Access.Read && !piece.Variable.IsCaptured))
        {
            if (items.IsInFrame(piece.Variable))
                Touch(piece.Variable, state);
        }
    }

    /// <summary>Whether the variable gets a new value without a look at the old one. Assigning to a ref local assigns to what it refers to.</summary>
    private static bool IsSet(VariablePiece piece) => !piece.Variable.IsCaptured
        && piece.Access == (piece.Variable.IsReference ? Access.Rebind : Access.Assign);

    private void Read(Variable variable, ReplayState state, string where)
    {
        if (variable.Kind == VariableKind.HandedIn)
            return;
        Require(variable, state, where);
        // That the user's own are set before they are read is for the C# compiler to say, which cannot say it of what has been taken apart.
        if (isReporting && variable.Kind == VariableKind.Temporary && !state.Given.Contains(items[variable]))
            faults.Add($"{items.NameOf(variable)} is read in {where}, but nothing has set it");
        if (variable.Tracked is not { } reference)
            return;
        foreach (var root in references.Anchors.Of(reference).Select(anchor => anchor.Root).OfType<Variable>().Where(items.IsInFrame))
            Require(root, state, $"{where}, through '{variable.Name}'");
    }

    private void Require(object item, ReplayState state, string where)
    {
        if (!isReporting)
            return;
        if (item is Variable variable && !items.IsInFrame(variable) && !(variable.Kind == VariableKind.Parameter && where == "the first poll"))
        {
            if (state.Lost.Contains(items[item]))
                faults.Add($"{items.NameOf(item)} is read in {where}, but the local may not have its value there");
        }
        else if (state.Damaged.Contains(items[item]))
        {
            faults.Add($"{items.NameOf(item)} is read in {where}, but its room in the frame may hold something else there");
        }
    }

    private bool IsWhole(Variable variable, ReplayState state) =>
        !(items.IsInFrame(variable) ? state.Damaged : state.Lost).Contains(items[variable]);

    /// <summary>The variable has a new value.</summary>
    private void Set(Variable variable, ReplayState state)
    {
        if (items.IsInFrame(variable))
            Touch(variable, state);
        Begin(variable, state);
        state.Given.Add(items[variable]);
    }

    // A declaration without a value writes nothing; what was there before is not the variable's.
    private void Begin(Variable variable, ReplayState state)
    {
        Heal(variable, state);
        if (variable.Tracked is not { } reference)
            return;
        // Which of these hold something is noted with the reference.
        foreach (var own in references.Anchors.Own(reference))
        {
            Heal(own, state);
            // A ref struct is looked for in all that it may have taken in by then; where it has not, that is nothing.
            if (reference.IsHolder)
                state.Given.Add(items[own]);
        }
    }

    private void Heal(Variable variable, ReplayState state)
    {
        state.Lost.Remove(items[variable]);
        if (items.IsInFrame(variable))
            state.Damaged.Remove(items[variable]);
    }

    /// <summary>A variable that lives in the frame is written there, as a whole or in part.</summary>
    private void Touch(object item, ReplayState state)
    {
        foreach (var other in items.Under(items.SlotOf(item)!))
        {
            if (other != items[item])
                state.Damaged.Add(other);
        }
    }

    private void Overwrite(Slot slot, ReplayState state)
    {
        foreach (var other in items.Under(slot))
            state.Damaged.Add(other);
    }
}
