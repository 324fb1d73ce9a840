// In: a suspension that starts a coroutine in place, and what that would keep of its arguments. Out: the variables that its owner keeps anyway, and
// passes at every poll, so that the callee need not keep them too.
using System.Collections.Immutable;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Equality;
using PollGen.Generator.Flow;
using PollGen.Generator.Text;

namespace PollGen.Generator.Layout;

/// <summary>What an owner lends to a coroutine that it awaits: all that this would keep of its arguments, or nothing.</summary>
/// <param name="Variables">Its own variables, in the order of the callee's parameters.</param>
/// <param name="ToCancel">Whether the callee needs them to be given up, too.</param>
internal sealed record LentArguments(ImmutableArray<Variable> Variables, bool ToCancel)
{
    /// <summary>Null where nothing is lent.</summary>
    /// <param name="node">The suspension.</param>
    /// <param name="callee">What the callee would keep.</param>
    /// <param name="references">What is needed while it is pending.</param>
    /// <param name="placementOf">Where that is.</param>
    /// <param name="leavesNothing">Whether the callee need not be given up when its first poll throws. What is kept is in the frame only from then on that it is pending.</param>
    public static LentArguments? At(SuspendNode node, KeptArguments? callee, KeptReferences references, Func<Variable, Placement> placementOf, bool leavesNothing)
    {
        if (callee is null || callee.Positions.Count == 0)
            return null;
        var needed = new HashSet<Variable>(references.Values.AfterResumption[node].Concat(references.Values.OnFailure[node]));
        var variables = callee.Positions.Select(position => node.Suspension.Passed.FirstOrDefault(passed => passed.Position == position)?.Variable).ToList();
        return variables.All(IsThere) ? new LentArguments([.. variables.Select(variable => variable!)], callee.ToCancel) : null;

        // And nobody sets it meanwhile.
        bool IsThere(Variable? variable) => variable is { IsCaptured: false, IsShared: false, IsReference: false, IsRefLike: false, Tracked: null, Kind: not VariableKind.HandedIn }
            && needed.Contains(variable) && !references.IsReferredTo(variable) && variable.AddressTaken is null
            && (leavesNothing || !callee.ToCancel || placementOf(variable) == Placement.Frame);
    }
}

/// <summary>What a coroutine keeps of its arguments once it is pending.</summary>
/// <param name="Positions">Which of those that its machine is made of.</param>
/// <param name="ToCancel">Whether giving it up needs them.</param>
internal sealed record KeptArguments(EquatableArray<int> Positions, bool ToCancel);
