using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0003: removes <c>ref</c>, <c>in</c> or <c>out</c> from the Co of a method, and from the arguments for it in all calls.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PassCoByValueFix() : RuleFix("PG0003", "Pass the Co by value")
{
    private protected override bool CanFix(Place place) => place.Around<ParameterSyntax>()?.Parent?.Parent is MethodDeclarationSyntax;

    private protected override async Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation)
    {
        var parameter = place.Around<ParameterSyntax>()!;
        var editor = await solution.GetDocumentEditorAsync(place.Document.Id, cancellation).ConfigureAwait(false);
        editor.ReplaceNode(parameter, (current, _) => ByValue((ParameterSyntax)current));

        var symbol = place.Model.GetDeclaredSymbol(parameter, cancellation)!;
        foreach (var site in await CallSites.OfAsync(symbol, solution, cancellation).ConfigureAwait(false))
            site.Editor.ReplaceNode(site.Argument, (current, _) => ByValue((ArgumentSyntax)current));
    }

    private static ParameterSyntax ByValue(ParameterSyntax parameter)
    {
        var kept = parameter.Modifiers.Where(modifier => !IsReference(modifier));
        return parameter.WithModifiers(SyntaxFactory.TokenList(kept)).WithLeadingTrivia(parameter.GetLeadingTrivia());
    }

    private static ArgumentSyntax ByValue(ArgumentSyntax argument) =>
        argument.WithRefKindKeyword(default).WithLeadingTrivia(argument.GetLeadingTrivia());

    private static bool IsReference(SyntaxToken modifier) => modifier.Kind()
        is SyntaxKind.RefKeyword or SyntaxKind.InKeyword or SyntaxKind.OutKeyword or SyntaxKind.ReadOnlyKeyword;
}
