// A rest that is handed to one future, such as "buffer[got..]", begins where a variable says that is kept for its own sake: then nothing more is needed
// to cut it out again.
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow.Provenance;

internal sealed partial class KeptReferences
{
    private Dictionary<Variable, RestFrom> rests = [];

    /// <summary>From where on it is cut out again; null for what is found otherwise.</summary>
    public RestFrom? RestOf(Variable variable) => rests.TryGetValue(variable, out var rest) ? rest : null;

    /// <summary>What stands for a reference while it is kept.</summary>
    public IEnumerable<Variable> PartsOf(Variable variable) => rests.ContainsKey(variable) ? [] : Anchors.PartsOf(variable.Tracked!);

    /// <summary>The same, with such rests.</summary>
    /// <param name="graph">The body.</param>
    /// <param name="leavingNothing">The suspensions at which nothing is needed before the future is pending: only from then on the variable is in the frame.</param>
    public KeptReferences WithRests(FlowGraph graph, IReadOnlyCollection<SuspendNode> leavingNothing)
    {
        var result = (KeptReferences)MemberwiseClone();
        result.rests = [];
        foreach (var variable in kept)
        {
            var nodes = graph.Suspensions.Where(node => AfterResumption[node].Contains(variable) || OnFailure[node].Contains(variable)).ToList();
            if (nodes is [var only] && leavingNothing.Contains(only) && Anchors.RestOf(variable.Tracked!) is { } rest && IsUnchanged(rest.Start, variable, only))
                result.rests[variable] = rest;
        }

        if (result.rests.Count > 0)
            result.Values = All.Replace(result.Replace);
        return result;
    }

    // The variable still says where the rest begins: it is declared right before it is handed on, and nobody sets the variable in between or meanwhile.
    private bool IsUnchanged(Variable start, Variable rest, SuspendNode node)
    {
        // A filter runs before what has failed is cleaned up, which is handed the rest once more.
        var meanwhile = node.Suspension.HandedIn.Append(node.Suspension.Make).Concat(node.Tries.SelectMany(attempt => attempt.Handlers).Select(handler => handler.Clause.Filter).OfType<Code>());
        if (start.IsCaptured || start.IsShared || IsReferredTo(start) || !Values.AfterResumption[node].Contains(start) || meanwhile.Any(Sets))
            return false;
        var nodes = node.Region.Nodes;
        for (var i = nodes.IndexOf(node) - 1; i >= 0 && nodes[i] is DeclareNode declaration; i--)
        {
            if (declaration.Variable == rest)
                return true;
            if (declaration.Variable == start || (declaration.Value is { } value && Sets(value)))
                return false;
        }

        return false;

        bool Sets(Code code) => code.Variables.Any(piece => piece.Variable == start && piece.Access != Access.Read);
    }
}
