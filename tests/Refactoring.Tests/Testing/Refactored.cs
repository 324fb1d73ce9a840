using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PollGen.CodeFixes;

namespace PollGen.Refactoring.Tests.Testing;

/// <summary>Applies the refactoring as an editor does: through a workspace, at the name of a method.</summary>
internal static class Refactored
{
    public const string One = "Convert to a coroutine, with its async callers in this file";
    public const string File = "Convert all async methods of this file to coroutines";

    /// <summary>The file after it; null where it is not offered.</summary>
    public static Task<string?> TryAsync(string source, Func<MethodDeclarationSyntax, bool> method, string title, params string[] otherFiles) =>
        TryAsync(source, method, title, target => target.Identifier.Span, otherFiles);

    /// <inheritdoc cref="TryAsync(string, Func{MethodDeclarationSyntax, bool}, string, string[])"/>
    public static async Task<string?> TryAsync(string source, Func<MethodDeclarationSyntax, bool> method, string title, Func<MethodDeclarationSyntax, TextSpan> place, params string[] otherFiles)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Program", "Program", LanguageNames.CSharp, compilationOptions: Setup.Options, parseOptions: Setup.CSharp14, metadataReferences: Setup.References));
        workspace.AddDocument(project.Id, "Usings.cs", SourceText.From(Setup.Usings));
        for (int i = 0; i < otherFiles.Length; i++)
            workspace.AddDocument(project.Id, $"Other{i}.cs", SourceText.From(otherFiles[i]));
        var document = workspace.AddDocument(project.Id, "Program.cs", SourceText.From(source));

        var root = (await document.GetSyntaxRootAsync())!;
        var target = root.DescendantNodes().OfType<MethodDeclarationSyntax>().First(method);
        var offered = new List<CodeAction>();
        await new ConvertToCoroutine().ComputeRefactoringsAsync(new CodeRefactoringContext(document, place(target), offered.Add, default));
        if (offered.FirstOrDefault(action => action.Title == title) is not { } chosen)
            return null;
        var operations = await chosen.GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Assert.Equal([document.Id], changed.GetChanges(workspace.CurrentSolution).GetProjectChanges().SelectMany(change => change.GetChangedDocuments()));
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
