using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>Which methods of a file become coroutines, and what each of them is called and takes from then on.</summary>
internal sealed class ConversionPlan
{
    private readonly Dictionary<ISymbol, PlannedMethod> methods = new(SymbolEqualityComparer.Default);

    private ConversionPlan()
    {
    }

    public static async Task<ConversionPlan> MakeAsync(
        Document document, SemanticModel model, IReadOnlyList<AsyncMethod> chosen, CancellationToken cancellation)
    {
        var dropped = UnusedTokens.Of(chosen, model);
        var plan = new ConversionPlan();
        foreach (var method in chosen)
        {
            var keepsTask = await HasOtherUsesAsync(method, chosen, document, model, cancellation).ConfigureAwait(false);
            var (name, overload) = CoroutineName.For(method, chosen, keepsTask, model);
            plan.methods.Add(method.Symbol, new(method, FreeName.In(method.Syntax, "co"), name, overload, [.. method.Symbol.Parameters.Where(dropped.Contains)], keepsTask));
        }

        return plan;
    }

    public PlannedMethod? Of(ISymbol? method) => method is not null && methods.TryGetValue(method, out var planned) ? planned : null;

    public PlannedMethod? Of(MethodDeclarationSyntax method) => methods.Values.FirstOrDefault(planned => planned.Method.Syntax == method);

    /// <summary>Whether a type, itself and not one inside of it, has a method that goes on giving tasks.</summary>
    public bool NeedsExecutor(TypeDeclarationSyntax type) => methods.Values.Any(planned => planned.KeepsTask && planned.Method.Syntax.Parent == type);

    /// <summary>A use that is no awaited call in a method which becomes a coroutine itself: it goes on using the task.</summary>
    public static async Task<bool> HasOtherUsesAsync(
        AsyncMethod method, IReadOnlyList<AsyncMethod> chosen, Document document, SemanticModel model, CancellationToken cancellation)
    {
        var references = await SymbolFinder.FindReferencesAsync(method.Symbol, document.Project.Solution, cancellation).ConfigureAwait(false);
        var root = model.SyntaxTree.GetRoot(cancellation);
        return references.SelectMany(reference => reference.Locations).Any(location =>
            location.Document is not SourceGeneratedDocument
            && (location.Document.Id != document.Id || !IsConverted(root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true), chosen, model)));
    }

    private static bool IsConverted(SyntaxNode name, IReadOnlyList<AsyncMethod> chosen, SemanticModel model) =>
        AsyncMethod.OwnerOf(name) is MethodDeclarationSyntax owner
        && chosen.FirstOrDefault(method => method.Syntax == owner) is { } method
        && method.DirectCalls(model).Any(call => call.Name == name);
}
