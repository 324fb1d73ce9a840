using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PollGen.CodeFixes.References;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0206: makes a new future where one that was moved is used again. Only where the variable is set once, by a call that can be made again: its receiver and arguments are
/// names and literals.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeAnewFix() : DocumentFix("PG0206", "Make a new future")
{
    private protected override bool CanFix(Place place) => Maker(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var maker = Maker(place)!.WithoutTrivia();
        editor.ReplaceNode(place.Node, (current, _) => maker.WithTriviaFrom(current));
    }

    private static ExpressionSyntax? Maker(Place place) => place.Node is IdentifierNameSyntax name && IsValue(name) ? RepeatableMaker.Of(name, place) : null;

    // Not polled in place, and not handed on by reference.
    private static bool IsValue(IdentifierNameSyntax name) => name.Parent switch
    {
        ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.None),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is not ("Poll" or "PollCancel"),
        RefExpressionSyntax => false,
        _ => true,
    };
}
