using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0107: says that the future is meant to be as large as it is, which makes that a contract from then on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StateSizeFix() : DocumentFix("PG0107", "State the size with MaxSize")
{
    private const string Size = nameof(Size);

    private protected override bool CanFix(Place place) => SizeOf(place) is not null && CoroutineMark.Of(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor) =>
        editor.ReplaceNode(CoroutineMark.Of(place)!, (current, _) => CoroutineMark.With((AttributeSyntax)current, "MaxSize", SizeOf(place)!));

    /// <summary>The size that a diagnostic tells, as a number in source.</summary>
    internal static LiteralExpressionSyntax? SizeOf(Place place) =>
        place.Diagnostic.Properties.TryGetValue(Size, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(size))
            : null;
}
