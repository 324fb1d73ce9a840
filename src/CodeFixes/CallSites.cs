using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes;

/// <summary>The calls of a method, in the user's files, that give one of its parameters an argument.</summary>
internal static class CallSites
{
    public static async Task<IReadOnlyList<CallSite>> OfAsync(IParameterSymbol parameter, SolutionEditor solution, CancellationToken cancellation)
    {
        var sites = new List<CallSite>();
        var references = await SymbolFinder.FindReferencesAsync(parameter.ContainingSymbol, solution.OriginalSolution, cancellation).ConfigureAwait(false);
        foreach (var location in references.SelectMany(reference => reference.Locations))
        {
            // Generated files follow by themselves.
            if (location.Document is SourceGeneratedDocument)
                continue;
            var editor = await solution.GetDocumentEditorAsync(location.Document.Id, cancellation).ConfigureAwait(false);
            var name = editor.OriginalRoot.FindNode(location.Location.SourceSpan);
            if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
                && editor.SemanticModel.GetOperation(call, cancellation) is IInvocationOperation operation
                && ArgumentFor(operation, parameter) is { } argument)
            {
                var isReduced = operation.TargetMethod.IsExtensionMethod && operation.Arguments[0].Syntax is not ArgumentSyntax;
                sites.Add(new(editor, argument, isReduced));
            }
        }

        return sites;
    }

    private static ArgumentSyntax? ArgumentFor(IInvocationOperation call, IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, parameter.ContainingSymbol)
            ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Syntax as ArgumentSyntax
            : null;
}

/// <summary>One call.</summary>
/// <param name="Editor">Edits the file of the call.</param>
/// <param name="Argument">The argument for the parameter.</param>
/// <param name="IsReduced">Whether the argument for <c>this</c> stands before the dot.</param>
internal sealed record CallSite(DocumentEditor Editor, ArgumentSyntax Argument, bool IsReduced);
