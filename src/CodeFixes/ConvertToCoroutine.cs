using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;
using PollGen.CodeFixes.AsyncMethods;

namespace PollGen.CodeFixes;

/// <summary>
/// Converts an <c>async</c> method, and its callers in the file, to coroutines: or all of the file. Offered at the head of a method where the result
/// does the same; other callers go on taking a task.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ConvertToCoroutine)), Shared]
public sealed class ConvertToCoroutine : CodeRefactoringProvider
{
    private const string OneTitle = "Convert to a coroutine, with its async callers in this file";
    private const string FileTitle = "Convert all async methods of this file to coroutines";

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, cancellation) = (context.Document, context.CancellationToken);
        if (document is SourceGeneratedDocument
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } syntax
            || !Head(syntax).Contains(context.Span)
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || !HasCoroutines(model, syntax)
            || (!IsInScope(model, syntax) && NamesOthers(root, model)))
            return;

        if (FileMethods.TryRead(syntax, model, cancellation) is not { } method)
            return;
        var (all, families) = await Families.ReadAsync(FileMethods.In(root, model, cancellation), document, model, cancellation).ConfigureAwait(false);
        var everything = FileMethods.Everything(all, families, model);
        if (everything.FirstOrDefault(other => other.Syntax == method.Syntax) is not { } chosen)
            return;
        var one = FileMethods.WithCallers(chosen, all, families, model);
        context.RegisterRefactoring(CodeAction.Create(OneTitle, cancel => ConvertAsync(document, one, cancel), OneTitle));
        if (everything.Count > one.Count)
            context.RegisterRefactoring(CodeAction.Create(FileTitle, cancel => ConvertAsync(document, everything, cancel), FileTitle));
    }

    private static TextSpan Head(MethodDeclarationSyntax method) =>
        TextSpan.FromBounds(method.SpanStart, method.ParameterList.Span.End);

    private static bool HasCoroutines(SemanticModel model, SyntaxNode syntax) =>
        model.Compilation.GetTypeByMetadataName("PollGen.Co") is not null
        && syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp14 };

    private static bool IsInScope(SemanticModel model, SyntaxNode syntax) =>
        model.LookupNamespacesAndTypes(syntax.SpanStart, null, "Co").Any(symbol => (symbol as ITypeSymbol).IsCo());

    /// <summary>Whether the file uses types of others that are called as ours: a using would make their names mean two things.</summary>
    private static bool NamesOthers(SyntaxNode root, SemanticModel model)
    {
        var ours = model.Compilation.GetTypeByMetadataName("PollGen.Co")!.ContainingNamespace;
        var names = new HashSet<string>(ours.GetTypeMembers().Select(type => type.Name));
        return root.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText)
            && model.GetSymbolInfo(name).Symbol is INamedTypeSymbol type && !SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, ours));
    }

    private static async Task<Document> ConvertAsync(Document document, IReadOnlyList<AsyncMethod> methods, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;

        // What was read belongs to the tree that it was read from.
        var chosen = methods.Select(method => root.FindNode(method.Syntax.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>()!)
            .Select(syntax => FileMethods.TryRead(syntax, model, cancellation)).OfType<AsyncMethod>().ToList();
        var plan = await ConversionPlan.MakeAsync(document, model, chosen, cancellation).ConfigureAwait(false);
        var converted = document.WithSyntaxRoot(new FileRewriter(model, plan).Visit(root)!);
        return IsInScope(model, chosen[0].Syntax) ? converted : await ImportAdder.AddImportsAsync(converted, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
    }
}
