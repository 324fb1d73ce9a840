// In: a declaration, a flow graph and a frame layout. Out: the text of the machine: its fields, Start, Poll and PollCancel.
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal static class StructEmitter
{
    private const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public static void Write(SourceWriter writer, CoroutineDeclaration declaration, FlowGraph graph, FrameLayout layout, BodySignature signature, SizeDoc size, bool isBoxed)
    {
        writer.Line($"/// <summary>The state machine of <c>{declaration.Name}</c>.</summary>");
        writer.Line($"/// <remarks>{size.Parts}</remarks>");
        SignatureEmitter.OpenMachine(writer, declaration);
        writer.Line($"private {declaration.FrameType} frame;");
        // Without parameters "new" gives a zeroed machine, which says "not started".
        if (SignatureEmitter.Plain(declaration).Length > 0)
            WriteConstructor(writer, declaration, layout);
        writer.Line();
        WriteStart(writer, declaration);
        writer.Line();
        if (isBoxed && !declaration.IsScoped)
            WriteBox(writer, declaration);
        writer.Line("/// <inheritdoc/>");
        writer.Line(Inline);
        writer.Line($"public bool Poll(in global::PollGen.PollContext cx, out {declaration.ResultType} result{BodySignature.HandedInParameters(declaration)})");
        writer.Line($"    => {signature.Call("result", isCancelling: false)};");
        writer.Line();
        WriteCancel(writer, declaration, graph, layout, signature);
        ScopedEmitter.WriteInterface(writer, declaration);
        writer.Close();
        ScopedEmitter.WriteArguments(writer, declaration);
        writer.Line();
        WriteFrame(writer, declaration, layout);
    }

    // The frame is private to the containing type, as its fields may hold private types, and the body, a method of that type,
    // can reach its fields.
    private static void WriteFrame(SourceWriter writer, CoroutineDeclaration declaration, FrameLayout layout)
    {
        writer.Line($"/// <summary>What <c>{declaration.Name}</c> keeps between two polls.</summary>");
        writer.Open($"private{(declaration.IsUnsafe ? " unsafe" : "")} struct {declaration.FrameType}{SignatureEmitter.Space(declaration.Constraints)}");
        writer.Line("internal const int NotStarted = 0;");
        writer.Line("internal const int Running = -1;");
        writer.Line();
        writer.Line($"internal int {layout.StateField};");
        if (layout.Instance is { } instance)
            writer.Line($"internal {instance.Type} {instance.Name};");
        foreach (var field in layout.Fields)
            writer.Line($"internal {field.Type} {field.Name};");
        writer.Close();
        ReferenceEmitter.WriteRooms(writer, layout, declaration.MachineName, declaration.TypeParameters, declaration.Constraints, declaration.IsUnsafe);
    }

    private static void WriteConstructor(SourceWriter writer, CoroutineDeclaration declaration, FrameLayout layout)
    {
        writer.Line();
        writer.Open($"internal {declaration.MachineName}({SignatureEmitter.Plain(declaration)})");
        writer.Line("global::System.Runtime.CompilerServices.Unsafe.SkipInit(out this.frame);");
        writer.Line($"this.frame.{layout.StateField} = {declaration.FrameType}.NotStarted;");
        if (layout.Instance is { } instance)
            writer.Line($"this.frame.{instance.Name} = {declaration.InstanceParameter};");
        foreach (var (parameter, position) in declaration.Stored.Select((parameter, position) => (parameter, position)))
            writer.Line($"this.frame.{layout.Fields[position].Name} = {parameter.Name};");
        writer.Close();
    }

    private static void WriteStart(SourceWriter writer, CoroutineDeclaration declaration)
    {
        writer.Line($"/// <summary>Makes the machine in place and polls it for the first time.</summary>");
        writer.Line(SignatureEmitter.Hidden);
        writer.Line(Inline);
        writer.Open(SignatureEmitter.StartHead(declaration));
        var names = StartNames.Of(declaration);
        var arguments = declaration.Stored.Select(parameter => parameter.Name);
        if (!declaration.IsStatic)
            arguments = arguments.Prepend(declaration.InstanceParameter);
        writer.Line($"{names.Machine} = new {declaration.MachineType}({string.Join(", ", arguments)});");
        writer.Line($"return {names.Machine}.Poll(in {names.Context}, out {names.Result}{BodySignature.HandedInArguments(declaration)});");
        writer.Close();
    }

    private static void WriteBox(SourceWriter writer, CoroutineDeclaration declaration)
    {
        var arguments = declaration.Parameters.Select(parameter => parameter.Name);
        if (!declaration.IsStatic)
            arguments = arguments.Prepend(declaration.InstanceParameter);
        writer.Line("/// <summary>Makes the future on the heap, for a call that leads back to itself.</summary>");
        writer.Line(SignatureEmitter.Hidden);
        writer.Line($"public static global::PollGen.BoxedFuture<{declaration.ResultType}> Box({SignatureEmitter.UserParameters(declaration)})");
        writer.Line($"    => new global::PollGen.Future<{declaration.MachineType}, {declaration.ResultType}>(new {declaration.MachineType}({string.Join(", ", arguments)})).Boxed();");
        writer.Line();
    }

    private static void WriteCancel(SourceWriter writer, CoroutineDeclaration declaration, FlowGraph graph, FrameLayout layout, BodySignature signature)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public bool PollCancel(in global::PollGen.PollContext cx{BodySignature.HandedInParameters(declaration)})");
        if (graph.Suspensions.Length > 0)
        {
            writer.Open($"switch (frame.{layout.StateField})");
            foreach (var node in graph.Suspensions.Where(node => !node.HasCleanUp))
            {
                WriteCancelOfChild(writer, declaration, node.Number, layout.Children[node], layout, rethrown: null);
                foreach (var cleanUp in CleanUps(graph, node))
                    WriteCancelOfChild(writer, declaration, cleanUp.Number, layout.Children[node], layout, rethrown: Caught(cleanUp.Handler, layout));
            }

            var inside = graph.Suspensions.Where(node => node.HasCleanUp).ToList();
            if (inside.Count > 0)
            {
                foreach (var number in inside.SelectMany(node => CleanUps(graph, node).Select(cleanUp => cleanUp.Number).Prepend(node.Number)))
                    writer.Line($"case {number}:");
                writer.Line($"    return {signature.Call("_", isCancelling: true)};");
            }

            writer.Close();
        }

        writer.Line($"frame.{layout.StateField} = {declaration.FrameType}.Running;");
        foreach (var name in Cleared(layout))
            writer.Line($"frame.{name} = default!;");
        writer.Line("return true;");
        writer.Close();
    }

    /// <summary>The fields that could keep objects alive after the end.</summary>
    public static IEnumerable<string> Cleared(FrameLayout layout)
    {
        var fields = layout.Fields.Where(field => field.HoldsReferences && !layout.Children.Values.Contains(field)).Select(field => field.Name);
        return layout.Instance is { HoldsReferences: true } instance ? fields.Prepend(instance.Name) : fields;
    }

    private static void WriteCancelOfChild(SourceWriter writer, CoroutineDeclaration declaration, int number, Slot child, FrameLayout layout, string? rethrown)
    {
        writer.Line($"case {number}:");
        writer.Indent();
        writer.Line($"frame.{layout.StateField} = {declaration.FrameType}.Running;");
        writer.Open($"if (!frame.{child.Name}.PollCancel(in cx))");
        writer.Line($"frame.{layout.StateField} = {number};");
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
