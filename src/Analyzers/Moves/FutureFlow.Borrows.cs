using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers.Moves;

/// <summary>What refers to a future, or into a value of one place, and is used when that has gone.</summary>
internal sealed partial class FutureFlow
{
    /// <summary>A local is set: it refers to something else from now on.</summary>
    private void Bind(ILocalSymbol local, IOperation value, bool isReference, FlowState state)
    {
        if (!isReference && local.Type is not { IsRefLikeType: true })
            return;
        // A reference that is set once is another name of its place, and followed as that.
        var targets = isReference && types.IsOwned(local.Type) && context.Aliases.TryGetValue(local, out var meant) && Place.Of(meant, context) is not null
            ? []
            : new Borrowing(types, context, other => state.BorrowOf(other)?.Targets).Of(value, isReference);
        state.SetBorrow(local, targets.Count == 0 ? null : new Borrow(targets, isReference && types.IsOwned(local.Type)));
    }

    /// <summary>What a place holds is gone from there.</summary>
    private static void Lose(Place place, IOperation at, string how, FlowState state)
    {
        foreach (var (local, borrow) in state.Borrows.Where(entry => entry.Value.LostAt is null && entry.Value.Targets.Any(target => target.IsIn(place))).Select(entry => (entry.Key, entry.Value)).ToList())
        {
            if (how != Overwritten || !borrow.SeesReplacement)
                state.SetBorrow(local, borrow with { LostAt = at, How = how });
        }
    }

    /// <param name="reference">The local.</param>
    /// <param name="use">The same, or where what the graph has kept aside is used.</param>
    /// <param name="state">What is known.</param>
    private void UseBorrowed(ILocalReferenceOperation reference, IOperation use, FlowState state)
    {
        if (state.BorrowOf(reference.Local) is not { LostAt: { } lost } borrow || IsRebound(reference.Local, use))
            return;
        Report(Rules.DanglingReference, reference.Syntax, () => Diagnostic.Create(
            Rules.DanglingReference, reference.Syntax.GetLocation(), [lost.Syntax.GetLocation()], CopyReport.NameOf(reference.Syntax), CopyReport.NameOf(lost.Syntax),
            borrow.How, lost.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1));
    }

    // Writing through a reference uses it; a span, and a reference with 'ref', are set to something else.
    private static bool IsRebound(ILocalSymbol local, IOperation use) =>
        use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use && (assignment.IsRef || local.RefKind == RefKind.None);
}
