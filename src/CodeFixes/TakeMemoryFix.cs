using System.Composition;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PollGen.CodeFixes.Memories;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0203: lets the coroutine take <c>Memory&lt;T&gt;</c> in place of a span, so that its future is an ordinary one. Its body reads <c>buffer.Span</c>, and all
/// calls hand in the memory behind their spans. Offered where each of them has one at hand: an array, a memory, <c>AsSpan</c> of an array.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TakeMemoryFix() : RuleFix("PG0203", "Let the coroutine take Memory<T> instead of a span")
{
    // Two calls may give the futures of one coroutine: what a run has changed for the first of them is changed once.
    private static readonly ConditionalWeakTable<SolutionEditor, HashSet<SyntaxNode>> Changed = new();

    private protected override bool CanFix(Place place)
    {
        var compilation = place.Model.Compilation;
        var coroutines = CoroutinesOf(place);
        return coroutines.Count > 0 && coroutines.All(coroutine => coroutine is not null
            && coroutine.CanChange(compilation)
            && IsOfThisProjectAlone(coroutine, place.Document.Project)
            && SpanArgument.Of(coroutine, compilation).All(argument => argument.Memory is not null));
    }

    private protected override async Task EditAsync(Place place, SolutionEditor solution, CancellationToken cancellation)
    {
        var compilation = place.Model.Compilation;
        foreach (var coroutine in CoroutinesOf(place).OfType<SpanCoroutine>())
        {
            foreach (var parameter in coroutine.Spans)
            {
                var syntax = (ParameterSyntax)parameter.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
                await ReplaceAsync(solution, syntax.Type!, type => WithMemory(type, SpanKind.Of(parameter.Type)!), cancellation).ConfigureAwait(false);
            }

            foreach (var read in coroutine.Reads(compilation))
                await ReplaceAsync(solution, read, name => SpanOf((ExpressionSyntax)name), cancellation).ConfigureAwait(false);
            foreach (var argument in SpanArgument.Of(coroutine, compilation).Where(argument => argument.Memory != argument.Value))
                await ReplaceAsync(solution, argument.Value, _ => argument.Memory!.WithTriviaFrom(argument.Value), cancellation).ConfigureAwait(false);
        }
    }

    private static List<SpanCoroutine?> CoroutinesOf(Place place) =>
        place.Around<InvocationExpressionSyntax>() is { } call ? [.. SpanCoroutine.GivenTo(call, place.Model).Distinct()] : [];

    private static bool IsOfThisProjectAlone(SpanCoroutine coroutine, Project project) =>
        project.Solution.GetDocument(coroutine.Syntax.SyntaxTree) is { } document && document.Project.Id == project.Id
        && !project.Solution.GetProjectDependencyGraph().GetProjectsThatDirectlyDependOnThisProject(project.Id).Any();

    private static async Task ReplaceAsync(SolutionEditor solution, SyntaxNode node, Func<SyntaxNode, SyntaxNode> change, CancellationToken cancellation)
    {
        if (!Changed.GetOrCreateValue(solution).Add(node))
            return;
        var document = solution.OriginalSolution.GetDocumentId(node.SyntaxTree);
        var editor = await solution.GetDocumentEditorAsync(document, cancellation).ConfigureAwait(false);
        editor.ReplaceNode(node, (current, _) => change(current));
    }

    private static SyntaxNode SpanOf(ExpressionSyntax memory) => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression, memory.WithoutTrivia(), SyntaxFactory.IdentifierName("Span")).WithTriviaFrom(memory);

    private static SyntaxNode WithMemory(SyntaxNode type, string memory)
    {
        var name = type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().First(generic => generic.Identifier.ValueText is "Span" or "ReadOnlySpan");
        return type.ReplaceNode(name, name.WithIdentifier(SyntaxFactory.Identifier(memory).WithTriviaFrom(name.Identifier)));
    }
}
