using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PollGen.CodeFixes;

/// <summary>
/// Fixes all diagnostics of a rule in one pass. The batch fixer of Roslyn merges separate fixes as text, and two that touch
/// the same declaration, such as two calls of one unmarked method, lose one of them.
/// </summary>
internal sealed class RuleFixAll(
    string title, Func<Solution, ImmutableArray<Diagnostic>, CancellationToken, Task<Solution>> apply) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await DiagnosticsOfAsync(context).ConfigureAwait(false);
        return diagnostics.IsEmpty ? null : CodeAction.Create(
            title, cancellation => apply(context.Solution, diagnostics, cancellation), context.CodeActionEquivalenceKey);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOfAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                var all = ImmutableArray.CreateBuilder<Diagnostic>();
                foreach (var project in context.Solution.Projects)
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                return all.ToImmutable();
            default:
                return [];
        }
    }
}
