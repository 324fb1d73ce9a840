// In: a flow graph and a frame layout. Out: the text of the method that runs the coroutine from one suspension to the next.
//
// The shape: a switch on the state enters at the start or polls the pending future and goes on after it; then come the user's
// statements, flat, with labels where control comes in; at the end stand the three ways out. A suspension inside a try is
// entered by a second switch at the top of the protected block, because C# does not jump into one.
// While the user's code runs the state says Running; a number means that control is suspended there, also while an exception of
// the awaited future passes through: then a finally does not run yet, its turn comes when the owner or the handler cleans up.
using System.Runtime.CompilerServices;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal sealed class BodyEmitter
{
    private readonly SourceWriter writer;
    private readonly CoroutineDeclaration declaration;
    private readonly BoundBody body;
    private readonly FlowGraph graph;
    private readonly FrameLayout layout;
    private readonly BodyNames names;
    private readonly LineMap lines;
    private readonly BodySignature signature;
    private readonly NodeEmitter nodes;
    private readonly Label pending;

    public BodyEmitter(SourceWriter writer, CoroutineDeclaration declaration, BoundBody body, FlowGraph graph, FrameLayout layout, BodySignature signature, IReadOnlyList<FrameLayout> outer)
    {
        this.writer = writer;
        this.declaration = declaration;
        this.body = body;
        this.graph = graph;
        this.layout = layout;
        this.signature = signature;
        names = body.Names;
        lines = new LineMap(writer);
        pending = new Label(names.Allocator.Fresh("Pending"));
        var printer = new CodePrinter(layout, names.Frame, names.Result, [.. outer.Zip(names.Outer, (around, name) => (around, name))]);
        nodes = new NodeEmitter(writer, lines, graph, layout, signature, names, printer, signature.Running, body.Return, pending);
    }

    public void Write()
    {
        // The brace would be a place to stop in the generated file.
        lines.Hide();
        SignatureEmitter.WriteObsolete(writer, declaration);
        // As a part of its caller, what a try protects would keep the caller's locals in memory.
        var options = declaration.JitOptions;
        if ((options & (MethodImplOptions.NoInlining | MethodImplOptions.AggressiveInlining)) == 0 && graph.AllNodes.OfType<TryNode>().Any())
            options |= MethodImplOptions.NoInlining;
        if (JitOptions.Attribute(options) is { } attribute)
            writer.Line(attribute);
        writer.Open(signature.Head);
        if (graph.CancellingRunsCode)
            writer.Line($"bool {names.Cancelling} = {signature.Entry} < 0;");
        if (nodes.First is { } first)
            writer.Line($"bool {first} = {signature.IsFirst};");
        foreach (var variable in layout.Hoisted.Where(variable => !signature.IsPassed(variable)))
            nodes.WriteDeclaration(variable);
        foreach (var constant in graph.Constants)
            writer.Line($"const {constant.Type} {constant.Name} = {nodes.Print(constant.Value)};");
        WriteEntry();
        nodes.WriteRegion(graph.Root);
        WriteReturn();
        if (graph.CancellingRunsCode)
            WriteExit(graph.Cancelled, "true", clear: true);
        if (graph.Suspensions.Length > 0)
            WriteExit(pending, "false", clear: false);
        foreach (var function in graph.Functions)
        {
            lines.To(function.Source);
            writer.Line(nodes.Print(function.Code));
        }

        writer.Close();
        writer.Directive("#line default");
    }

    // The JIT gives up for good on inlining what takes an element of a mere null; at what is assigned, it does not look.
    private bool KeepsFromInlining(Variable parameter) => parameter.Type.TrimEnd('?').EndsWith("]", StringComparison.Ordinal) && graph.Suspensions.All(node => !layout.Saved[node].Contains(parameter));

    private void WriteEntry()
    {
        if (nodes.OnlyTry(graph.Root) is { } only)
        {
            // Nothing to choose but whether to begin.
            writer.Line($"if ({signature.Entry} is {string.Join(" or ", nodes.EntriesOf(only))})");
            writer.Line($"    goto {only.Enter.Name};");
            writer.Line($"if ({signature.Entry} != {signature.NotStarted})");
            writer.Line($"    throw {StructEmitter.NotSuspended(declaration)};");
            WriteBeginning();
            return;
        }

        writer.Open($"switch ({signature.Entry})");
        writer.Line($"case {signature.NotStarted}:");
        writer.Indent();
        WriteBeginning();
        writer.Line("break;");
        writer.Unindent();
        nodes.WriteDispatch(graph.Root);
        writer.Line("default:");
        writer.Line($"    throw {StructEmitter.NotSuspended(declaration)};");
        writer.Close();
    }

    private void WriteBeginning()
    {
        if (!layout.StartsUnmarked)
            writer.Line($"{names.Frame}.{layout.StateField} = {signature.Running};");
        foreach (var parameter in body.Parameters)
            nodes.WriteParameter(parameter, body.Parameters.IndexOf(parameter));
        foreach (var parameter in layout.Arguments.Where(KeepsFromInlining))
            writer.Line($"{parameter.Name} = {parameter.Name}; // as a mere null at the other entries it would keep this from being inlined");
    }

    private void WriteReturn()
    {
        lines.Hide();
        // After a flat finally the C# compiler cannot see that every way leads on.
        if (graph.HasFlatFinally && !declaration.IsVoid && graph.Root.Nodes.LastOrDefault() is not ReturnNode)
            writer.Line("throw new global::System.Diagnostics.UnreachableException();");
        if (nodes.IsReferenced(body.Return))
            writer.Label(body.Return.Name);
        WriteClear(layout.ClearedAtEnd.Except(signature.ClearedOnceKept).Except(signature.ClearedByOwner));
        if (signature.ClearedOnceKept.Count > 0)
        {
            writer.Open($"if ({signature.Entry} != {signature.NotStarted})");
            WriteClear(signature.ClearedOnceKept);
            writer.Close();
        }

        if (declaration.IsVoid)
            writer.Line($"{names.Result} = default;");
        writer.Line("return true;");
    }

    private void WriteExit(Label label, string isDone, bool clear)
    {
        writer.Label(label.Name);
        if (clear)
            WriteClear(layout.ClearedAtEnd.Except(signature.ClearedByOwner));
        writer.Line($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {names.Result});");
        writer.Line($"return {isDone};");
    }

    private void WriteClear(IEnumerable<Slot> fields)
    {
        foreach (var field in fields)
            writer.Line($"{names.Frame}.{field.Name} = default!;");
    }
}
