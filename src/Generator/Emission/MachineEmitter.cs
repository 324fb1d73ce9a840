// In: a declaration, a flow graph and a frame layout. Out: the text of the generated file. Decides nothing.
using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal static class MachineEmitter
{
    public static string Emit(LoweredCoroutine coroutine, SizeDoc size)
    {
        var (declaration, layout) = (coroutine.Declaration, coroutine.Layout!);
        var (body, graph, _) = coroutine.Lowered!;
        var writer = new SourceWriter();
        declaration.Frame.Open(writer);
        SignatureEmitter.WriteOverload(writer, declaration, size.Total);
        StructEmitter.Write(writer, declaration, graph, layout, new BodySignature(declaration, body, graph, layout), size, coroutine.IsBoxed);
        writer.Line();
        new BodyEmitter(writer, declaration, body.Fork(), graph, layout, []).Write();
        foreach (var local in coroutine.Locals)
            EmitLocal(writer, local);
        foreach (var accessors in body.Accessors)
            WriteAccessors(writer, declaration, accessors);
        declaration.Frame.Close(writer);
        return writer.ToString();
    }

    private static void WriteAccessors(SourceWriter writer, CoroutineDeclaration declaration, AccessorClass accessors)
    {
        writer.Line();
        writer.Line($"/// <summary>What <c>{declaration.Name}</c> calls that C# gives no name, or allows only inside an initialiser.</summary>");
        writer.Open($"private static class {accessors.Name}{SignatureEmitter.Space(accessors.Constraints)}");
        foreach (var member in accessors.Members)
            writer.Lines(member);
        writer.Close();
    }

    private static void EmitLocal(SourceWriter writer, PlannedLocal local)
    {
        var (declaration, layout) = (local.Declaration, local.Layout);
        var (body, graph, _) = local.Lowered;
        writer.Line();
        StructEmitter.Write(writer, declaration, graph, layout, new BodySignature(declaration, body, graph, layout), new SizeDoc("", "A local function."), isBoxed: false);
        writer.Line();
        new BodyEmitter(writer, declaration, body.Fork(), graph, layout, local.Outer).Write();
    }
}
