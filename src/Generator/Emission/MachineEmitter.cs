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
    public static string Emit(PlannedCoroutine coroutine)
    {
        var declaration = coroutine.Lowered.Declaration;
        var layout = coroutine.Layout!;
        var size = SizeDoc.Of(layout);
        var writer = new SourceWriter();
        declaration.Frame.Open(writer);
        SignatureEmitter.WriteOverload(writer, declaration, size.Total);
        WriteMachine(writer, declaration, coroutine.Lowered.Lowered!, layout, size, coroutine.Lowered.IsBoxed, coroutine.IsLentTo, []);
        foreach (var local in coroutine.Locals)
        {
            writer.Line();
            WriteMachine(writer, local.Declaration, local.Lowered, local.Layout, new SizeDoc("", "A local function."), isBoxed: false, isLentTo: false, local.Outer);
        }

        foreach (var accessors in coroutine.Lowered.Lowered!.Body.Accessors)
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

    private static void WriteMachine(
        SourceWriter writer, CoroutineDeclaration declaration, LoweredBody lowered, FrameLayout layout, SizeDoc size, bool isBoxed, bool isLentTo, IReadOnlyList<FrameLayout> outer)
    {
        var body = lowered.Body.Fork();
        var signature = new BodySignature(declaration, body, lowered.Graph, layout, isLentTo);
        StructEmitter.Write(writer, declaration, body, lowered.Graph, layout, signature, size, isBoxed);
        writer.Line();
        new BodyEmitter(writer, declaration, body, lowered.Graph, layout, signature, outer).Write();
    }
}
