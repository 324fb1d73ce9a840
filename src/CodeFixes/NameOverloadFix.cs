using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0006: gives the overload the free name that the diagnostic proposes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameOverloadFix() : DocumentFix("PG0006", "Give the overload a name of its own")
{
    private const string Overload = nameof(Overload);

    private protected override bool CanFix(Place place) => place.Diagnostic.Properties.ContainsKey(Overload) && CoroutineMark.Of(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var name = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(place.Diagnostic.Properties[Overload]!));
        editor.ReplaceNode(CoroutineMark.Of(place)!, (current, _) => CoroutineMark.With((AttributeSyntax)current, Overload, name));
    }
}
