using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.References;

/// <summary>The call that made a future, where it means the same a second time: its receiver and arguments are names and literals, and nothing else sets the variable.</summary>
internal static class RepeatableMaker
{
    public static ExpressionSyntax? Of(IdentifierNameSyntax name, Place place) =>
        place.Model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } local
            && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax maker }
            && CanBeMadeAgain(maker) && IsSetOnce(local, place)
            ? maker : null;

    private static bool CanBeMadeAgain(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => CanBeMadeAgain(call.Expression)
            && call.ArgumentList.Arguments.All(argument => argument.RefKindKeyword.RawKind == 0 && IsName(argument.Expression)),
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
