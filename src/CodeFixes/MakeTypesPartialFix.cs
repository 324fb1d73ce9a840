using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
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
            editor.ReplaceNode(type, (current, _) => PartialTypes.MakePartial((TypeDeclarationSyntax)current));
    }
}
