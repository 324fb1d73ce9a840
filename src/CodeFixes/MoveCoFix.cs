using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0004: moves the Co of a method to the front, and the arguments for it in all calls.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MoveCoFix() : RuleFix("PG0004", "Move the Co to the front")
{
    private protected override bool CanFix(Place place) => place.Around<ParameterSyntax>()?.Parent?.Parent is MethodDeclarationSyntax;

    private protected override async Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation)
    {
        var parameter = place.Around<ParameterSyntax>()!;
        var method = (MethodDeclarationSyntax)parameter.Parent!.Parent!;
        var from = method.ParameterList.Parameters.IndexOf(parameter);
        var to = CoPosition.In(method);

        var editor = await solution.GetDocumentEditorAsync(place.Document.Id, cancellation).ConfigureAwait(false);
        editor.ReplaceNode(method.ParameterList, (current, _) => Move((ParameterListSyntax)current, from, to));

        var symbol = place.Model.GetDeclaredSymbol(parameter, cancellation)!;
        foreach (var site in await CallSites.OfAsync(symbol, solution, cancellation).ConfigureAwait(false))
        {
            // A named argument is found wherever it stands.
            if (site.Argument.NameColon is null && site.Argument.Parent is ArgumentListSyntax arguments)
            {
                var index = arguments.Arguments.IndexOf(site.Argument);
                site.Editor.ReplaceNode(arguments, (current, _) => Move((ArgumentListSyntax)current, index, site.IsReduced ? to - 1 : to));
            }
        }
    }

    private static ParameterListSyntax Move(ParameterListSyntax list, int from, int to) => list.WithParameters(list.Parameters.Move(from, to));

    private static ArgumentListSyntax Move(ArgumentListSyntax list, int from, int to) => list.WithArguments(list.Arguments.Move(from, to));
}
