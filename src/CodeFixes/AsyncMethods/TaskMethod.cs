using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>
/// The method with the old name and signature, for callers that go on taking a task: other files, lambdas, what waits for several at once.
/// It runs the coroutine on an executor of the thread pool.
/// </summary>
internal static class TaskMethod
{
    public static MethodDeclarationSyntax Write(PlannedMethod planned, TaskExecutor executor)
    {
        var (method, symbol) = planned.Method;
        var arguments = symbol.Parameters.Where(parameter => !planned.Drops(parameter)).Select(parameter => method.ParameterList.Parameters[parameter.Ordinal].Identifier.Text);
        var typeArguments = method.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(parameter => parameter.Identifier.Text))}>" : "";
        var task = $"{executor.Name}.Spawn({planned.Overload ?? planned.Name}{typeArguments}({string.Join(", ", arguments)})).AsTask()";
        var body = symbol.ReturnType.Name == "ValueTask" ? $"new {method.ReturnType.WithoutTrivia()}({task})" : task;

        var end = Indentation.LineEnd(method).ToFullString();
        var indentation = Indentation.Of(method).ToFullString();
        var modifiers = string.Concat(method.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.AsyncKeyword)).Select(modifier => modifier.ValueText + " "));
        var constraints = string.Concat(method.ConstraintClauses.Select(clause => " " + clause.WithoutTrivia().NormalizeWhitespace()));
        var parameters = string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.WithoutTrivia().ToString()));
        var text = $"{end}{indentation}{Comment(planned, executor)}{end}"
            + $"{indentation}{modifiers}{method.ReturnType.WithoutTrivia()} {method.Identifier.Text}{method.TypeParameterList?.WithoutTrivia()}({parameters}){constraints} => {body};{end}";
        return (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
    }

    private static string Comment(PlannedMethod planned, TaskExecutor executor) => planned.Method.Syntax.GetLeadingTrivia().Any(SyntaxKind.SingleLineDocumentationCommentTrivia)
        ? $"/// <summary><c>{planned.Name}</c> for async code, as a task of <c>{executor.Name}</c>.</summary>"
        : $"// For async code: {planned.Name} as a task.";

}
