using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>Writes the declaration of a coroutine in place of an async method.</summary>
internal static class CoroutineWriter
{
    public static MethodDeclarationSyntax Write(PlannedMethod planned, BodyRewriter rewriter)
    {
        var old = planned.Method.Syntax;
        var method = WithBody(old, planned.Method, rewriter)
            .WithLeadingTrivia(Indentation.Of(old))
            .WithIdentifier(SyntaxFactory.Identifier(planned.Name).WithTriviaFrom(old.Identifier))
            .WithParameterList(Parameters(old.ParameterList, planned));
        method = WithoutAsync(method)
            .WithReturnType(Result(planned.Method).WithTrailingTrivia(old.ReturnType.GetTrailingTrivia()));
        if (method.Modifiers.Count == 0)
            method = method.WithReturnType(method.ReturnType.WithLeadingTrivia(Indentation.Of(old)));
        return WithMark(method, planned).WithLeadingTrivia(DocComment.Of(old.GetLeadingTrivia(), planned));
    }

    private static MethodDeclarationSyntax WithBody(MethodDeclarationSyntax method, AsyncMethod async, BodyRewriter rewriter)
    {
        if (method.Body is null && method.ExpressionBody is null)
            return method;
        if (async.Passed is not { } passed)
            return method.Body is not null
                ? method.WithBody((BlockSyntax)rewriter.Visit(method.Body)!)
                : method.WithExpressionBody((ArrowExpressionClauseSyntax)rewriter.Visit(method.ExpressionBody!)!);
        var value = rewriter.Await(passed).WithTriviaFrom(passed);
        if (method.ExpressionBody is { } arrow)
            return method.WithExpressionBody(arrow.WithExpression(value));
        var statement = (ReturnStatementSyntax)method.Body!.Statements[0];
        return method.WithBody(method.Body.WithStatements([ResultOf(async) is null
            ? SyntaxFactory.ExpressionStatement(value.WithLeadingTrivia(statement.GetLeadingTrivia()), statement.SemicolonToken)
            : statement.WithExpression(value)]));
    }

    private static MethodDeclarationSyntax WithoutAsync(MethodDeclarationSyntax method)
    {
        var leading = method.GetLeadingTrivia();
        var async = method.Modifiers.IndexOf(SyntaxKind.AsyncKeyword);
        return async < 0 ? method : method.WithModifiers(method.Modifiers.RemoveAt(async)).WithLeadingTrivia(leading);
    }

    private static TypeSyntax Result(AsyncMethod method) => ResultOf(method) is not { } result
        ? SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword))
        : method.Syntax.ReturnType.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText is "Task" or "ValueTask") is { } name
            ? name.TypeArgumentList.Arguments[0].WithoutTrivia()
            : SyntaxFactory.ParseTypeName(result.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>Null for a method without a result.</summary>
    private static ITypeSymbol? ResultOf(AsyncMethod method) => ((INamedTypeSymbol)method.Symbol.ReturnType).TypeArguments.FirstOrDefault();

    private static ParameterListSyntax Parameters(ParameterListSyntax list, PlannedMethod planned)
    {
        foreach (var dropped in planned.Dropped.OrderByDescending(parameter => parameter.Ordinal))
            list = list.WithParameters(list.Parameters.RemoveAt(dropped.Ordinal));
        var index = CoPosition.In(planned.Method.Syntax);
        var co = SyntaxFactory.Parameter(SyntaxFactory.Identifier(planned.Co)).WithType(RuntimeNames.Co.WithTrailingTrivia(SyntaxFactory.Space));
        var items = list.Parameters.ToList();
        var separators = list.Parameters.GetSeparators().ToList();
        if (items.Count > 0)
            separators.Insert(index == items.Count ? separators.Count : index, SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        if (index < items.Count)
        {
            co = co.WithLeadingTrivia(items[index].GetLeadingTrivia());
            items[index] = items[index].WithLeadingTrivia();
        }

        items.Insert(index, co);
        return list.WithParameters(SyntaxFactory.SeparatedList(items, separators));
    }

    /// <summary>Adds the attribute in a line of its own, and removes the one that chooses how a task is built.</summary>
    private static MethodDeclarationSyntax WithMark(MethodDeclarationSyntax method, PlannedMethod planned)
    {
        var mark = RuntimeNames.Coroutine;
        if (planned.Overload is { } overload)
            mark = mark.AddArgumentListArguments(SyntaxFactory.AttributeArgument(
                SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName("Overload").WithTrailingTrivia(SyntaxFactory.Space)).WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)),
                null, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(overload))));
        var indentation = Indentation.Of(planned.Method.Syntax);
        var lists = planned.Method.Syntax.AttributeLists.Where(list => !list.Attributes.All(IsBuilder)).Select(list => list.WithLeadingTrivia(indentation));
        var first = SyntaxFactory.AttributeList([mark]).WithTrailingTrivia(Indentation.LineEnd(planned.Method.Syntax));
        var plain = method.WithAttributeLists([]).WithLeadingTrivia(indentation);
        return plain.WithAttributeLists([first, .. lists]);
    }

    private static bool IsBuilder(AttributeSyntax attribute) => attribute.Name.ToString().EndsWith("AsyncMethodBuilder", StringComparison.Ordinal)
        || attribute.Name.ToString().EndsWith("AsyncMethodBuilderAttribute", StringComparison.Ordinal);
}
