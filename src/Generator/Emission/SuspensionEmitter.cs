using PollGen.Generator.Binding;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

/// <summary>Writes what happens at a suspension: the first poll, the later ones, and giving up.</summary>
/// <param name="isFirst">What says whether this is the first poll.</param>
/// <param name="entersTries">Whether the number of the suspension leads into a try, which may be entered from its top later.</param>
internal sealed class SuspensionEmitter(
    SourceWriter writer, LineMap lines, FrameLayout layout, BodySignature signature, BodyNames names, CodePrinter printer, string running, Label pending, string isFirst, bool entersTries)
{
    private readonly ReferenceEmitter references = new(writer, layout, printer);

    private string State => $"{names.Frame}.{layout.StateField}";

    /// <summary>The states in which control is to enter at this suspension, as case labels.</summary>
    public IEnumerable<string> Entries(SuspendNode node)
    {
        var numbers = node.Tries.SelectMany(attempt => attempt.Handlers).SelectMany(handler => handler.CleanUps)
            .Where(cleanUp => cleanUp.Suspension == node).Select(cleanUp => cleanUp.Number).Prepend(node.Number);
        return numbers.SelectMany(number => node.HasCleanUp ? new[] { $"{number}", $"~{number}" } : [$"{number}"]);
    }

    /// <summary>The future is made and polled where control reaches the suspension.</summary>
    public void WriteStart(SuspendNode node)
    {
        foreach (var slot in layout.ClearedBefore[node])
            writer.Line($"{names.Frame}.{slot.Name} = default!;");
        if (node.Suspension.IsMovable)
            StartInLocal(node);
        else if (layout.LeavingNothing.Contains(node))
            StartUnnoted(node);
        else
            StartNoted(node);
    }

    // It moves into the frame when it is pending.
    private void StartInLocal(SuspendNode node)
    {
        var local = node.Suspension.SlotName;
        var make = Make(node);
        lines.To(node.Source);
        writer.Line($"var {local} = {make};");
        writer.Line($"if (!{local}.Poll(in {names.Context}, {Result(node)}))");
        lines.Hide();
        writer.Open();
        WriteSaving(node, isNoted: false, () => writer.Line($"{Field(node)} = {local};"));
        WritePending(node);
        writer.Close();
    }

    // If it fails at once there is nothing to give up, so the frame need not say that it has begun.
    private void StartUnnoted(SuspendNode node)
    {
        WriteFirstPoll(node, isNoted: false);
        writer.Open();
        WriteSaving(node, isNoted: false);
        WritePending(node);
        writer.Close();
    }

    // If it fails at once, whoever gives the coroutine up enters here again, and needs the references for that.
    private void StartNoted(SuspendNode node)
    {
        if (node.HasCleanUp)
            references.WriteSaveForFailure(node);
        WriteFirstPoll(node, isNoted: true);
        if (layout.Saved[node].Length + layout.Cleared[node].Length == 0 && !references.SavesAt(node))
        {
            writer.Line($"    goto {pending.Name};");
            return;
        }

        writer.Open();
        WriteSaving(node, isNoted: node.HasCleanUp);
        writer.Line($"goto {pending.Name};");
        writer.Close();
    }

    private void WriteFirstPoll(SuspendNode node, bool isNoted)
    {
        var suspension = node.Suspension;
        var make = Make(node);
        var poll = Poll(node);
        lines.To(node.Source);
        if (suspension.MachineInBox is not null)
            writer.Line($"{Slot(node)} = new {suspension.FutureType}();");
        if (suspension.Kind == SuspensionKind.Call)
            poll = $"{suspension.MachineInBox ?? suspension.FutureType}.{(layout.Lent.ContainsKey(node) ? "Begin" : "Start")}(out {Field(node)}, in {names.Context}, {Result(node)}{OuterFrames(node)}{(make.Length == 0 ? "" : ", " + make)})";
        else
            writer.Line($"{Field(node)} = {make};");
        lines.Hide();
        if (isNoted)
            writer.Line($"{State} = {node.Number};");
        lines.To(node.Source);
        writer.Line($"if (!{poll})");
        lines.Hide();
    }

    private string Make(SuspendNode node) => printer.Print(node.Suspension.Make, writer.Indentation, node.Source?.Column ?? 0);

    private void WritePending(SuspendNode node)
    {
        writer.Line($"{State} = {node.Number};");
        writer.Line($"goto {pending.Name};");
    }

    // Writing an object is a call for the collector's sake, across which all that is still to be written would have to be held. So values come first,
    // then what is written once only, and last what changes and the future.
    private void WriteSaving(SuspendNode node, bool isNoted, Action? writeFuture = null)
    {
        var noted = references.SavedAt(node, isNoted).ToList();
        var values = layout.Saved[node].Where(variable => !signature.IsHandedBack(variable)).OrderBy(variable => variable.HoldsReferences).ToList();
        var steady = values.Where(layout.Steady.Contains).ToList();
        foreach (var variable in values.Except(steady).Where(variable => !variable.HoldsReferences))
            WriteSaved(variable);
        if (steady.Count > 0 || noted.Any(layout.Steady.Contains))
        {
            // In the frame already, and unchanged, if this poll has come from there.
            writer.Open($"if ({isFirst})");
            foreach (var variable in steady)
                WriteSaved(variable);
            foreach (var variable in noted.Where(layout.Steady.Contains))
                references.WriteSave(variable);
            writer.Close();
        }

        foreach (var variable in values.Except(steady).Where(variable => variable.HoldsReferences))
            WriteSaved(variable);
        writeFuture?.Invoke();
        foreach (var variable in noted.Where(variable => !layout.Steady.Contains(variable)))
            references.WriteSave(variable);
        foreach (var slot in layout.Cleared[node])
            writer.Line($"{names.Frame}.{slot.Name} = default!;");
    }

    private void WriteSaved(Variable variable) => writer.Line($"{names.Frame}.{layout.Slots[variable].Name} = {CodePrinter.Local(variable)};");

    private void WriteLoaded(Variable variable) => writer.Line($"{CodePrinter.Local(variable)} = {names.Frame}.{layout.Slots[variable].Name};");

    /// <summary>Control goes on here, at once or when it is resumed.</summary>
    public void WriteResume(SuspendNode node)
    {
        lines.Hide();
        writer.Line();
        if (!layout.LeavingNothing.Contains(node))
            WriteDone(node);
        writer.Label(node.Resume.Name);
    }

    /// <summary>The cases of a switch that enter at a suspension, in the innermost block around it.</summary>
    public void WriteResumption(SuspendNode node, bool isInTry)
    {
        // Clean-up is polled on when it is cancelled.
        if (node.IsInFinally)
            writer.Line($"case ~{node.Number}:");
        var isPolled = signature.Polled.Contains(node);
        WriteCase($"{node.Number}", $" // {(isPolled ? "after" : "waiting for")} {node.Suspension.ShortText}");
        if (!isPolled)
        {
            references.WriteRestoreBefore(node);
            lines.To(node.Source);
            writer.Line($"if (!{Poll(node)})");
            lines.Hide();
            writer.Line($"    goto {pending.Name};");
        }

        WriteDone(node);
        if (isPolled && node.Suspension.Result is { } result && result != signature.Awaited)
            writer.Line($"{printer.Value(result)} = {signature.Awaited!.Name};");
        // Where making references again may call, the other variables would have to be held across that.
        var kept = layout.Saved[node].Where(variable => !signature.IsHandedBack(variable)).ToList();
        var first = references.CallsAfter(node) ? references.NeededAfter(node) : [.. kept];
        foreach (var variable in kept.Where(first.Contains))
            WriteLoaded(variable);
        references.WriteRestoreAfter(node, isRestored: !isPolled);
        foreach (var variable in kept.Where(variable => !first.Contains(variable)))
            WriteLoaded(variable);
        writer.Line($"goto {node.Resume.Name};");
        writer.Unindent();
        if (!isInTry && !node.Suspension.IsHanded)
            return;
        if (node.HasCleanUp && !node.IsInFinally)
            WriteGivingUp(node, $"~{node.Number}", node.Number, $"goto {node.Cancelled.Name};");
        foreach (var handler in node.Tries.SelectMany(attempt => attempt.Handlers))
        {
            var number = handler.CleanUps.Single(cleanUp => cleanUp.Suspension == node).Number;
            WriteGivingUp(node, $"{number}", number, $"goto {handler.Handle.Name};");
            if (node.HasCleanUp)
                WriteGivingUp(node, $"~{number}", number, $"throw global::PollGen.CompilerServices.Machine.Rethrow({printer.Value(handler.Clause.Caught)});");
        }
    }

    // While clean-up runs the state says Running: then an exception that it throws runs the finally blocks here at once.
    private void WriteGivingUp(SuspendNode node, string label, int number, string next)
    {
        WriteCase(label);
        references.WriteRestoreBefore(node);
        writer.Line($"{State} = {running};");
        lines.To(node.Source);
        writer.Line($"if (!{Field(node)}.PollCancel(in {names.Context}{HandedIn(node)}))");
        lines.Hide();
        writer.Open();
        writer.Line($"{State} = {number};");
        writer.Line($"goto {pending.Name};");
        writer.Close();
        writer.Line(next);
        writer.Unindent();
    }

    /// <summary>Where a future that failed is cleaned up, which may have to wait: its failure came without a suspension.</summary>
    public void WriteSaveForCleanUp(Handler handler)
    {
        foreach (var node in handler.CleanUps.Select(cleanUp => cleanUp.Suspension).Where(references.FailureNeedsAt))
        {
            writer.Open($"if ({State} == {node.Number})");
            foreach (var variable in references.SavedAt(node, isNoted: false))
                references.WriteSave(variable);
            writer.Close();
        }
    }

    private void WriteCase(string label, string comment = "")
    {
        lines.Hide();
        writer.Line($"case {label}:{comment}");
        writer.Indent();
        // A block may be entered from its top later: after this suspension, or again in a loop.
        if (entersTries)
            writer.Line($"{names.Resume} = {signature.NotStarted};");
    }

    private void WriteDone(SuspendNode node)
    {
        writer.Line($"{State} = {running};");
        if (node.Suspension is { Kind: SuspensionKind.Await, HoldsReferences: true } or { MachineInBox: not null } && node != layout.Lasting)
            writer.Line($"{Slot(node)} = default!;");
    }

    private string Slot(SuspendNode node) => $"{names.Frame}.{layout.Children[node].Name}";

    private string Field(SuspendNode node) => Slot(node) + (node.Suspension.MachineInBox is null ? "" : ".Machine");

    private string Poll(SuspendNode node) => $"{Field(node)}.Poll(in {names.Context}, {Result(node)}{HandedIn(node)}{signature.LentInBody(node)})";

    private string HandedIn(SuspendNode node) => OuterFrames(node) + string.Concat(node.Suspension.HandedIn.Select(code => ", " + printer.Print(code)));

    // The frames around a local coroutine, of those that this one is or knows.
    private string OuterFrames(SuspendNode node) =>
        string.Concat(names.Outer.Append(names.Frame).Take(node.Suspension.HandedFrames).Select(frame => $", ref {frame}"));

    private string Result(SuspendNode node) => node.Suspension.Result is { } result ? $"out {printer.Value(result)}" : "out _";
}
