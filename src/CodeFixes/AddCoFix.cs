using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0001: adds <c>Co co</c> as the first parameter. Calls stay: without a Co they now make the future.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddCoFix() : DocumentFix("PG0001", "Add 'Co co' as the first parameter")
{
    private protected override bool CanFix(Place place) => place.Around<MethodDeclarationSyntax>() is not null;

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var method = place.Around<MethodDeclarationSyntax>()!;
        var co = SyntaxFactory.Parameter(SyntaxFactory.Identifier(FreeName.In(method, "co"))).WithType(RuntimeNames.Co);
        editor.InsertParameter(method, CoPosition.In(method), co);
    }
}
