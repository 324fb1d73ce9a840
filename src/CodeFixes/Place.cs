using Microsoft.CodeAnalysis;

namespace PollGen.CodeFixes;

/// <summary>Where a diagnostic stands.</summary>
/// <param name="Document">The file.</param>
/// <param name="Model">The meaning of the file.</param>
/// <param name="Node">The node that holds the first token of the diagnostic.</param>
/// <param name="Diagnostic">The diagnostic, for its properties.</param>
internal sealed record Place(Document Document, SemanticModel Model, SyntaxNode Node, Diagnostic Diagnostic)
{
    public static async Task<Place?> OfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is { } node && model is not null
            ? new(document, model, node, diagnostic)
            : null;
    }

    /// <summary>The nearest node of a kind around the diagnostic.</summary>
    public T? Around<T>()
        where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();
}
