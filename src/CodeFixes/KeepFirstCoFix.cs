using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0002: removes a second Co and the arguments for it; the body uses the first one in its place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class KeepFirstCoFix() : RuleFix("PG0002", "Keep the first Co only")
{
    private protected override bool CanFix(Place place) => FirstCo(place) is not null;

    private protected override async Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation)
    {
        var parameter = place.Around<ParameterSyntax>()!;
        var symbol = place.Model.GetDeclaredSymbol(parameter, cancellation)!;
        var first = FirstCo(place)!;

        var editor = await solution.GetDocumentEditorAsync(place.Document.Id, cancellation).ConfigureAwait(false);
        foreach (var use in parameter.Parent!.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(use, cancellation).Symbol, symbol))
                editor.ReplaceNode(use, use.WithIdentifier(first.Identifier.WithTriviaFrom(use.Identifier)));
        }

        editor.RemoveNode(parameter);
        foreach (var site in await CallSites.OfAsync(symbol, solution, cancellation).ConfigureAwait(false))
            site.Editor.RemoveNode(site.Argument);
    }

    private static ParameterSyntax? FirstCo(Place place) => place.Around<ParameterSyntax>() is { Parent: ParameterListSyntax { Parent: MethodDeclarationSyntax } list }
        ? list.Parameters.FirstOrDefault(parameter => place.Model.GetDeclaredSymbol(parameter)?.Type.IsCo() == true)
        : null;
}
