// In: a coroutine's syntax, and its body as binding has made it. Out: the suspensions that are no statement of their own, and copied text that
// still names Co.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Validation;

internal static class WholeStatements
{
    public static IReadOnlyList<string> Check(MethodDeclarationSyntax syntax, SemanticModel model, BoundBody body)
    {
        var statements = body.WithLocals("").SelectMany(part => Inside(part.Body.Block)).ToList();
        var awaited = new HashSet<SourceRange>(statements.OfType<BoundSuspension>().Select(statement => statement.Suspension.Where));
        var faults = new List<string>();
        var names = new HashSet<string>();
        foreach (var name in syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => model.GetSymbolInfo(name).Symbol is IParameterSymbol parameter && parameter.Type.IsCo()))
        {
            names.Add(name.Identifier.Text);
            if (SuspensionOf(name) is { } call && !awaited.Contains(SourceRange.Of(call.GetLocation())) && !IsLeftOut(call, model))
                faults.Add($"'{call}' is no statement of its own");
        }

        // A name that means something else somewhere says nothing.
        names.ExceptWith(syntax.DescendantTokens().Where(token => names.Contains(token.Text) && !IsCo(token, model)).Select(token => token.Text).ToList());
        foreach (var text in statements.SelectMany(Codes).Select(code => code.ToString()))
        {
            if (names.Count > 0 && Names(text).FirstOrDefault(names.Contains) is { } left)
                faults.Add($"'{left}' is left in '{text}'");
        }

        return faults;
    }

    /// <summary>The identifiers in a text that stand alone: not after a dot, nor in a nameof.</summary>
    private static IEnumerable<string> Names(string text)
    {
        var tokens = SyntaxFactory.ParseTokens(text).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsKind(SyntaxKind.IdentifierToken) && !(i > 0 && tokens[i - 1].IsKind(SyntaxKind.DotToken)) && !(i > 1 && tokens[i - 2].ValueText == "nameof"))
                yield return tokens[i].Text;
        }
    }

    private static bool IsCo(SyntaxToken token, SemanticModel model) => token.Parent switch
    {
        IdentifierNameSyntax name => model.GetSymbolInfo(name).Symbol is IParameterSymbol parameter && parameter.Type.IsCo(),
        ParameterSyntax parameter => model.GetDeclaredSymbol(parameter) is IParameterSymbol symbol && symbol.Type.IsCo(),
        _ => false,
    };

    // "co.Each(…)" and "co.Use(…)" open a statement whose suspensions are not in the text.
    private static InvocationExpressionSyntax? SuspensionOf(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Await", Parent: InvocationExpressionSyntax await } => await,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.ValueText: "nameof" } } call } => call,
        _ => null,
    };

    // C# does not compile calls of methods whose condition is not met.
    private static bool IsLeftOut(InvocationExpressionSyntax call, SemanticModel model) => call.AncestorsAndSelf().OfType<InvocationExpressionSyntax>()
        .Any(around => model.GetSymbolInfo(around).Symbol?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute") == true);

    private static IEnumerable<BoundStatement> Inside(BoundStatement? statement)
    {
        IEnumerable<BoundStatement?> parts = statement switch
        {
            BoundBlock block => block.Statements,
            BoundIf branch => [branch.Then, branch.Else],
            BoundLoop loop => [loop.Prelude, loop.Body, loop.Increment],
            BoundTry attempt => attempt.Catches.Select(clause => clause.Handler).Prepend(attempt.Body).Append(attempt.Finally),
            _ => [],
        };
        return statement is null ? [] : parts.SelectMany(Inside).Prepend(statement);
    }

    private static IEnumerable<Code> Codes(BoundStatement statement) => statement switch
    {
        BoundCode code => [code.Code],
        BoundDeclaration { Value: { } value } => [value],
        BoundConstant constant => [constant.Value],
        BoundLocalFunction function => [function.Code],
        BoundSuspension { Suspension: var suspension } => suspension.HandedIn.Prepend(suspension.Make),
        BoundIf branch => [branch.Condition],
        BoundLoop { Condition: { } condition } => [condition],
        BoundDispatch choice => choice.Cases.SelectMany(one => one.Entry.Prepend(one.Label)).Prepend(choice.Governing),
        BoundReturn { Value: { } value } => [value],
        BoundTry attempt => attempt.Catches.Select(clause => clause.Filter).OfType<Code>(),
        _ => [],
    };
}
