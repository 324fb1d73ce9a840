// In: a suspension that starts a coroutine in place, and what that would keep of its arguments. Out: the variables that its owner keeps anyway, and
// passes at every poll, so that the callee need not keep them too.
using System.Collections.Immutable;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

/// <summary>What an owner lends to a coroutine that it awaits: all that this would keep of its arguments, or nothing.</summary>
/// <param name="Variables">Its own variables, in the order of the callee's parameters.</param>
/// <remarks>To be given up the callee does not need them: what clean-up uses is in its frame from the start.</remarks>
internal sealed record LentArguments(ImmutableArray<Variable> Variables)
{
    /// <summary>Null where nothing is lent.</summary>
    /// <param name="node">The suspension.</param>
    /// <param name="callee">Which of its arguments the callee would keep.</param>
    /// <param name="references">What is needed while it is pending.</param>
    public static LentArguments? At(SuspendNode node, IReadOnlyList<int> callee, KeptReferences references)
    {
        if (callee.Count == 0)
            return null;
        var needed = new HashSet<Variable>(references.Values.AfterResumption[node].Concat(references.Values.OnFailure[node]));
        var variables = callee.Select(position => node.Suspension.Passed.FirstOrDefault(passed => passed.Position == position)?.Variable).ToList();
        return variables.All(IsThere) ? new LentArguments([.. variables.Select(variable => variable!)]) : null;

        // And nobody sets it meanwhile.
        bool IsThere(Variable? variable) => variable is { IsCaptured: false, IsShared: false, IsReference: false, IsRefLike: false, Tracked: null, Kind: not VariableKind.HandedIn }
            && needed.Contains(variable) && !references.IsReferredTo(variable) && variable.AddressTaken is null;
    }
}
