using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0005: makes all types around a coroutine partial, the outer ones too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeTypesPartialFix() : DocumentFix("PG0005", "Make the types around the coroutine partial")
{
    private protected override bool CanFix(Place place) => place.Around<TypeDeclarationSyntax>() is not null;

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        foreach (var type in place.Node.Ancestors().OfType<TypeDeclarationSyntax>())
            editor.ReplaceNode(type, (current, _) => MakePartial((TypeDeclarationSyntax)current));
    }

    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
            return type;

        // Without modifiers the comments above the type belong to its keyword, and "partial" takes that place.
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }
}
