using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0106: raises the limit to the size that the future has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RaiseMaxSizeFix() : DocumentFix("PG0106", "Raise MaxSize to the size of the future")
{
    // A constant that several share is not for one of them to change.
    private protected override bool CanFix(Place place) =>
        StateSizeFix.SizeOf(place) is not null && place.Around<AttributeArgumentSyntax>() is { Expression: LiteralExpressionSyntax };

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var argument = place.Around<AttributeArgumentSyntax>()!;
        editor.ReplaceNode(argument.Expression, StateSizeFix.SizeOf(place)!.WithTriviaFrom(argument.Expression));
    }
}
