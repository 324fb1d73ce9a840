using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>
/// The fix of one rule. It edits syntax trees, in as many files as it takes; all diagnostics of a document, project or
/// solution are fixed by the same edits, applied one after the other to one editor.
/// </summary>
public abstract class RuleFix : CodeFixProvider
{
    private readonly string ruleId;
    private readonly string title;

    private protected RuleFix(string ruleId, string title)
    {
        this.ruleId = ruleId;
        this.title = title;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [ruleId];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new RuleFixAll(title, ApplyAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var place = await Place.OfAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (place is null || !CanFix(place))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => ApplyAsync(context.Document.Project.Solution, [diagnostic], cancellation), ruleId),
                diagnostic);
        }
    }

    /// <summary>Whether the edits would leave correct code behind; if not, no fix is offered.</summary>
    private protected abstract bool CanFix(Place place);

    /// <summary>
    /// Makes the edits for one diagnostic that can be fixed. Other diagnostics may edit the same nodes, before or after:
    /// replacements start from the node as they are handed it, and leave alone what is as it should be.
    /// </summary>
    private protected abstract Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation);

    private async Task<Solution> ApplyAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var editor = new SolutionEditor(solution);
        foreach (var diagnostic in diagnostics)
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await Place.OfAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } place
                && CanFix(place))
            {
                await EditAsync(place, editor, cancellation).ConfigureAwait(false);
            }
        }

        return editor.GetChangedSolution();
    }
}
