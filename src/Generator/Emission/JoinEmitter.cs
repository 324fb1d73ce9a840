// In: the joins of a coroutine that are laid out by the compiler. Out: a struct for each. What it does is that of the runtime's join, most of it by the
// runtime's state; here is only what has to know where the futures are.
using PollGen.Generator.Declaring;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal static class JoinEmitter
{
    private const string Context = "in global::PollGen.PollContext cx";

    public static void Write(SourceWriter writer, CoroutineDeclaration declaration, FrameLayout layout, bool isUnsafe)
    {
        foreach (var join in layout.Joins.Values.Distinct())
        {
            writer.Line();
            Write(writer, declaration, join, isUnsafe);
        }
    }

    private static void Write(SourceWriter writer, CoroutineDeclaration declaration, ClosedJoin join, bool isUnsafe)
    {
        writer.Line($"/// <summary>Futures that <c>{declaration.Name}</c> joins. The result of each lies where it has been: one that is over is not touched again.</summary>");
        SignatureEmitter.WriteObsolete(writer, declaration);
        writer.Line("[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Explicit)]");
        writer.Open($"private{(isUnsafe ? " unsafe" : "")} struct {join.Name} : global::PollGen.IFuture<{join.ResultType}>");
        foreach (var field in join.Futures.Concat(join.Results).Append(join.State).OrderBy(field => field.Offset))
            writer.Line($"[global::System.Runtime.InteropServices.FieldOffset({field.Offset})] private {field.Type} {field.Name};");
        writer.Line();
        WriteConstructor(writer, join);
        writer.Line();
        WritePoll(writer, join);
        writer.Line();
        WriteCancel(writer, join);
        writer.Close();
    }

    private static void WriteConstructor(SourceWriter writer, ClosedJoin join)
    {
        writer.Open($"internal {join.Name}({string.Join(", ", join.Futures.Select(future => $"{future.Type} {future.Name}"))})");
        writer.Line("global::System.Runtime.CompilerServices.Unsafe.SkipInit(out this);");
        // A future is written as a whole here, with bytes at its end in which the next one may begin, or the state.
        foreach (var field in join.Futures.Append(join.State).OrderBy(field => field.Offset))
            writer.Line($"this.{field.Name} = {(field == join.State ? "default" : field.Name)};");
        writer.Close();
    }

    private static void WritePoll(SourceWriter writer, ClosedJoin join)
    {
        writer.Open($"public bool Poll({Context}, out {join.ResultType} result)");
        writer.Line("state.StartPoll();");
        WriteForEach(writer, join, "Poll");
        writer.Line($"if (!state.EndPoll({join.Futures.Length}))");
        writer.Open();
        writer.Line("global::System.Runtime.CompilerServices.Unsafe.SkipInit(out result);");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Line($"result = ({string.Join(", ", join.Results.Select(result => result.Name))});");
        foreach (var result in join.Results)
            writer.Line($"{result.Name} = default!;");
        writer.Line("return true;");
        writer.Close();
    }

    private static void WriteCancel(SourceWriter writer, ClosedJoin join)
    {
        writer.Open($"public bool PollCancel({Context})");
        writer.Line("if (!state.IsOpen)");
        writer.Line("    return true;");
        WriteForEach(writer, join, "PollCancel");
        writer.Line($"return state.EndCancel({join.Futures.Length}, in cx);");
        writer.Close();
    }

    private static void WriteForEach(SourceWriter writer, ClosedJoin join, string method)
    {
        for (var i = 0; i < join.Futures.Length; i++)
            writer.Line($"state.{method}({i}, ref {join.Futures[i].Name}, ref {join.Results[i].Name}, in cx);");
    }
}
