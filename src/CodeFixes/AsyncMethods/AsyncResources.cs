using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary><c>await using (resource)</c> becomes <c>using (co.Use(resource))</c>; a variable is declared by <c>out</c>.</summary>
internal static class AsyncResources
{
    public static bool CanUse(UsingStatementSyntax statement, SemanticModel model) =>
        statement.Declaration is { } declaration ? declaration.Variables.Count == 1 && CanUse(declaration, model) : CanUse(statement.Expression!, model);

    public static bool CanUse(LocalDeclarationStatementSyntax statement, SemanticModel model) =>
        statement is { Parent: BlockSyntax } && CanUse(statement.Declaration, model);

    /// <summary>The statement with <c>co</c>.</summary>
    public static UsingStatementSyntax WithCo(UsingStatementSyntax statement, string co, Func<ExpressionSyntax, (ExpressionSyntax Resource, bool IsWrapped)> convert)
    {
        var variable = statement.Declaration?.Variables[0];
        var (resource, isWrapped) = convert(variable?.Initializer!.Value ?? statement.Expression!);
        var use = variable is null || isWrapped ? CoCalls.Make(co, "Use", resource) : CoCalls.Make(co, "Use", resource, Declared(statement.Declaration!.Type, variable));
        return statement.WithAwaitKeyword(default).WithDeclaration(null).WithExpression(use).WithLeadingTrivia(statement.GetLeadingTrivia());
    }

    /// <summary>The statements with <c>co</c>, one for each variable.</summary>
    public static IEnumerable<LocalDeclarationStatementSyntax> WithCo(LocalDeclarationStatementSyntax statement, string co, Func<ExpressionSyntax, (ExpressionSyntax Resource, bool IsWrapped)> convert)
    {
        var type = SyntaxFactory.IdentifierName("var").WithTrailingTrivia(SyntaxFactory.Space);
        foreach (var variable in statement.Declaration.Variables)
        {
            var (resource, isWrapped) = convert(variable.Initializer!.Value);

            // What was configured is no resource that anything could be done with; its variable goes on meaning nothing.
            var use = isWrapped ? CoCalls.Make(co, "Use", resource) : CoCalls.Make(co, "Use", resource, Declared(statement.Declaration.Type, variable));
            var name = isWrapped ? variable.Identifier : SyntaxFactory.Identifier(variable.Identifier.ValueText + "Use").WithTrailingTrivia(SyntaxFactory.Space);
            var declarator = SyntaxFactory.VariableDeclarator(name, null, variable.Initializer!.WithValue(use));
            var isFirst = variable == statement.Declaration.Variables[0];
            var isLast = variable == statement.Declaration.Variables.Last();
            var one = statement.WithAwaitKeyword(default).WithDeclaration(SyntaxFactory.VariableDeclaration(type, SyntaxFactory.SingletonSeparatedList(declarator)));
            one = one.WithLeadingTrivia(isFirst ? statement.GetLeadingTrivia() : Indentation.Of(statement));
            yield return isLast ? one : one.WithTrailingTrivia(Indentation.LineEnd(statement));
        }
    }

    private static bool CanUse(VariableDeclarationSyntax declaration, SemanticModel model) => declaration.Variables.All(variable =>
        variable.Initializer is { } initializer
        && CanUse(initializer.Value, model)
        && (Awaited.Plain(initializer.Value, model) == initializer.Value ? declaration.Type.IsVar || IsReference(model.GetTypeInfo(declaration.Type).Type) : !IsNamed(variable, model)));

    private static bool CanUse(ExpressionSyntax resource, SemanticModel model)
    {
        var type = model.GetTypeInfo(Awaited.Plain(resource, model)).Type;
        return type is not null
            && model.Compilation.GetTypeByMetadataName("System.IAsyncDisposable") is { } disposable
            && model.Compilation.ClassifyCommonConversion(type, disposable).IsImplicit
            // A struct that may change would be disposed in another copy than the one that was used.
            && (IsReference(type) || type is { IsReadOnly: true, IsRefLikeType: false, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T });
    }

    private static bool IsReference(ITypeSymbol? type) => type?.IsReferenceType == true;

    private static bool IsNamed(VariableDeclaratorSyntax variable, SemanticModel model) =>
        model.GetDeclaredSymbol(variable) is not { } local
        || variable.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantNodes().OfType<IdentifierNameSyntax>().Any(
            name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local));

    // out var file
    private static ExpressionSyntax Declared(TypeSyntax type, VariableDeclaratorSyntax variable) => SyntaxFactory.DeclarationExpression(
        type.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.SingleVariableDesignation(variable.Identifier.WithoutTrivia()));
}
