// In: one ordinary source file. Out: its text with a coroutine beside every method that is to become one. The methods themselves stay, for those
// who call them from where nothing can suspend.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Ordinary.Tests.Rewriting;

internal static class SourceRewriter
{
    private const string Parameters = $"global::PollGen.Co {BodyRewriter.Co}, global::PollGen.Conformance.Tests.Testing.Trace {BodyRewriter.Trace}";

    public static string Rewrite(SyntaxTree tree, SemanticModel model, Choice choice, Tally tally)
    {
        var root = tree.GetRoot();
        var types = root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(type => type.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(choice.Contains)).ToList();
        return root.ReplaceNodes(types, (original, rewritten) => Extended(original, rewritten, model, choice, tally)).ToFullString();
    }

    private static TypeDeclarationSyntax Extended(TypeDeclarationSyntax original, TypeDeclarationSyntax rewritten, SemanticModel model, Choice choice, Tally tally)
    {
        if (!rewritten.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
            // The first token has the comments before the type.
            rewritten = rewritten.Modifiers.Count > 0
                ? rewritten.AddModifiers(partial)
                : rewritten.WithoutLeadingTrivia().AddModifiers(partial);
        }

        var added = original.Members.OfType<MethodDeclarationSyntax>().Where(choice.Contains).SelectMany(method => Coroutines(method, model, choice, tally));
        return rewritten.AddMembers([.. added.Select(text => SyntaxFactory.ParseMemberDeclaration(text)!)]);
    }

    private static IEnumerable<string> Coroutines(MethodDeclarationSyntax method, SemanticModel model, Choice choice, Tally tally)
    {
        string body = new BodyRewriter(model, choice, tally).Rewrite(method).ToFullString();
        string attributes = string.Concat(method.AttributeLists.Select(list => list.WithoutTrivia().ToFullString()));
        string modifiers = string.Join(" ", method.Modifiers.Select(token => token.Text));
        string head = $"{attributes}\n[global::PollGen.Coroutine] {modifiers} {method.ReturnType.WithoutTrivia()} {method.Identifier.Text}{method.TypeParameterList?.WithoutTrivia()}";
        var parameters = method.ParameterList.Parameters.Select(parameter => parameter.WithoutTrivia().ToFullString()).ToList();
        int first = parameters.Count > 0 && method.ParameterList.Parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword) ? 1 : 0;
        parameters.Insert(first, Parameters);
        yield return $"\n{head}({string.Join(", ", parameters)}) {string.Join(" ", method.ConstraintClauses)}\n{body}\n";

        // A program of the suite is run with a trace alone.
        if (model.GetDeclaredSymbol(method) is { DeclaredAccessibility: Accessibility.Public, IsStatic: true, Parameters: [{ Type.Name: nameof(TextWriter) }] } program)
            yield return $"\n{head}({Parameters}) => {method.Identifier.Text}({BodyRewriter.Co}, {BodyRewriter.Trace}, new global::PollGen.Ordinary.Tests.{nameof(TraceWriter)}({BodyRewriter.Trace}));\n";
    }
}
