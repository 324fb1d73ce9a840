using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>A fix that stays in the file of its diagnostic.</summary>
public abstract class DocumentFix : RuleFix
{
    private protected DocumentFix(string ruleId, string title)
        : base(ruleId, title)
    {
    }

    private protected sealed override async Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation) =>
        Edit(place, await solution.GetDocumentEditorAsync(place.Document.Id, cancellation).ConfigureAwait(false));

    /// <summary>As <see cref="RuleFix.EditAsync"/>, in one file.</summary>
    private protected abstract void Edit(Place place, SyntaxEditor editor);
}
