using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

/// <summary>Writes the nodes of a flow graph, region by region.</summary>
internal sealed class NodeEmitter
{
    private readonly SourceWriter writer;
    private readonly LineMap lines;
    private readonly FlowGraph graph;
    private readonly FrameLayout layout;
    private readonly BodySignature signature;
    private readonly BodyNames names;
    private readonly CodePrinter printer;
    private readonly string running;
    private readonly Label end;
    private readonly SuspensionEmitter suspensions;
    private readonly ReferenceEmitter references;
    private readonly HashSet<Label> referenced;

    public NodeEmitter(
        SourceWriter writer, LineMap lines, FlowGraph graph, FrameLayout layout, BodySignature signature, BodyNames names, CodePrinter printer, string running, Label end, Label pending)
    {
        this.writer = writer;
        this.lines = lines;
        this.graph = graph;
        this.layout = layout;
        this.signature = signature;
        this.names = names;
        this.printer = printer;
        this.running = running;
        this.end = end;
        references = new ReferenceEmitter(writer, layout, printer);
        bool entersTries = graph.Suspensions.Any(node => node.Tries.Any());
        // The number of the suspension is forgotten once its try has been entered.
        First = entersTries && graph.Suspensions.Any(node => layout.Saved[node].Where(variable => !signature.IsHandedBack(variable)).Concat(layout.References.AfterResumption[node]).Concat(layout.References.OnFailure[node]).Any(layout.Steady.Contains)) ? names.Allocator.Fresh("isFirst") : null;
        suspensions = new SuspensionEmitter(writer, lines, layout, signature, names, printer, running, pending, First ?? signature.IsFirst, entersTries);
        referenced = [.. graph.AllNodes.SelectMany(Targets)];
    }

    /// <summary>The local that keeps whether this is the first poll; null where none is needed.</summary>
    public string? First { get; }

    public bool IsReferenced(Label label) => referenced.Contains(label);

    public string Print(Code code) => printer.Print(code, writer.Indentation);

    public void WriteDeclaration(Variable variable)
    {
        var type = CodePrinter.StorageType(variable);
        if (variable.Reference is { } reference)
        {
            writer.Line($"{(IsActive(variable) ? "" : "scoped ")}{reference} {type} {CodePrinter.Local(variable)} = ref global::System.Runtime.CompilerServices.Unsafe.NullRef<{type}>();");
            return;
        }

        if (references.RoomOf(variable) is { } room)
        {
            writer.Line($"{type} {CodePrinter.Local(variable)} = {room};");
            return;
        }

        writer.Line($"{(variable.IsRefLike && !IsActive(variable) ? "scoped " : "")}{type} {CodePrinter.Local(variable)} = default{(variable.HoldsReferences || variable.IsCaptured ? "!" : "")};");
    }

    // What is made again after a suspension has the widest scope.
    private bool IsActive(Variable variable) => variable.Tracked is { } reference && layout.References.IsActive(reference);

    /// <summary>Takes a parameter out of the frame, unless that is where it stays.</summary>
    public void WriteParameter(Variable parameter, int position)
    {
        if (signature.IsPassed(parameter))
            return;
        var arrived = $"{names.Frame}.{layout.Arrivals[position].Name}";
        if (parameter.IsCaptured)
            writer.Line($"{printer.Storage(parameter)} = new {CodePrinter.StorageType(parameter)}({arrived});");
        else if (layout.Hoisted.Contains(parameter))
            writer.Line($"{CodePrinter.Local(parameter)} = {arrived};");
        if (layout.TakenOut.Contains(layout.Arrivals[position]))
            writer.Line($"{arrived} = default!;");
    }

    /// <summary>The cases that enter a region where control left it.</summary>
    public void WriteDispatch(Region region)
    {
        foreach (var node in graph.Suspensions.Where(node => node.Region == region))
            suspensions.WriteResumption(node, isInTry: region.Owner is not null);
        foreach (var attempt in region.Nodes.OfType<TryNode>())
        {
            var entries = EntriesOf(attempt).ToList();
            if (entries.Count == 0)
                continue;
            foreach (var number in entries)
                writer.Line($"case {number}:");
            writer.Line($"    goto {attempt.Enter.Name};");
        }
    }

    public void WriteRegion(Region region)
    {
        for (var i = 0; i < region.Nodes.Count; i++)
        {
            if (region.Nodes[i] is JumpNode jump && LeadsToNext(region, i, jump.Target))
                continue;
            if (region.Nodes[i] is ReturnNode { Value: var value } last && region == graph.Root && i == region.Nodes.Count - 1)
                WriteReturnValue(last, value);
            else
                Write(region.Nodes[i]);
        }
    }

    private void Write(FlowNode node)
    {
        switch (node)
        {
            case CodeNode code:
                WriteStatement(node, code.Code, indentation => Print(code.Code, indentation, node));
                break;
            case DeclareNode declaration:
                WriteDeclaration(declaration);
                break;
            case SuspendNode suspension:
                WriteStatement(node, suspension.Suspension.Make, _ => null);
                break;
            case LabelNode label:
                lines.Hide();
                if (IsReferenced(label.Label) || IsEntered(label.Label))
                    WriteLabel(label.Label, node);
                break;
            case JumpNode jump:
                lines.To(jump.Source);
                writer.Line($"goto {jump.Target.Name};");
                break;
            case BranchNode branch:
                WriteStatement(node, branch.Condition, indentation => $"if ({(branch.JumpsWhen ? "" : "!(")}{Print(branch.Condition, indentation, node)}{(branch.JumpsWhen ? "" : ")")}) goto {branch.Target.Name};");
                break;
            case CancellingNode cancelling:
                lines.Hide();
                writer.Line($"if ({names.Cancelling}) goto {cancelling.Target.Name};");
                break;
            case DispatchNode choice:
                WriteSwitch(choice);
                break;
            case ReturnNode result:
                WriteReturnValue(result, result.Value);
                lines.Hide();
                writer.Line($"goto {end.Name};");
                break;
            case TryNode attempt:
                WriteTry(attempt);
                break;
            case CaughtNode caught:
                WriteCaught(caught);
                break;
        }
    }

    private string Print(Code code, string indentation, FlowNode node) => printer.Print(code, indentation, node.Source?.Column ?? 0);

    // A label needs a statement; at the end of a block there is none.
    private void WriteLabel(Label label, FlowNode node)
    {
        writer.Label(label.Name);
        WriteEndOfBlock(node);
    }

    private void WriteEndOfBlock(FlowNode label)
    {
        if (label.Region.Nodes[label.Region.Nodes.Count - 1] == label && label.Region != graph.Root)
            writer.Line(";");
    }

    /// <summary>Writes one statement, with locals around it that its lambdas close over.</summary>
    private void WriteStatement(FlowNode node, Code code, Func<string, string?> print)
    {
        var closes = code.Closes.ToList();
        var needsScope = closes.Count > 0 || code.Declares;
        if (needsScope)
        {
            lines.Hide();
            writer.Open();
            foreach (var variable in closes)
                writer.Line($"var {variable.Name} = {printer.Storage(variable)};");
        }

        if (node is SuspendNode suspension)
        {
            suspensions.WriteStart(suspension);
        }
        else
        {
            lines.To(node.Source);
            writer.Line(print(writer.Indentation)!);
        }

        if (needsScope)
        {
            lines.Hide();
            writer.Close();
        }

        if (node is SuspendNode resumed)
        {
            suspensions.WriteResume(resumed);
            WriteEndOfBlock(node);
        }
    }

    private void WriteDeclaration(DeclareNode declaration)
    {
        var variable = declaration.Variable;
        var value = declaration.Value;
        var isInPlace = layout.PlacementOf(variable) == Placement.Local && !layout.Hoisted.Contains(variable);
        if (variable.IsCaptured)
        {
            var box = CodePrinter.StorageType(variable);
            WriteStatement(declaration, value ?? Code.Empty, indentation => $"{(isInPlace ? "var " : "")}{printer.Storage(variable)} = new {box}({(value is null ? "" : Print(value, indentation, declaration))});");
            return;
        }

        if (value is null)
        {
            // What it pointed to in an earlier round must not be noted again.
            if (!isInPlace && IsActive(variable))
                writer.Line($"{variable.Name} = {(variable.IsReference ? $"ref global::System.Runtime.CompilerServices.Unsafe.NullRef<{variable.Type}>()" : "default")};");
            if (!isInPlace)
                return;
            lines.Hide();
            // Taking conditions apart can hide from the C# compiler that it is assigned before it is read.
            writer.Line($"{declaration.Type} {variable.Name} = default{(variable.HoldsReferences ? "!" : "")};");
            return;
        }

        if (!isInPlace && value.Pieces is [ReferencePiece { Value.Pieces: [RoomPiece { HasValues: false }] }] && variable.Tracked is { Kind: ReferenceKind.Span } && references.RoomOf(variable) is not null)
        {
            WriteStatement(declaration, value, _ => $"{variable.Name}.Clear(); // stackalloc");
            return;
        }

        WriteStatement(declaration, value, indentation => $"{(isInPlace ? declaration.Type + " " : "")}{printer.Storage(variable)} = {Print(value, indentation, declaration)};");
    }

    private void WriteSwitch(DispatchNode choice)
    {
        var closes = choice.Cases.Select(label => label.Label).Prepend(choice.Governing).SelectMany(code => code.Closes).Distinct().ToList();
        var needsScope = closes.Count > 0 || choice.Governing.Declares;
        if (needsScope)
        {
            lines.Hide();
            writer.Open();
            foreach (var variable in closes)
                writer.Line($"var {variable.Name} = {printer.Storage(variable)};");
        }

        lines.To(choice.Source);
        writer.Line($"switch ({Print(choice.Governing, writer.Indentation, choice)})");
        lines.Hide();
        writer.Open();
        for (var i = 0; i < choice.Cases.Length; i++)
        {
            var (label, entries, target) = choice.Cases[i];
            writer.Line($"{Print(label, writer.Indentation, choice)}:");
            if (entries.IsEmpty && i + 1 < choice.Cases.Length && choice.Cases[i + 1] is { Entry.IsEmpty: true, Target: var next } && next == target)
                continue;
            writer.Indent();
            foreach (var entry in entries)
                writer.Line(Print(entry));
            writer.Line($"goto {target.Name};");
            writer.Unindent();
        }

        writer.Close();
        if (needsScope)
            writer.Close();
    }

    private void WriteReturnValue(ReturnNode node, Code? value)
    {
        if (value is not null)
            WriteStatement(node, value, indentation => $"{names.Result} = {Print(value, indentation, node)};");
    }

    private void WriteTry(TryNode attempt)
    {
        var suspends = graph.Suspensions.Any(node => node.Region.IsInside(attempt.Body));
        lines.Hide();
        writer.Open("try");
        if (suspends)
        {
            WriteEntry(attempt.Body);
        }

        WriteRegion(attempt.Body);
        lines.Hide();
        writer.Close();
        foreach (var handler in attempt.Handlers)
            WriteCatch(handler, attempt.IsInFinally || handler.Kind == HandlerKind.Finally);
        if (attempt.Finally is not null)
            WriteFinally(attempt.Finally, suspends);
    }

    /// <summary>The one inner try in which everything stands that suspends in a region; null where there is more to choose.</summary>
    public TryNode? OnlyTry(Region region) => graph.Suspensions.Any(node => node.Region == region) ? null
        : region.Nodes.OfType<TryNode>().Where(attempt => graph.Suspensions.Any(node => node.Region.IsInside(attempt.Body))).ToList() is [var only] ? only : null;

    /// <summary>The states in which control is to enter a try, as case labels.</summary>
    public IEnumerable<string> EntriesOf(TryNode attempt) => graph.Suspensions.Where(node => node.Region.IsInside(attempt.Body)).SelectMany(suspensions.Entries);

    private void WriteEntry(Region region)
    {
        if (OnlyTry(region) is { } inner)
        {
            writer.Line($"if ({names.Resume} != {signature.NotStarted})");
            writer.Line($"    goto {inner.Enter.Name};");
            return;
        }

        writer.Open($"switch ({names.Resume})");
        WriteDispatch(region);
        writer.Close();
    }

    // Cancelling runs no handlers.
    private void WriteCatch(Handler handler, bool isCleanUp)
    {
        var clause = handler.Clause;
        var conditions = new List<string>();
        if (graph.CancellingRunsCode && !isCleanUp)
            conditions.Add($"!{names.Cancelling}");
        if (handler.Kind == HandlerKind.BrokenFinally)
            conditions.Add($"{names.Frame}.{layout.StateField} != {running}");
        if (clause.Filter is not null)
            conditions.AddRange([.. clause.Filter.Closes.Select(variable => $"{printer.Storage(variable)} is var {variable.Name}"), $"({Print(clause.Filter)})"]);
        var filter = conditions.Count == 0 ? "" : $" when ({string.Join(" && ", conditions)})";
        writer.Open($"catch ({clause.Type} {clause.FilterName}){filter}");
        var value = clause.Caught.IsCaptured ? $"new {CodePrinter.StorageType(clause.Caught)}({clause.FilterName})" : clause.FilterName;
        writer.Line($"{printer.Storage(clause.Caught)} = {value};");
        writer.Line($"goto {(handler.CleanUps.Count > 0 ? handler.Caught : handler.Handle).Name};");
        writer.Close();
    }

    private void WriteFinally(Region last, bool suspends)
    {
        writer.Open("finally");
        if (suspends)
            writer.Open($"if ({names.Frame}.{layout.StateField} == {running})");
        WriteRegion(last);
        lines.Hide();
        if (suspends)
            writer.Close();
        writer.Close();
    }

    // The exception may have left a future behind that is still to be cleaned up, inside the try and before the handler runs.
    private void WriteCaught(CaughtNode caught)
    {
        var handler = caught.Handler;
        lines.Hide();
        if (handler.CleanUps.Count == 0)
            return;
        var state = $"{names.Frame}.{layout.StateField}";
        writer.Label(handler.Caught.Name);
        writer.Open($"if ({state} != {running})");
        var number = handler.CleanUps.Count == 1
            ? $"{handler.CleanUps[0].Number}"
            : $"{state} switch {{ {string.Join(", ", handler.CleanUps.Skip(1).Select(cleanUp => $"{cleanUp.Suspension.Number} => {cleanUp.Number}"))}, _ => {handler.CleanUps[0].Number} }}";
        suspensions.WriteSaveForCleanUp(handler);
        writer.Line($"{names.Resume} = {number};");
        writer.Line($"{state} = ({layout.State.Type}){names.Resume};");
        writer.Line($"goto {caught.Owner.Enter.Name};");
        writer.Close();
    }

    /// <summary>Labels to which control comes back from outside of the text.</summary>
    private bool IsEntered(Label label) =>
        graph.Suspensions.Any(node => node.Resume == label || node.Tries.Any(attempt => attempt.Enter == label || attempt.Handlers.Any(handler => handler.Handle == label)))
        || graph.AllNodes.OfType<TryNode>().Any(attempt => attempt.Handlers.Any(handler => handler.Handle == label));

    private static bool LeadsToNext(Region region, int position, Label target)
    {
        for (var i = position + 1; i < region.Nodes.Count && region.Nodes[i] is LabelNode label; i++)
        {
            if (label.Label == target)
                return true;
        }

        return false;
    }

    private IEnumerable<Label> Targets(FlowNode node)
    {
        var position = node.Region.Nodes.IndexOf(node);
        return node switch
        {
            JumpNode jump when LeadsToNext(node.Region, position, jump.Target) => [],
            JumpNode jump => [jump.Target],
            BranchNode branch => [branch.Target],
            CancellingNode cancelling => [cancelling.Target],
            SuspendNode suspension => Liveness.CodesOf(node).SelectMany(code => code.Jumps).Append(suspension.Cancelled),
            DispatchNode choice => choice.Cases.Select(label => label.Target),
            ReturnNode when node.Region == graph.Root && position == node.Region.Nodes.Count - 1 => [],
            ReturnNode => [end],
            _ => Liveness.CodesOf(node).SelectMany(code => code.Jumps),
        };
    }
}
