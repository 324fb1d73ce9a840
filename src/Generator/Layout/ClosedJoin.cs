// In: the joins that a coroutine awaits where it makes them, and what their futures and results take. Out: those that get a struct of the coroutine's
// own, with its layout. In the runtime's, which is made for any futures, everything has room of its own; here the result of a future lies where the
// future has been, since one that is over is not touched again.
using System.Collections.Immutable;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

/// <summary>A struct that joins futures of known size.</summary>
/// <param name="Name">The struct.</param>
/// <param name="ResultType">All results together.</param>
/// <param name="Futures">In order.</param>
/// <param name="Results">Of each future.</param>
/// <param name="State">Says which futures are over.</param>
/// <param name="Shape">What it takes.</param>
internal sealed record ClosedJoin(string Name, string ResultType, ImmutableArray<Slot> Futures, ImmutableArray<Slot> Results, Slot State, TypeShape Shape)
{
    private const string StateType = "global::PollGen.CompilerServices.JoinState";

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    // That of the runtime says itself that it never grows.
    private static readonly TypeShape StateShape = new(4, 4, HoldsReferences: false, IsStruct: true);

    /// <summary>The joins of a coroutine that are laid out here. Those of the same futures have the same struct.</summary>
    public static Dictionary<JoinCall, ClosedJoin> In(CoroutineDeclaration declaration, FlowGraph graph, FrameShapes shapes)
    {
        var closed = new Dictionary<JoinCall, ClosedJoin>();
        // The runtime allows no offsets in generic types, nor in types inside them.
        if (declaration.IsGeneric)
            return closed;
        var byType = new Dictionary<string, ClosedJoin>();
        foreach (var suspension in graph.Suspensions.Select(node => node.Suspension))
        {
            if (suspension.Join is not { } call)
                continue;
            if (!byType.TryGetValue(suspension.FutureType, out var join))
            {
                join = Close(call, $"{declaration.MachineName}Join{(byType.Count == 0 ? "" : byType.Count + 1)}", suspension.ResultType, shapes);
                // The runtime's is there already, and read by more people.
                if (join is null || shapes.Of(suspension) is { } open && open.Size <= join.Shape.Size)
                    continue;
                byType[suspension.FutureType] = join;
            }

            closed[call] = join;
        }

        return closed;
    }

    private static ClosedJoin? Close(JoinCall call, string name, string resultType, FrameShapes shapes)
    {
        // Every future moves in before anything lies in the bytes that it leaves free.
        Slot[] futures = [.. call.Futures.Select((future, position) => new Slot(Ordinals[position], future.Type, true, shapes.Of(future)) { IsBuiltInPlace = true })];
        Slot[] results = [.. call.Futures.Select((future, position) => new Slot(Ordinals[position] + "Result", future.ResultType, true, shapes.ResultOf(future)))];
        var state = new Slot("state", StateType, false, StateShape);
        if (FramePacking.PackTurns([.. futures.Zip(results, (future, result) => (future, result))], state) is not { } offsets)
            return null;
        return new ClosedJoin(name, resultType, [.. futures.Select(Placed)], [.. results.Select(Placed)], Placed(state), FramePacking.ShapeOf(offsets));

        Slot Placed(Slot slot) => slot with { Offset = offsets[slot] };
    }
}
