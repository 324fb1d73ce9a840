using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>PG0211: calls <c>SpawnDetached</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SpawnDetachedFix() : DocumentFix("PG0211", "Spawn it detached")
{
    private protected override bool CanFix(Place place) => place.Node is SimpleNameSyntax;

    private protected override void Edit(Place place, SyntaxEditor editor) => editor.ReplaceNode(place.Node, (current, _) =>
    {
        var name = (SimpleNameSyntax)current;
        return name.WithIdentifier(SyntaxFactory.Identifier("SpawnDetached").WithTriviaFrom(name.Identifier));
    });
}
