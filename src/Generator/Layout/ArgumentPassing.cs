// In: a body, and where its variables live. Out: which of its parameters are passed to the method that runs it, and which of those at every entry.
using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

internal static class ArgumentPassing
{
    /// <summary>Beyond this many, arguments go through memory anyway.</summary>
    private const int MostArguments = 6;

    /// <summary>In bytes.</summary>
    private const int RegisterSize = 8;

    /// <summary>Whether a variable can be a parameter. An argument of type dynamic would make the call itself dynamic.</summary>
    public static bool CanBePassed(Variable variable, Func<Variable, Placement> placementOf) =>
        !variable.IsCaptured && !variable.IsRefLike && variable.Type.TrimEnd('?') != "dynamic" && placementOf(variable) != Placement.Frame;

    /// <summary>The parameters of the user that are passed, and not taken out of the frame.</summary>
    public static ImmutableArray<Variable> Arguments(BoundBody body, Func<Variable, Placement> placementOf) =>
        [.. body.Parameters.Where(parameter => CanBePassed(parameter, placementOf)).Take(MostArguments)];

    /// <summary>
    /// Those among them that are passed at every entry: the body does not assign them and needs them after each suspension. Then they are never anything else
    /// than a parameter, and the way in to a suspension has nothing to restore. What is larger than a register would be copied to the stack. Clean-up that waits is
    /// entered by PollCancel, too, which has none of them.
    /// </summary>
    public static ImmutableArray<Variable> HandedBack(
        IEnumerable<Variable> arguments, FlowGraph graph, IReadOnlyDictionary<SuspendNode, ImmutableArray<Variable>> saved, ICollection<Variable> untouched, Func<Variable, bool> staysWhereItArrives) =>
        graph.Suspensions.Length == 0 || graph.Suspensions.Any(node => node.IsInFinally) ? [] : [.. arguments.Where(argument => argument.Shape is { Size: <= RegisterSize } && untouched.Contains(argument)
            && graph.Suspensions.All(node => saved[node].Contains(argument)) && staysWhereItArrives(argument))];
}
