using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0202: declares the local that holds the race with <c>using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DisposeRaceFix() : DocumentFix("PG0202", "Declare it with using")
{
    // In a switch section C# has no using declarations.
    private protected override bool CanFix(Place place) => Declaration(place) is { Parent: BlockSyntax or GlobalStatementSyntax };

    private protected override void Edit(Place place, SyntaxEditor editor) =>
        editor.ReplaceNode(Declaration(place)!, (current, _) => WithUsing((LocalDeclarationStatementSyntax)current));

    private static LocalDeclarationStatementSyntax? Declaration(Place place) =>
        place.Around<VariableDeclaratorSyntax>()?.Parent?.Parent as LocalDeclarationStatementSyntax;

    private static LocalDeclarationStatementSyntax WithUsing(LocalDeclarationStatementSyntax declaration) =>
        declaration.WithoutLeadingTrivia()
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space).WithLeadingTrivia(declaration.GetLeadingTrivia()));
}
