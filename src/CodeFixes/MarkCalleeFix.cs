using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0102: marks the method that Co is passed to [Coroutine], in its own file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkCalleeFix() : RuleFix("PG0102", "Mark the called method [Coroutine]")
{
    // Several calls of one method ask for one mark.
    private static readonly SyntaxAnnotation Marked = new();

    private protected override bool CanFix(Place place) => DeclarationOf(place) is not null;

    private protected override async Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation)
    {
        var declaration = DeclarationOf(place)!;
        var document = solution.OriginalSolution.GetDocumentId(declaration.SyntaxTree);
        var editor = await solution.GetDocumentEditorAsync(document, cancellation).ConfigureAwait(false);
        editor.ReplaceNode(declaration, (current, generator) => IsMarked(current) ? current : Mark(current, generator));
    }

    /// <summary>Null for methods of other assemblies and for local functions.</summary>
    private static MethodDeclarationSyntax? DeclarationOf(Place place)
    {
        if (place.Around<InvocationExpressionSyntax>() is not { } call || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return null;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax declaration
            && place.Document.Project.Solution.GetDocumentId(declaration.SyntaxTree) is not null
            ? declaration
            : null;
    }

    private static bool IsMarked(SyntaxNode declaration) => declaration.HasAnnotation(Marked);

    private static SyntaxNode Mark(SyntaxNode declaration, SyntaxGenerator generator) =>
        generator.AddAttributes(declaration, RuntimeNames.Coroutine).WithAdditionalAnnotations(Marked);
}
