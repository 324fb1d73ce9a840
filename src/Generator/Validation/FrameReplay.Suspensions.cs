using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Validation;

// What a suspension does to values: on the way in, while it is pending, on the way on, when it fails and when it is given up.
internal sealed partial class FrameReplay
{
    private void Start(SuspendNode node, Phase phase, ReplayState state)
    {
        var suspension = node.Suspension;
        var thrown = state.Copy();
        foreach (var slot in layout.ClearedBefore[node])
            Overwrite(slot, state);
        if (!layout.LeavingNothing.Contains(node) && node.HasCleanUp)
            Note(references.OnFailure[node], state);
        Evaluate(suspension.Make, state, Named(node));
        thrown.UnionWith(state);
        Throw(node, phase, thrown);
        if (suspension.IsMovable)
        {
            // It stands in a local until it is pending.
            SetResult(node, state);
            var pending = state.Copy();
            Build(node, pending);
            Leave(node, phase, pending);
        }
        else
        {
            CheckWhatIsMadeInPlace(node);
            Build(node, state);
            UseShared(node, state);
            var failed = state.Copy();
            SetResult(node, failed);
            if (layout.LeavingNothing.Contains(node))
            {
                Throw(node, phase, failed);
            }
            else
            {
                Fail(node, phase, failed);
                GiveUp(node, failed);
            }

            SetResult(node, state);
            Leave(node, phase, state.Copy());
            Finish(node, state);
        }

        foreach (var target in edges.From(node))
            Go(node.Region, target, phase, state);
    }

    // The future is polled again where it stands.
    private void Resume(SuspendNode node, ReplayState state)
    {
        MakeAgain(references.OnFailure[node], node, state);
        Require(node, state, "its next poll");
        RequireLent(node, state);
        UseShared(node, state);
        var failed = state.Copy();
        SetResult(node, failed);
        Fail(node, Phase.Resumed, failed);
        GiveUp(node, state);
        SetResult(node, state);
        // Nothing is saved when it is pending once more.
        var pending = state.Copy();
        pending.Lost.UnionWith(AllLocals);
        Flow(node, Phase.Waiting, pending);
        Finish(node, state);
        foreach (var variable in layout.Saved[node])
        {
            if (isReporting && state.Damaged.Contains(items[variable]))
                faults.Add($"{items.NameOf(variable)} is read back after {Named(node)}, but its room in the frame may hold something else then");
            state.Lost.Remove(items[variable]);
        }

        // Where the machine polls the future, what only its failure needs has not been made again.
        foreach (var variable in references.OnFailure[node].Except(references.AfterResumption[node]))
            state.Lost.Add(items[variable]);
        MakeAgain(references.AfterResumption[node].Except(references.OnFailure[node]), node, state);
        foreach (var target in edges.From(node))
            Go(node.Region, target, Phase.Resumed, state);
    }

    private VariableSet AllLocals => field ??= Numbers(items.Variables.Where(variable => variable.Kind != VariableKind.HandedIn && !items.IsInFrame(variable)));

    private VariableSet Numbers(IEnumerable<Variable> variables)
    {
        var set = new VariableSet(items.Count);
        foreach (var variable in variables)
            set.Add(items[variable]);
        return set;
    }

    private void Build(SuspendNode node, ReplayState state)
    {
        Touch(node, state);
        state.Damaged.Remove(items[node]);
    }

    // C# copies a future that is a value; what is passed by reference is used while the future is built.
    private void CheckWhatIsMadeInPlace(SuspendNode node)
    {
        if (!isReporting)
            return;
        var child = items.SlotOf(node)!;
        foreach (var piece in node.Suspension.Make.Variables.Where(piece => !piece.Variable.IsCaptured && items.IsInFrame(piece.Variable)))
        {
            if ((node.Suspension.Kind == SuspensionKind.Await || piece.Access != Access.Read) && FrameItems.Overlap(child, items.SlotOf(piece.Variable)!))
                faults.Add($"{Named(node)} is made of {items.NameOf(piece.Variable)}, over which it lies");
        }

        if (node.Suspension.Result is { IsCaptured: false } result && items.IsInFrame(result) && FrameItems.Overlap(child, items.SlotOf(result)!))
            faults.Add($"{items.NameOf(result)} takes the result of {Named(node)}, over which it lies");
    }

    /// <summary>What a local coroutine shares, and what is handed in at every poll, is where it was.</summary>
    private void UseShared(SuspendNode node, ReplayState state)
    {
        foreach (var variable in Liveness.OwnOf(node.Suspension))
        {
            Read(variable, state, Named(node));
            Touch(variable, state);
        }

        foreach (var code in node.Suspension.HandedIn)
            Evaluate(code, state, Named(node));
    }

    // What is lent is in the frame whenever the future is polled again; an argument of the coroutine itself may be its owner's, who has it then.
    private void RequireLent(SuspendNode node, ReplayState state)
    {
        if (!isReporting || !layout.Lent.TryGetValue(node, out var lent))
            return;
        foreach (var variable in lent.Variables.Where(variable => state.Damaged.Contains(items[variable])))
            faults.Add($"{items.NameOf(variable)} is lent to {Named(node)} at its next poll, but its room in the frame may hold something else then");
    }

    private void SetResult(SuspendNode node, ReplayState state)
    {
        if (node.Suspension.Result is { } result)
            Set(result, state);
    }

    // A future that is a value, or a box, is cleared when it is over, but for one that its loop writes again.
    private void Finish(SuspendNode node, ReplayState state)
    {
        if (node.Suspension is { Kind: SuspensionKind.Await, HoldsReferences: true } or { MachineInBox: not null } && node != layout.Lasting)
            Overwrite(items.SlotOf(node)!, state);
    }

    /// <summary>It is pending: what is needed afterwards is written, what is not is cleared, and the locals are gone.</summary>
    private void Leave(SuspendNode node, Phase phase, ReplayState state)
    {
        foreach (var variable in layout.Saved[node].Where(variable => phase == Phase.Fresh || !layout.Steady.Contains(variable)))
        {
            Touch(variable, state);
            if (state.Lost.Contains(items[variable]))
                state.Damaged.Add(items[variable]);
            else
                state.Damaged.Remove(items[variable]);
        }

        Note(references.AfterResumption[node].Union(references.OnFailure[node]).Where(variable => phase == Phase.Fresh || !layout.Steady.Contains(variable)), state);
        foreach (var slot in layout.Cleared[node])
            Overwrite(slot, state);
        Require(node, state, "its next poll");
        state.Lost.UnionWith(AllLocals);
        Flow(node, Phase.Waiting, state);
    }

    /// <summary>Writes down where the references point that are made again afterwards.</summary>
    private void Note(IEnumerable<Variable> noted, ReplayState state)
    {
        foreach (var variable in noted)
        {
            var reference = variable.Tracked!;
            var isKnown = !state.Lost.Contains(items[variable]) && WhatItNeeds(reference).All(needed => IsWhole(needed, state));
            foreach (var part in references.PartsOf(variable))
            {
                Touch(part, state);
                if (isKnown)
                    state.Damaged.Remove(items[part]);
                else
                    state.Damaged.Add(items[part]);
            }
        }
    }

    private void MakeAgain(IEnumerable<Variable> made, SuspendNode node, ReplayState state)
    {
        foreach (var variable in made)
        {
            if (isReporting && references.RestOf(variable) is { } rest && state.Damaged.Contains(items[rest.Start]))
                faults.Add($"'{variable.Name}' cannot be cut out again at {Named(node)}, because the room of {items.NameOf(rest.Start)} may hold something else");
            if (isReporting && references.PartsOf(variable).Concat(WhatItNeeds(variable.Tracked!)).FirstOrDefault(part => !IsWhole(part, state)) is { } missing)
                faults.Add($"'{variable.Name}' cannot be made again at {Named(node)}, because {items.NameOf(missing)} may be gone");
            state.Lost.Remove(items[variable]);
        }
    }

    private IEnumerable<Variable> WhatItNeeds(TrackedReference reference) =>
        references.Anchors.Companions(reference).Where(variable => variable.Kind != VariableKind.HandedIn);

    /// <summary>The future has thrown: the exception is stored, the future cleaned up, perhaps after a while, and then the handler runs.</summary>
    private void Fail(SuspendNode node, Phase phase, ReplayState state)
    {
        var inside = new List<TryNode>();
        foreach (var attempt in node.Tries)
        {
            inside.Add(attempt);
            foreach (var handler in attempt.Handlers)
            {
                Filter(handler, state);
                var caught = state.Copy();
                Set(handler.Clause.Caught, caught);
                if (isReporting && caught.Damaged.Contains(items[node]))
                    faults.Add($"the exception that {items.NameOf(handler.Clause.Caught)} holds lies over the future that failed, of {Named(node)}");
                if (references.OnFailure[node].Length > 0)
                    Note(references.AfterResumption[node].Union(references.OnFailure[node]), caught);
                caught.Lost.UnionWith(AllLocals);
                MakeAgain(references.OnFailure[node], node, caught);
                if (!items.IsInFrame(handler.Clause.Caught) && isReporting)
                    faults.Add($"{items.NameOf(handler.Clause.Caught)} is gone when the clean-up of {Named(node)} is pending");
                Go(node.Region, CaughtAt(attempt, handler), phase, caught);
            }
        }
    }

    /// <summary>The future is given up, and so is the coroutine, as far as no handler is in its way.</summary>
    private void GiveUp(SuspendNode node, ReplayState state)
    {
        if (!node.HasCleanUp || node.IsInFinally)
            return;
        var left = state.Copy();
        left.Lost.UnionWith(AllLocals);
        MakeAgain(references.OnFailure[node], node, left);
        Go(node.Region, edges.At(node.Cancelled), Phase.Resumed, left);
    }
}
