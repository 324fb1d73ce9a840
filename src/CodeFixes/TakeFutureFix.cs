using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PollGen.CodeFixes.References;

namespace PollGen.CodeFixes;

/// <summary>PG0204: moves the future out of the variable instead of copying it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TakeFutureFix() : DocumentFix("PG0204", "Move it out with Future.Take")
{
    private const string Take = nameof(Take);

    private protected override bool CanFix(Place place) => place.Diagnostic.Properties.ContainsKey(Take) && Copied(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor) =>
        editor.ReplaceNode(Copied(place)!, (current, _) => Taking.Of((ExpressionSyntax)current));

    private static ExpressionSyntax? Copied(Place place) =>
        place.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(expression => expression.Span == place.Diagnostic.Location.SourceSpan);
}
