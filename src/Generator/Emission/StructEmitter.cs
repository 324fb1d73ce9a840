// In: a declaration, a flow graph and a frame layout. Out: the text of the machine: its fields, Start, Poll and PollCancel.
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal static class StructEmitter
{
    private const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public static void Write(SourceWriter writer, CoroutineDeclaration declaration, BoundBody body, FlowGraph graph, FrameLayout layout, BodySignature signature, SizeDoc size, bool isBoxed)
    {
        writer.Line($"/// <summary>The state machine of <c>{declaration.Name}</c>.</summary>");
        writer.Line($"/// <remarks>{size.Parts}</remarks>");
        writer.Line(DebuggerEmitter.Display);
        if (layout.LeavesNothing && !declaration.IsLocal)
            writer.Line("[global::PollGen.CompilerServices.LeavesNothing]");
        SignatureEmitter.OpenMachine(writer, declaration);
        // But for the polls of what is awaited, no line of it is a place to stop in, or one for a stack trace to name.
        var lines = new LineMap(writer);
        lines.Hide();
        writer.Line($"{DebuggerEmitter.Flat}private {declaration.FrameType} frame;");
        // Without parameters "new" gives a zeroed machine, which says "not started".
        var check = SizeCheck(declaration, layout);
        if (SignatureEmitter.Plain(declaration).Length > 0 || check is not null)
            WriteConstructor(writer, declaration, layout, check);
        writer.Line();
        WriteStart(writer, declaration, body, layout, signature, check);
        writer.Line();
        if (isBoxed && !declaration.IsScoped)
            WriteBox(writer, declaration);
        WritePoll(writer, lines, declaration, body, layout, signature);
        writer.Line();
        WriteCancel(writer, lines, declaration, graph, layout, signature);
        WriteInterface(writer, declaration);
        ScopedEmitter.WriteInterface(writer, declaration);
        DebuggerEmitter.WriteDisplay(writer, declaration, graph, layout);
        writer.Close();
        ScopedEmitter.WriteArguments(writer, declaration);
        writer.Line();
        WriteFrame(writer, declaration, layout, declaration.IsUnsafe || body.IsUnsafe);
        JoinEmitter.Write(writer, declaration, layout, declaration.IsUnsafe || body.IsUnsafe);
    }

    // The frame is private to the containing type, as its fields may hold private types, and the body, a method of that type,
    // can reach its fields.
    private static void WriteFrame(SourceWriter writer, CoroutineDeclaration declaration, FrameLayout layout, bool isUnsafe)
    {
        writer.Line($"/// <summary>What <c>{declaration.Name}</c> keeps between two polls.</summary>");
        SignatureEmitter.WriteObsolete(writer, declaration);
        if (layout.IsExplicit)
            writer.Line("[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Explicit)]");
        writer.Open($"private{(isUnsafe ? " unsafe" : "")} struct {declaration.FrameType}{SignatureEmitter.Space(declaration.Constraints)}");
        writer.Line($"internal const {layout.State.Type} NotStarted = 0;");
        writer.Line($"internal const {layout.State.Type} Cancelling = {(layout.State.Type == "byte" ? "1 << 7" : "1 << 15")};");
        writer.Line($"internal const {layout.State.Type} Running = {layout.State.Type}.MaxValue;");
        writer.Line();
        foreach (var field in layout.Fields.OrderBy(field => field.Offset))
        {
            var offset = field.Offset is { } known ? $"[global::System.Runtime.InteropServices.FieldOffset({known})] " : "";
            writer.Line($"{offset}internal {field.Type} {field.Name};{(field.Others.Length > 0 ? $" // later {field.Others}" : "")}");
        }

        writer.Close();
        ReferenceEmitter.WriteRooms(writer, layout, declaration.MachineName, declaration.TypeParameters, declaration.Constraints, isUnsafe);
        HolderEmitter.WriteTwins(writer, layout, declaration.Constraints, isUnsafe);
    }

    // What cannot be known at compile time is held to its contract where the machine is made.
    private static string? SizeCheck(CoroutineDeclaration declaration, FrameLayout layout) =>
        declaration.MaxSize is { } limit && layout.Shape is not { IsFixed: true }
            ? $"global::PollGen.CompilerServices.Machine.CheckSize<{declaration.MachineType}>({limit}, \"{declaration.DisplayName}\");"
            : null;

    private static void WriteConstructor(SourceWriter writer, CoroutineDeclaration declaration, FrameLayout layout, string? check)
    {
        var parameters = SignatureEmitter.Plain(declaration);
        writer.Line();
        // C# lets a struct's constructor without parameters be public only.
        writer.Open($"{(parameters.Length == 0 ? "public" : "internal")} {declaration.MachineName}({parameters})");
        if (check is not null)
            writer.Line(check);
        writer.Line("global::System.Runtime.CompilerServices.Unsafe.SkipInit(out this.frame);");
        WriteArrivals(writer, declaration, layout, "this.frame");
        writer.Close();
    }

    private static void WriteArrivals(SourceWriter writer, CoroutineDeclaration declaration, FrameLayout layout, string frame)
    {
        writer.Line($"{frame}.{layout.StateField} = {declaration.FrameType}.NotStarted;");
        if (layout.Instance is { } instance)
            writer.Line($"{frame}.{instance.Name} = {declaration.InstanceParameter};");
        foreach (var (parameter, position) in declaration.Stored.Select((parameter, position) => (parameter, position)))
            writer.Line($"{frame}.{layout.Arrivals[position].Name} = {parameter.Name};");
    }

    private static void WriteStart(SourceWriter writer, CoroutineDeclaration declaration, BoundBody body, FrameLayout layout, BodySignature signature, string? check)
    {
        writer.Line($"/// <summary>Makes the machine in place and polls it for the first time.</summary>");
        OpenStart(writer, SignatureEmitter.StartHead(declaration));
        var names = StartNames.Of(declaration);
        var start = signature.Start(names.Machine, names, body.Parameters);
        WriteMaking(writer, declaration, body, layout, signature, check);
        if (layout.HandedBack.IsEmpty)
            writer.Line($"return {start};");
        else
            WriteKeeping(writer, declaration, body, layout, names, start);
        writer.Close();
        if (!signature.TakesLent)
            return;
        writer.Line();
        writer.Line($"/// <summary>The same for an owner that keeps {List(layout.HandedBack)}, and passes {(layout.HandedBack.Length == 1 ? "it" : "them")} at every poll.</summary>");
        OpenStart(writer, SignatureEmitter.StartHead(declaration, "internal static bool Begin"));
        WriteMaking(writer, declaration, body, layout, signature, check);
        writer.Line($"return {start};");
        writer.Close();
    }

    private static void OpenStart(SourceWriter writer, string head)
    {
        writer.Line(SignatureEmitter.Hidden);
        writer.Line(DebuggerEmitter.Unseen);
        writer.Line(Inline);
        writer.Open(head);
    }

    private static void WriteMaking(SourceWriter writer, CoroutineDeclaration declaration, BoundBody body, FrameLayout layout, BodySignature signature, string? check)
    {
        var names = StartNames.Of(declaration);
        if (check is not null)
            writer.Line(check);
        // Nothing is written as a whole: the caller may keep something of its own in the bytes that this struct leaves free.
        writer.Line($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {names.Machine});");
        if (layout.Instance is { } instance)
            writer.Line($"{names.Machine}.frame.{instance.Name} = {declaration.InstanceParameter};");
        foreach (var (parameter, position) in declaration.Stored.Select((parameter, position) => (parameter, position)))
        {
            if (!signature.IsPassed(body.Parameters[position]))
                writer.Line($"{names.Machine}.frame.{layout.Arrivals[position].Name} = {parameter.Name};");
        }
    }

    // What is passed at every entry goes to the frame when it is pending, and not before.
    private static void WriteKeeping(SourceWriter writer, CoroutineDeclaration declaration, BoundBody body, FrameLayout layout, StartNames names, string start)
    {
        writer.Line($"if ({start})");
        writer.Line("    return true;");
        foreach (var argument in layout.HandedBack)
            writer.Line($"{names.Machine}.frame.{layout.Slots[argument].Name} = {declaration.Stored.ElementAt(body.Parameters.IndexOf(argument)).Name};");
        writer.Line("return false;");
    }

    private static string List(IReadOnlyList<Variable> arguments) =>
        string.Join(" and ", new[] { string.Join(", ", arguments.Take(arguments.Count - 1).Select(Named)), Named(arguments[arguments.Count - 1]) }.Where(part => part.Length > 0));

    private static string Named(Variable argument) => $"<c>{argument.DeclaredName}</c>";

    // Part of whoever polls: while the awaited future is pending, no body is entered on the way down to the leaf.
    private static void WritePoll(SourceWriter writer, LineMap lines, CoroutineDeclaration declaration, BoundBody body, FrameLayout layout, BodySignature signature)
    {
        var parameters = $"(in global::PollGen.PollContext cx, out {declaration.ResultType} result{BodySignature.HandedInParameters(declaration)}";
        var only = signature.Only;
        writer.Line("/// <inheritdoc/>");
        if (only is not null)
        {
            OpenPoll(writer, signature, $"public bool Poll{parameters})");
            writer.Line($"if (frame.{layout.StateField} != {only.Number}) // waiting for {only.Suspension.ShortText}");
            writer.Line($"    return this.Enter(in cx, out result{BodySignature.HandedInArguments(declaration)});");
            WritePollAt(writer, lines, declaration, layout, signature, only, ArgumentSource.Frame);
            writer.Close();
            if (signature.TakesLent)
            {
                OpenLentPoll();
                writer.Line($"if (frame.{layout.StateField} != {only.Number})");
                writer.Line($"    throw {NotSuspended(declaration)};");
                WritePollAt(writer, lines, declaration, layout, signature, only, ArgumentSource.Owner);
                writer.Close();
            }
        }
        else if (signature.TakesLent)
        {
            writer.Line(DebuggerEmitter.Unseen);
            writer.Line(Inline);
            writer.Open($"public bool Poll{parameters})");
            writer.Line($"if (frame.{layout.StateField} == {signature.NotStarted})");
            writer.Line($"    return this.Enter(in cx, out result{BodySignature.HandedInArguments(declaration)});");
            WriteThenClear(writer, $"this.Poll(in cx, out result{BodySignature.HandedInArguments(declaration)}{signature.LentFromFrame})", signature.ClearedByOwner);
            writer.Close();
            OpenLentPoll();
            WriteAnyPoll(writer, lines, declaration, layout, signature, ArgumentSource.Owner);
            writer.Close();
        }
        else
        {
            OpenPoll(writer, signature, $"public bool Poll{parameters})");
            WriteAnyPoll(writer, lines, declaration, layout, signature, ArgumentSource.Frame);
            writer.Close();
        }

        if (signature.EntersAnywhere)
            return;
        writer.Line();
        writer.Line(DebuggerEmitter.Unseen);
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        writer.Open($"private bool Enter{parameters})");
        if (only is not null)
        {
            writer.Line($"if (frame.{layout.StateField} != {signature.NotStarted})");
            writer.Line($"    throw {NotSuspended(declaration)};");
        }

        WriteFirst(writer, body, layout, signature);
        writer.Close();

        void OpenLentPoll()
        {
            writer.Line();
            writer.Line($"/// <summary>Polls it again for an owner that keeps {List(layout.HandedBack)}.</summary>");
            writer.Line(SignatureEmitter.Hidden);
            OpenPoll(writer, signature, $"internal bool Poll{parameters}{signature.LentParameters})");
        }
    }

    private static void OpenPoll(SourceWriter writer, BodySignature signature, string head)
    {
        if (signature.Polled.Length == 0)
        {
            writer.Line(DebuggerEmitter.Unseen);
            writer.Line(Inline);
        }
        else
        {
            // The poll of what is awaited stands for this coroutine in stack traces, at the line that awaits; they leave out what is to be inlined.
            writer.Directive("#if !DEBUG");
            writer.Line(Inline);
            writer.Directive("#endif");
        }

        writer.Open(head);
    }

    private static void WritePollAt(SourceWriter writer, LineMap lines, CoroutineDeclaration declaration, FrameLayout layout, BodySignature signature, SuspendNode node, ArgumentSource arguments)
    {
        if (signature.Polled.Contains(node))
            WritePollOfChild(writer, lines, declaration, layout, signature, node, arguments);
        else
            WriteThenClear(writer, signature.Resume($"{node.Number}", "result", arguments), arguments == ArgumentSource.Frame ? signature.ClearedByOwner : []);
    }

    private static void WriteAnyPoll(SourceWriter writer, LineMap lines, CoroutineDeclaration declaration, FrameLayout layout, BodySignature signature, ArgumentSource arguments)
    {
        // Read once: the JIT then knows in the body, too, which of its entries this cannot be.
        var entry = signature.EntryInMachine;
        writer.Line($"int {entry} = frame.{layout.StateField};");
        if (signature.Polled.Length > 1)
        {
            writer.Open($"switch ({entry})");
            foreach (var node in signature.Polled)
            {
                // What is handed in is a local of its own in each.
                writer.Open($"case {node.Number}: // waiting for {node.Suspension.ShortText}");
                WritePollOfChild(writer, lines, declaration, layout, signature, node, arguments);
                writer.Close();
            }

            writer.Close();
        }
        else if (signature.Polled.Length == 1)
        {
            var node = signature.Polled[0];
            writer.Open($"if ({entry} == {node.Number}) // waiting for {node.Suspension.ShortText}");
            WritePollOfChild(writer, lines, declaration, layout, signature, node, arguments);
            writer.Close();
        }

        if (signature.Polled.Length > 0)
            writer.Line();
        var resume = signature.Resume(entry, "result", arguments, mayBeOver: true);
        if (signature.EntersAnywhere || signature.TakesLent)
        {
            writer.Line($"return {resume};");
            return;
        }

        writer.Line($"return {entry} == {signature.NotStarted}");
        writer.Line($"    ? this.Enter(in cx, out result{BodySignature.HandedInArguments(declaration)})");
        writer.Line($"    : {resume};");
    }

    // An argument that the frame does not keep would stay there unseen. The body takes what it is given for the arguments of a machine that is started in
    // place, of which nothing is in the frame before it is pending.
    private static void WriteFirst(SourceWriter writer, BoundBody body, FrameLayout layout, BodySignature signature)
    {
        var taken = body.Parameters.Select((parameter, position) => (parameter, layout.Arrivals[position]))
            .Where(one => layout.Arguments.Contains(one.parameter) && layout.TakenOut.Contains(one.Item2)).ToList();
        foreach (var (parameter, slot) in taken)
        {
            writer.Line($"var {parameter.Name} = frame.{slot.Name};");
            writer.Line($"frame.{slot.Name} = default!;");
        }

        if (layout.StartsUnmarked)
            writer.Line($"frame.{layout.StateField} = {signature.Running};");
        var start = signature.StartLater(layout.Arrivals, body.Parameters, [.. taken.Select(one => one.parameter)]);
        WriteThenClear(writer, start, [.. layout.ClearedAtEnd.Where(signature.ClearedByOwner.Concat(signature.ClearedOnceKept).Contains)]);
    }

    private static void WriteThenClear(SourceWriter writer, string call, IReadOnlyList<Slot> fields)
    {
        if (fields.Count == 0)
        {
            writer.Line($"return {call};");
            return;
        }

        writer.Line($"if (!{call})");
        writer.Line("    return false;");
        foreach (var field in fields)
            writer.Line($"frame.{field.Name} = default!;");
        writer.Line("return true;");
    }

    /// <summary>The exception of a poll after the end.</summary>
    public static string NotSuspended(CoroutineDeclaration declaration) => $"global::PollGen.CompilerServices.Machine.NotSuspended(\"{declaration.DisplayName}\")";

    private static void WritePollOfChild(SourceWriter writer, LineMap lines, CoroutineDeclaration declaration, FrameLayout layout, BodySignature signature, SuspendNode node, ArgumentSource arguments)
    {
        var result = node.Suspension.Result;
        var printer = new CodePrinter(layout, "frame", "result", []);
        new ReferenceEmitter(writer, layout, printer).WriteRestoreForPoll(node);
        var handed = string.Concat(node.Suspension.HandedIn.Select(code => ", " + printer.Print(code)));
        // A local of its own would be zeroed before, at every level of a chain.
        var isOfOneType = node.Suspension.ResultType == declaration.ResultType;
        var taken = isOfOneType ? "result" : result is null ? "_" : $"{result.Type} {result.Name}";
        lines.To(node.Source);
        writer.Line($"if (!frame.{layout.Children[node].Name}.Poll(in cx, out {taken}{handed}{signature.LentInMachine(node, arguments)}))");
        lines.Hide();
        if (isOfOneType)
        {
            writer.Line("    return false;");
        }
        else
        {
            writer.Open();
            writer.Line("global::System.Runtime.CompilerServices.Unsafe.SkipInit(out result);");
            writer.Line("return false;");
            writer.Close();
            writer.Line();
        }

        var value = result is null ? null : isOfOneType ? "result" : result.Name;
        WriteThenClear(writer, signature.Resume($"{node.Number}", "result", arguments, value), arguments == ArgumentSource.Frame ? signature.ClearedByOwner : []);
    }

    private static void WriteBox(SourceWriter writer, CoroutineDeclaration declaration)
    {
        var arguments = declaration.Parameters.Select(parameter => parameter.Name);
        if (!declaration.IsStatic)
            arguments = arguments.Prepend(declaration.InstanceParameter);
        writer.Line("/// <summary>Makes the future on the heap, for a call that leads back to itself.</summary>");
        writer.Line(SignatureEmitter.Hidden);
        writer.Line(DebuggerEmitter.Unseen);
        writer.Line($"public static global::PollGen.BoxedFuture<{declaration.ResultType}> Box({SignatureEmitter.UserParameters(declaration)})");
        writer.Line($"    => new global::PollGen.Future<{declaration.MachineType}, {declaration.ResultType}>(new {declaration.MachineType}({string.Join(", ", arguments)})).Boxed();");
        writer.Line();
    }

    // Without these the C# compiler makes them, because of the "in", and nothing could keep those out of stack traces.
    private static void WriteInterface(SourceWriter writer, CoroutineDeclaration declaration)
    {
        if (declaration.IsScoped || declaration.IsLocal)
            return;
        writer.Line();
        writer.Line(DebuggerEmitter.Unseen);
        writer.Line(Inline);
        writer.Line($"bool global::PollGen.IFuture<{declaration.ResultType}>.Poll(in global::PollGen.PollContext cx, out {declaration.ResultType} result) => Poll(in cx, out result);");
        writer.Line();
        writer.Line(DebuggerEmitter.Unseen);
        writer.Line(Inline);
        writer.Line($"bool global::PollGen.IFuture<{declaration.ResultType}>.PollCancel(in global::PollGen.PollContext cx) => PollCancel(in cx);");
    }

    private static void WriteCancel(SourceWriter writer, LineMap lines, CoroutineDeclaration declaration, FlowGraph graph, FrameLayout layout, BodySignature signature)
    {
        writer.Line("/// <inheritdoc/>");
        if (graph.Suspensions.All(node => node.HasCleanUp))
            writer.Line(DebuggerEmitter.Unseen);
        writer.Open($"public bool PollCancel(in global::PollGen.PollContext cx{BodySignature.HandedInParameters(declaration)})");
        if (graph.Suspensions.Length > 0)
        {
            var cancelling = declaration.FrameType + ".Cancelling";
            writer.Line($"if (frame.{layout.StateField} is > {cancelling} and < {declaration.FrameType}.Running)");
            writer.Line($"    frame.{layout.StateField} -= {cancelling};");
            writer.Open($"switch (frame.{layout.StateField})");
            foreach (var node in graph.Suspensions.Where(node => !node.HasCleanUp))
            {
                WriteCancelOfChild(writer, lines, declaration, node, node.Number, layout, rethrown: null);
                foreach (var cleanUp in CleanUps(graph, node))
                    WriteCancelOfChild(writer, lines, declaration, node, cleanUp.Number, layout, rethrown: Caught(cleanUp.Handler, layout));
            }

            var inside = graph.Suspensions.Where(node => node.HasCleanUp).ToList();
            if (inside.Count > 0)
            {
                foreach (var number in inside.SelectMany(node => CleanUps(graph, node).Select(cleanUp => cleanUp.Number).Prepend(node.Number)))
                    writer.Line($"case {number}:");
                writer.Indent();
                writer.Line($"if ({signature.GiveUp($"~frame.{layout.StateField}")})");
                writer.Line("    return true;");
                writer.Line($"frame.{layout.StateField} += {cancelling};");
                writer.Line("return false;");
                writer.Unindent();
            }

            writer.Close();
        }

        writer.Line($"frame.{layout.StateField} = {declaration.FrameType}.Running;");
        foreach (var field in layout.ClearedAtEnd.Concat(layout.TakenOut))
            writer.Line($"frame.{field.Name} = default!;");
        writer.Line("return true;");
        writer.Close();
    }

    private static void WriteCancelOfChild(SourceWriter writer, LineMap lines, CoroutineDeclaration declaration, SuspendNode node, int number, FrameLayout layout, string? rethrown)
    {
        writer.Line($"case {number}:");
        writer.Indent();
        writer.Line($"frame.{layout.StateField} = {declaration.FrameType}.Running;");
        lines.To(node.Source);
        writer.Line($"if (!frame.{layout.Children[node].Name}.PollCancel(in cx))");
        lines.Hide();
        writer.Open();
        writer.Line($"frame.{layout.StateField} = {declaration.FrameType}.Cancelling + {number};");
        writer.Line("return false;");
        writer.Close();
        writer.Line(rethrown is null ? "break;" : $"throw global::PollGen.CompilerServices.Machine.Rethrow(frame.{rethrown});");
        writer.Unindent();
    }

    private static string Caught(Handler handler, FrameLayout layout) =>
        layout.Slots[handler.Clause.Caught].Name + (handler.Clause.Caught.IsCaptured ? ".Value" : "");

    private static IEnumerable<CleanUp> CleanUps(FlowGraph graph, SuspendNode node) =>
        node.Tries.SelectMany(attempt => attempt.Handlers).SelectMany(handler => handler.CleanUps).Where(cleanUp => cleanUp.Suspension == node);
}
