using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers.Moves;

/// <summary>What is found, each thing once.</summary>
internal sealed partial class FutureFlow
{
    private const int MostMakers = 64;

    private readonly HashSet<(string Rule, SyntaxNode Place)> reported = [];
    private readonly Dictionary<SyntaxNode, (int Number, IOperation Target)> makers = [];
    private ulong usedMakers;

    /// <summary>A local is gone.</summary>
    private protected override void EndScope(ILocalSymbol local, FlowState state)
    {
        bool IsLocals(Place place)
        {
            var root = place;
            while (root.Outer is { } outer)
                root = outer;
            return SymbolEqualityComparer.Default.Equals(root.Variable, local);
        }

        End(IsLocals, state);
        state.SetBorrow(local, null);
    }

    private protected override void EndFunction(FlowState state, IOperation? value) => End(static _ => true, state);

    private void ForgetIndexedBy(ISymbol variable, FlowState state) => End(place => place.IsIndexedBy(variable), state);

    private void End(Func<Place, bool> isMeant, FlowState state)
    {
        foreach (var entry in state.Entries.Where(entry => isMeant(entry.Key)))
        {
            var (place, known) = (entry.Key, entry.Value);
            if (place.IsOwn)
            {
                if ((known.Stage & (Stage.Unfinished | Stage.Asked)) != 0 && RootOf(place) is { } variable)
                    ReportLeftPending(variable);
            }
            else if (!place.IsHandedOver && (known.Stage & Stage.Moved) != 0 && known.MovedAt is { } read)
            {
                ReportCopied(read);
            }
        }

        state.Forget(isMeant);
    }

    private static ISymbol? RootOf(Place place)
    {
        while (place.Outer is { } outer)
            place = outer;
        return place.Variable;
    }

    private void ReportCopied(IOperation read) => Report(Rules.Copied, read.Syntax, () => CopyReport.OfStored(read));

    private void ReportMovedAfterPoll(IOperation operation) => Report(Rules.MovedAfterPoll, operation.Syntax, () =>
        Diagnostic.Create(Rules.MovedAfterPoll, operation.Syntax.GetLocation(), CopyReport.NameOf(operation.Syntax)));

    private void ReportUsedAfterMove(IOperation operation, IOperation? movedAt) => Report(Rules.UsedAfterMove, operation.Syntax, () => Diagnostic.Create(
        Rules.UsedAfterMove, operation.Syntax.GetLocation(), movedAt is null ? null : new[] { movedAt.Syntax.GetLocation() }, CopyReport.NameOf(operation.Syntax),
        (movedAt ?? operation).Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1));

    private void ReportPolledAfterEnd(IOperation operation, Stage stage) => Report(Rules.PolledAfterEnd, operation.Syntax, () => Diagnostic.Create(
        Rules.PolledAfterEnd, operation.Syntax.GetLocation(), CopyReport.NameOf(operation.Syntax),
        (stage & Stage.Completed) != 0 ? "complete" : (stage & Stage.Cancelled) != 0 ? "cancelled" : "in the middle of being cancelled",
        (stage & (Stage.Completed | Stage.Cancelled)) != 0 ? "make a new one" : "go on with 'PollCancel'"));

    private void ReportOverwritten(IOperation target) => Report(Rules.OverwrittenWhilePending, target.Syntax, () =>
        Diagnostic.Create(Rules.OverwrittenWhilePending, target.Syntax.GetLocation(), CopyReport.NameOf(target.Syntax)));

    private void ReportLeftPending(ISymbol variable)
    {
        if (variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration)
            Report(Rules.LeftPending, declaration, () => Diagnostic.Create(Rules.LeftPending, variable.Locations[0], variable.Name));
    }

    /// <summary>Numbers what a local is given, to see whether any path uses it.</summary>
    private ulong MakerOf(IOperation target, IOperation? value)
    {
        if (target is not ILocalReferenceOperation { Local: { RefKind: RefKind.None, IsForEach: false } } || value is null || !target.Type.IsUnstartedFuture()
            || !ValuesOf(value).Any(one => DroppedValue.MakersOf(one).Any(maker => maker.Type.IsUnstartedFuture())))
        {
            return 0;
        }

        if (!makers.TryGetValue(target.Syntax, out var maker) && makers.Count < MostMakers)
            makers.Add(target.Syntax, maker = (makers.Count, target));
        return maker.Target is null ? 0 : 1ul << maker.Number;
    }

    private IEnumerable<IOperation> ValuesOf(IOperation value) =>
        value is IFlowCaptureReferenceOperation reference && context.Values.TryGetValue(reference.Id, out var values) ? values : [value];

    private void MarkUsed(ulong numbers) => usedMakers |= numbers;

    private protected override void Finish()
    {
        foreach (var maker in makers.Values.Where(maker => (usedMakers & (1ul << maker.Number)) == 0))
        {
            // One that is declared and never named again is PG0201.
            var target = (ILocalReferenceOperation)maker.Target;
            if (target.IsDeclaration && !IsNamedAgain(target.Local) || context.Escaped.Contains(target.Local))
                continue;
            var name = target.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax declarator ? declarator.Identifier.GetLocation() : target.Syntax.GetLocation();
            Report(Rules.NeverUsed, target.Syntax, () => Diagnostic.Create(Rules.NeverUsed, name, target.Local.Name));
        }
    }

    private bool IsNamedAgain(ILocalSymbol local) => Graph.OriginalOperation.Descendants()
        .Any(operation => operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));

    private void Report(DiagnosticDescriptor rule, SyntaxNode place, Func<Diagnostic> make)
    {
        if (IsReporting && reported.Add((rule.Id, place)))
            report(make());
    }
}
