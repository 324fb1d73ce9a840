// In: a method marked [Coroutine]. Out: its CoroutineDeclaration, with the problems that keep it from being one.
// Does not look into the body.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Equality;

namespace PollGen.Generator.Declaring;

internal static class DeclarationReader
{
    public static CoroutineDeclaration Read(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel model)
    {
        var mark = method.CoroutineMark();
        var overload = mark?.NamedArguments.FirstOrDefault(argument => argument.Key == "Overload").Value.Value as string ?? method.Name;
        var machine = MachineName.Of(method, overload);
        var frame = FileFrame.Around(syntax, model);
        var parameters = method.Parameters.Zip(syntax.ParameterList.Parameters, (symbol, text) => (symbol, text))
            .Where(parameter => !parameter.symbol.Type.IsCo())
            .Select(parameter => new DeclaredParameter(
                parameter.text.Identifier.Text, parameter.text.Type?.ToString() ?? "", parameter.text.WithoutTrivia().ToString(),
                HandedInParameters.Read(parameter.symbol, parameter.text.Type?.ToString() ?? "", parameter.text.Identifier.Text)));

        return new CoroutineDeclaration(
            DocumentationId: method.GetDocumentationCommentId() ?? "",
            MachineId: $"{method.ContainingType.GetDocumentationCommentId()}.{machine}{(method.Arity > 0 ? $"`{method.Arity}" : "")}",
            HintName: HintName(method, machine),
            Frame: frame,
            Name: syntax.Identifier.Text,
            OverloadName: overload,
            MachineName: machine,
            CoName: method.Parameters.FirstOrDefault(parameter => parameter.Type.IsCo())?.Name ?? "co",
            Accessibility: AccessibilityOf(method),
            IsStatic: method.IsStatic,
            IsExtension: method.IsExtensionMethod,
            IsUnsafe: syntax.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword)),
            TypeParameters: TypeParametersOf(syntax),
            Constraints: string.Join(" ", syntax.ConstraintClauses.Select(clause => clause.WithoutTrivia().ToString())),
            Parameters: parameters.ToEquatable(),
            ResultType: method.ReturnsVoid ? "global::PollGen.Unit" : syntax.ReturnType.ToString(),
            IsVoid: method.ReturnsVoid,
            Problems: DeclarationProblems.Of(method, syntax, model, overload, machine).ToEquatable())
        {
            HasOverload = method.Parameters.Where(parameter => parameter.IsHandedIn()).All(parameter => parameter.FitsScopedFuture()),
        };
    }

    private static string TypeParametersOf(MethodDeclarationSyntax syntax) => syntax.TypeParameterList is null
        ? ""
        : $"<{string.Join(", ", syntax.TypeParameterList.Parameters.Select(parameter => parameter.Identifier.Text))}>";

    private static string AccessibilityOf(IMethodSymbol method) => SyntaxFacts.GetText(method.DeclaredAccessibility);

    private static string HintName(IMethodSymbol method, string machine)
    {
        var type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        var name = $"{type}.{machine}{(method.Arity > 0 ? $"`{method.Arity}" : "")}";
        return string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '`' ? c : '_')) + ".g.cs";
    }
}
