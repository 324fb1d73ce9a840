// In: a declaration, a flow graph and a frame layout. Out: what a debugger and a stack trace are told of a machine: which of its methods
// to pass over, and a text for each state. Nothing here runs unless a debugger asks; no field is added.
using Microsoft.CodeAnalysis.CSharp;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal static class DebuggerEmitter
{
    /// <summary>For methods that only lead on: stepping passes through them, stack traces leave them out.</summary>
    public const string Unseen = "[global::System.Diagnostics.StackTraceHidden, global::System.Diagnostics.DebuggerStepThrough]";

    /// <summary>For what makes a future: nothing of the user's runs there, but it may throw, and a stack trace should say so.</summary>
    public const string SteppedOver = "[global::System.Diagnostics.DebuggerStepThrough]";

    /// <summary>For the machine.</summary>
    public const string Display = "[global::System.Diagnostics.DebuggerDisplay(\"{DebuggerDisplay,nq}\")]";

    /// <summary>For the frame: its fields show as the machine's own.</summary>
    public const string Flat = "[global::System.Diagnostics.DebuggerBrowsable(global::System.Diagnostics.DebuggerBrowsableState.RootHidden)] ";

    /// <summary>The property that says where the machine waits.</summary>
    public static void WriteDisplay(SourceWriter writer, CoroutineDeclaration declaration, FlowGraph graph, FrameLayout layout)
    {
        writer.Line();
        writer.Line("/// <summary>For debuggers: where it waits, and for what.</summary>");
        writer.Line("[global::System.Diagnostics.DebuggerBrowsable(global::System.Diagnostics.DebuggerBrowsableState.Never)]");
        writer.Open($"private string DebuggerDisplay => frame.{layout.StateField} switch");
        writer.Line($"{declaration.FrameType}.NotStarted => \"not started\",");
        foreach (var node in graph.Suspensions)
        {
            writer.Line($"{node.Number} => {Literal($"waiting{At(node)} for {node.Suspension.Awaited}")},");
            foreach (var cleanUp in node.Tries.SelectMany(attempt => attempt.Handlers).SelectMany(handler => handler.CleanUps).Where(cleanUp => cleanUp.Suspension == node))
                writer.Line($"{cleanUp.Number} => {Literal($"cleaning up{At(node)} after {node.Suspension.Awaited}, which failed")},");
        }

        if (graph.Suspensions.Length > 0)
            writer.Line($"> {declaration.FrameType}.Cancelling and < {declaration.FrameType}.Running => \"being given up\",");
        writer.Line("_ => \"running or complete\",");
        writer.Close("};");
    }

    // Another folder has the same file names seldom enough.
    private static string At(SuspendNode node) => node.Source is { Path.Length: > 0 } source
        ? $" at {source.Path.Substring(source.Path.LastIndexOfAny(['/', '\\']) + 1)}:{source.Line}"
        : "";

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
