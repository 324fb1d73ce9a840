using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Emission;

/// <summary>
/// The signature of the method that runs a coroutine. The one place that writes its head and the calls of it, so that both
/// always agree.
/// </summary>
/// <remarks>
/// Beside the frame it takes what is <em>handed in</em>: values that no frame may keep, and that whoever polls passes again at every
/// poll. <c>Start</c>, <c>Poll</c> and <c>PollCancel</c> of the machine take them too and pass them on.
/// </remarks>
internal sealed class BodySignature(CoroutineDeclaration declaration, BoundBody body, FlowGraph graph, FrameLayout layout)
{
    // References into the frame are as good as those to anything else: the frame outlives each poll.
    private const string Unscoped = "[global::System.Diagnostics.CodeAnalysis.UnscopedRef] ";

    /// <summary>The head of the method.</summary>
    public string Head
    {
        get
        {
            var modifiers = (declaration.IsStatic ? " static" : "") + (declaration.IsUnsafe || body.IsUnsafe ? " unsafe" : "");
            var parameters = new List<string>
            {
                (layout.References.IsEmpty && !declaration.IsScoped ? "" : Unscoped) + $"ref {declaration.FrameType} {body.Names.Frame}",
                $"in global::PollGen.PollContext {body.Names.Context}",
                $"out {declaration.ResultType} {body.Names.Result}",
            };
            parameters.AddRange(declaration.OuterFrames.Select(outer => $"ref {outer.Type} {outer.Name}"));
            parameters.AddRange(declaration.HandedIn.Zip(body.Names.HandedIn, (handed, name) => (handed.Modifier is "" or "scoped ref" || handed.IsRefLike ? "" : Unscoped) + (handed with { Name = name }).Declaration));
            if (graph.CancellingRunsCode)
                parameters.Add($"bool {body.Names.Cancelling}");
            return $"private{modifiers} bool {declaration.Name}{declaration.TypeParameters}({string.Join(", ", parameters)}){SignatureEmitter.Space(declaration.Constraints)}";
        }
    }

    /// <summary>What the machine's Poll and PollCancel take beside what every future takes, after a comma; empty for most.</summary>
    public static string HandedInParameters(CoroutineDeclaration declaration) => OuterFrameParameters(declaration) + string.Concat(declaration.HandedIn.Select(handed => ", " + handed.Declaration));

    /// <summary>The frames around that of a local coroutine, as parameters, after a comma.</summary>
    public static string OuterFrameParameters(CoroutineDeclaration declaration) =>
        string.Concat(declaration.OuterFrames.Select(outer => $", ref {outer.Type} {outer.Name}"));

    /// <summary>What a caller of the machine's Poll and PollCancel passes for that.</summary>
    public static string HandedInArguments(CoroutineDeclaration declaration) =>
        string.Concat(declaration.OuterFrames.Select(outer => $", ref {outer.Name}")) + string.Concat(declaration.HandedIn.Select(handed => ", " + handed.Argument));

    /// <summary>The call from a method of the machine.</summary>
    /// <param name="result">Where the result goes: a name, or "_".</param>
    /// <param name="isCancelling">Whether the coroutine is being given up.</param>
    public string Call(string result, bool isCancelling)
    {
        var target = layout.Instance is { } instance ? $"frame.{instance.Name}" : declaration.ContainingType;
        // A reference to a span could be made to point into the frame, as far as C# can see.
        var frame = declaration.HandedIn.Any(handed => handed is { IsRefLike: true, Modifier: not "" }) ? "ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in frame)" : "ref frame";
        var cancelling = graph.CancellingRunsCode ? isCancelling ? ", true" : ", false" : "";
        return $"{target}.{declaration.Name}{declaration.TypeParameters}({frame}, in cx, out {result}{HandedInArguments(declaration)}{cancelling})";
    }
}
