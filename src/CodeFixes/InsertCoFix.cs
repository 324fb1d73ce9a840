using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0201: passes the <c>co</c> that was forgotten, so that the coroutine runs here. Not offered where no Co is in scope,
/// and not where the text around the call needs a value and the coroutine has none.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InsertCoFix() : DocumentFix("PG0201", "Pass the Co, to run the coroutine here")
{
    private protected override bool CanFix(Place place) =>
        place.Diagnostic.Properties.ContainsKey("Co")
        && place.Around<InvocationExpressionSyntax>() is { } call
        && (!IsVoid(place) || DroppedCall.NeedsNoValue(call));

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var call = place.Around<InvocationExpressionSyntax>()!;
        var properties = place.Diagnostic.Properties;
        var co = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(Identifier(properties["Co"]!)));
        editor.ReplaceNode(call, (current, _) => WithCo(
            (InvocationExpressionSyntax)current, co, properties.ContainsKey("ReceiverIsArgument"), properties["Coroutine"]!, properties["Parameter"]!));

        if (DroppedCall.KeeperOf(call) is { } keeper && (IsVoid(place) || DroppedCall.NamesType(keeper)))
            editor.ReplaceNode(keeper, (current, _) => DroppedCall.WithoutKeeper(current));
    }

    private static bool IsVoid(Place place) => place.Diagnostic.Properties.ContainsKey("Void");

    private static InvocationExpressionSyntax WithCo(
        InvocationExpressionSyntax call, ArgumentSyntax co, bool afterReceiver, string coroutine, string parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        var named = co.WithNameColon(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(Identifier(parameter))));
        var complete = (afterReceiver, arguments.FirstOrDefault()) switch
        {
            // After a named argument a position means little: the Co is named, too.
            (true, { NameColon: not null }) => arguments.Add(named),
            (true, _) => arguments.Insert(1, co),
            (false, { } first) => arguments.Replace(first, first.WithLeadingTrivia()).Insert(0, co.WithLeadingTrivia(first.GetLeadingTrivia())),
            (false, null) => arguments.Add(co),
        };
        return call
            .WithExpression(Renamed(call.Expression, coroutine))
            .WithArgumentList(call.ArgumentList.WithArguments(complete));
    }

    /// <summary>The overload may have a name of its own; what takes the Co is the coroutine.</summary>
    private static ExpressionSyntax Renamed(ExpressionSyntax callee, string name) => callee switch
    {
        MemberAccessExpressionSyntax access => access.WithName(Renamed(access.Name, name)),
        MemberBindingExpressionSyntax binding => binding.WithName(Renamed(binding.Name, name)),
        SimpleNameSyntax simple => Renamed(simple, name),
        _ => callee,
    };

    private static SimpleNameSyntax Renamed(SimpleNameSyntax old, string name) => old.Identifier.ValueText == name
        ? old
        : old.WithIdentifier(Identifier(name).WithTriviaFrom(old.Identifier));

    private static SyntaxToken Identifier(string name) =>
        SyntaxFactory.ParseToken(SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name);
}
