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

    private protected override bool CanFix(Place place) => place.Diagnostic.Properties.ContainsKey(Overload) && MarkOf(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor) =>
        editor.ReplaceNode(MarkOf(place)!, (current, _) => WithOverload((AttributeSyntax)current, place.Diagnostic.Properties[Overload]!));

    private static AttributeSyntax? MarkOf(Place place) => place.Around<MethodDeclarationSyntax>()?.AttributeLists.SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => place.Model.GetTypeInfo(attribute).Type.IsCoroutineAttribute());

    private static AttributeSyntax WithOverload(AttributeSyntax mark, string name)
    {
        var value = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var old = mark.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == Overload);
        return old is null
            ? mark.AddArgumentListArguments(SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(Overload), null, value))
            : mark.ReplaceNode(old, old.WithExpression(value));
    }
}
