using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PollGen.CodeFixes.AsyncMethods;
using PollGen.CodeFixes.References;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0204: goes over an array, span or list of futures by reference: <c>foreach (ref var future in futures.AsSpan())</c>. What the loop hands on by value is moved out
/// of the collection. Not where C# has no such variables, or where a function inside the loop keeps one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IterateByReferenceFix() : DocumentFix("PG0204", "Go over the collection by reference")
{
    private protected override bool CanFix(Place place) =>
        LoopOf(place) is { } loop
        && SpanOf(loop, place.Model) is not null
        && place.Model.GetEnclosingSymbol(loop.SpanStart) is IMethodSymbol { IsAsync: false } function && !IsIterator(function)
        && Uses(loop, place.Model).All(use => use.Kind is not (UseKind.Captured or UseKind.Set));

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var loop = LoopOf(place)!;
        foreach (var moved in Uses(loop, place.Model).Where(use => use.Kind == UseKind.Move).Select(use => use.Whole))
            editor.ReplaceNode(moved, (current, _) => Taking.Of((ExpressionSyntax)current));
        var type = SyntaxFactory.RefType(loop.Type.WithoutLeadingTrivia()).WithLeadingTrivia(loop.Type.GetLeadingTrivia());
        editor.ReplaceNode(loop.Type, type.WithRefKeyword(type.RefKeyword.WithTrailingTrivia(SyntaxFactory.Space)));
        var span = SpanOf(loop, place.Model)!;
        if (span != loop.Expression)
            editor.ReplaceNode(loop.Expression, span.WithTriviaFrom(loop.Expression));
    }

    private static ForEachStatementSyntax? LoopOf(Place place) =>
        place.Node is ForEachStatementSyntax { Type: not RefTypeSyntax } loop && loop.Identifier.Span == place.Diagnostic.Location.SourceSpan ? loop : null;

    private static IReadOnlyList<VariableUse> Uses(ForEachStatementSyntax loop, SemanticModel model) =>
        VariableUse.In(loop.Statement, model.GetDeclaredSymbol(loop)!, model);

    /// <summary>The collection as a span that can be written to; null where there is none.</summary>
    private static ExpressionSyntax? SpanOf(ForEachStatementSyntax loop, SemanticModel model) => model.GetTypeInfo(loop.Expression).Type switch
    {
        IArrayTypeSymbol { Rank: 1 } when model.LookupNamespacesAndTypes(loop.SpanStart, name: "MemoryExtensions").Any() => CoCalls.Make(Receiver(loop.Expression), "AsSpan"),
        IArrayTypeSymbol { Rank: 1 } => CoCalls.Make(RuntimeNames.Expression("global::System.MemoryExtensions"), "AsSpan", loop.Expression),
        INamedTypeSymbol { Name: "Span", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => loop.Expression,
        INamedTypeSymbol { Name: "List", ContainingType: null } list when list.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" =>
            CoCalls.Make(RuntimeNames.Expression("global::System.Runtime.InteropServices.CollectionsMarshal"), "AsSpan", loop.Expression),
        _ => null,
    };

    private static ExpressionSyntax Receiver(ExpressionSyntax collection) => collection is NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
        ? collection.WithoutTrivia()
        : SyntaxFactory.ParenthesizedExpression(collection.WithoutTrivia());

    private static bool IsIterator(IMethodSymbol function) => function.DeclaringSyntaxReferences.Any(declaration =>
        declaration.GetSyntax() is var syntax && syntax.DescendantNodes(node => node is not LocalFunctionStatementSyntax || node == syntax).Any(node => node is YieldStatementSyntax));
}
