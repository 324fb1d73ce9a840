using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PollGen.CodeFixes.AsyncMethods;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0105: writes down that the recursive call puts the callee's future on the heap: <c>Sum(co, x)</c> becomes <c>co.Await(Sum(x).Boxed())</c>. It does
/// the same; the reader sees the allocation. Not offered where the future refers to the caller's storage, which no box can.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BoxRecursionFix() : DocumentFix("PG0105", "Box the future here, where it is seen")
{
    private protected override bool CanFix(Place place) =>
        CallOf(place) is { } call && DirectCall.Of(call, place.Model) is { } target && CoOf(target, place.Model) is not null && HasOrdinaryFuture(target.Target);

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var call = CallOf(place)!;
        var target = DirectCall.Of(call, place.Model)!;
        var co = CoOf(target, place.Model)!;
        var index = call.ArgumentList.Arguments.IndexOf(co);
        var name = target.Target.GetAttributes().Where(attribute => attribute.AttributeClass.IsCoroutineAttribute())
            .SelectMany(attribute => attribute.NamedArguments).FirstOrDefault(argument => argument.Key == "Overload").Value.Value as string ?? target.Target.Name;
        editor.ReplaceNode(call, (current, _) => Boxed((InvocationExpressionSyntax)current, co.Expression.ToString(), index, name).WithTriviaFrom(current));
    }

    private static InvocationExpressionSyntax? CallOf(Place place) => place.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>()
        .FirstOrDefault(call => call.Span.Contains(place.Diagnostic.Location.SourceSpan) && DirectCall.Of(call, place.Model) is { } target && CoOf(target, place.Model) is not null);

    private static ArgumentSyntax? CoOf(DirectCall call, SemanticModel model) =>
        call.Syntax.ArgumentList.Arguments.FirstOrDefault(argument => argument.Expression is IdentifierNameSyntax && model.GetTypeInfo(argument.Expression).Type.IsCo());

    private static bool HasOrdinaryFuture(IMethodSymbol coroutine) =>
        coroutine.MethodKind != MethodKind.LocalFunction
        && coroutine.Parameters.All(parameter => parameter.RefKind == RefKind.None && (parameter.Type.IsCo() || !parameter.Type.IsRefLikeType))
        && coroutine.TypeParameters.All(parameter => !parameter.AllowsRefLikeType)
        && (coroutine.IsStatic || !coroutine.ContainingType.IsValueType || coroutine.ContainingType.IsReadOnly);

    private static ExpressionSyntax Boxed(InvocationExpressionSyntax call, string co, int index, string overload)
    {
        var arguments = call.ArgumentList.Arguments;
        var rest = arguments.RemoveAt(index);
        if (index < rest.Count)
            rest = rest.Replace(rest[index], rest[index].WithLeadingTrivia(arguments[index].GetLeadingTrivia()));
        var name = DirectCall.NameIn(call)!;
        var renamed = name.WithIdentifier(SyntaxFactory.Identifier(overload).WithTriviaFrom(name.Identifier));
        var future = call.ReplaceNode(name, renamed).WithArgumentList(call.ArgumentList.WithArguments(rest));
        return CoCalls.Make(co, "Await", CoCalls.Make(future.WithoutTrivia(), "Boxed"));
    }
}
