using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0008: marks the overriding or implementing method [Coroutine].</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkImplementationFix() : DocumentFix("PG0008", "Mark the method [Coroutine]")
{
    private const string Mark = nameof(Mark);

    private protected override bool CanFix(Place place) => place.Diagnostic.Properties.ContainsKey(Mark) && place.Around<MethodDeclarationSyntax>() is not null;

    private protected override void Edit(Place place, SyntaxEditor editor) =>
        editor.ReplaceNode(place.Around<MethodDeclarationSyntax>()!, (current, generator) => generator.AddAttributes(current, RuntimeNames.Coroutine));
}
