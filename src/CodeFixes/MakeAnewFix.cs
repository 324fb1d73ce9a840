using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0206: makes a new future where one that was moved is used again. Only where the variable is set once, by a call that can be made again: its receiver and arguments are
/// names and literals.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeAnewFix() : DocumentFix("PG0206", "Make a new future")
{
    private protected override bool CanFix(Place place) => Maker(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var maker = Maker(place)!.WithoutTrivia();
        editor.ReplaceNode(place.Node, (current, _) => maker.WithTriviaFrom(current));
    }

    private static ExpressionSyntax? Maker(Place place)
    {
        if (place.Node is not IdentifierNameSyntax name || !IsValue(name) || place.Model.GetSymbolInfo(name).Symbol is not ILocalSymbol local)
            return null;
        return local.DeclaringSyntaxReferences is [var declaration] && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax maker }
            && CanBeMadeAgain(maker) && IsSetOnce(local, place)
            ? maker : null;
    }

    // Not polled in place, and not handed on by reference.
    private static bool IsValue(IdentifierNameSyntax name) => name.Parent switch
    {
        ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.None),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is not ("Poll" or "PollCancel"),
        RefExpressionSyntax => false,
        _ => true,
    };

    private static bool CanBeMadeAgain(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => CanBeMadeAgain(call.Expression)
            && call.ArgumentList.Arguments.All(argument => argument.RefKindKeyword.IsKind(SyntaxKind.None) && IsName(argument.Expression)),
        MemberAccessExpressionSyntax access => IsName(access.Expression),
        _ => IsName(expression),
    };

    private static bool IsName(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax or SimpleNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax or PredefinedTypeSyntax => true,
        MemberAccessExpressionSyntax access => IsName(access.Expression),
        _ => false,
    };

    private static bool IsSetOnce(ILocalSymbol local, Place place) =>
        place.Around<MemberDeclarationSyntax>() is { } member && !member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == local.Name && (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
            && SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(name).Symbol, local));
}
