using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private void BindTry(TryStatementSyntax attempt)
    {
        var body = BindBlock(attempt.Block);
        var catches = attempt.Catches.Select(BindCatch).ToImmutableArray();
        var last = attempt.Finally is null ? null : BindBlock(attempt.Finally.Block);
        // A try with catch and finally is a try with finally around a try with catch.
        if (last is not null && !catches.IsEmpty)
            Add(new BoundTry(new BoundBlock([new BoundTry(body, catches, null)]), [], last), attempt);
        else
            Add(new BoundTry(body, catches, last), attempt);
    }

    private BoundCatch BindCatch(CatchClauseSyntax clause)
    {
        var exception = model.Compilation.GetTypeByMetadataName("System.Exception")!;
        var symbol = clause.Declaration is { Identifier.RawKind: not 0 } declaration ? model.GetDeclaredSymbol(declaration) : null;
        var type = clause.Declaration is null ? exception : model.GetTypeInfo(clause.Declaration.Type).Type!;
        // "throw;" throws what was caught, whatever has been assigned to the variable since.
        var isAssigned = symbol is not null && index.UsesOf(symbol).Any(use => AccessKind.MayWrite(use, symbol) && use.Parent is not MemberAccessExpressionSyntax);
        var isOwn = symbol is null || isAssigned || index.IsCaptured(symbol, clause);
        var caught = isOwn ? scope.Temporary("caught", type) : scope.Declare(symbol!, clause);
        var inFilter = scope.Names.Fresh("thrown");
        scope.Caught[clause] = caught;
        // In the filter the exception is the clause's own variable: what a lambda there changes is not seen in the handler.
        if (clause.Filter is not null && symbol is not null && isAssigned && index.IsCaptured(symbol, clause))
            scope.Report(Rules.UnsupportedForm, clause.Filter, $"'{symbol.Name}' is assigned and captured beside an exception filter; copy it to another local in the handler");
        Code? filter = null;
        if (clause.Filter is not null)
        {
            if (index.Suspends(clause.Filter))
                scope.Report(Rules.UnsupportedForm, FirstSuspension(clause.Filter), "An exception filter runs before any clean-up, while the stack still stands, so it cannot be suspended; test the exception in the handler");
            DeclareLeaking(clause.Filter.FilterExpression);
            var names = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
            if (symbol is not null)
                names[symbol] = inFilter;
            filter = TextCopier.Copy(scope, clause.Filter.FilterExpression, null, names);
        }

        var text = clause.Declaration is null ? scope.NameOf(type) : clause.Declaration.Type.ToString();
        var handler = InBlock(() =>
        {
            if (isOwn && symbol is not null)
                Add(new BoundDeclaration(scope.Declare(symbol, clause), Code.Of(caught), text), clause.Declaration);
            BindStatement(clause.Block);
        });
        return new BoundCatch(text, caught, inFilter, filter, handler);
    }

    private void BindUsing(VariableDeclarationSyntax declaration, Action body) => BindUsing(declaration, 0, body);

    private void BindUsing(VariableDeclarationSyntax declaration, int next, Action body)
    {
        if (next == declaration.Variables.Count)
        {
            body();
            return;
        }

        var declarator = declaration.Variables[next];
        var symbol = (ILocalSymbol)model.GetDeclaredSymbol(declarator)!;
        if (index.IsOpening(declarator.Initializer!.Value))
        {
            if (index.UsesOf(symbol).FirstOrDefault() is { } named)
                scope.Report(Rules.UnsupportedForm, named, $"'{symbol.Name}' only stands for the clean-up; to name the resource, write 'using var _ = co.Use(…, out var {symbol.Name})'");
            BindUse((InvocationExpressionSyntax)declarator.Initializer.Value, () => BindUsing(declaration, next + 1, body));
            return;
        }

        var value = BindFinal(declarator.Initializer!.Value);
        var variable = scope.Declare(symbol, declarator);
        AddDeclaration(new BoundDeclaration(variable, value, scope.NameOf(symbol.Type)), declarator);
        AddDisposal(variable, symbol.Type, InBlock(() => BindUsing(declaration, next + 1, body)), declarator);
    }

    private void BindUsing(ExpressionSyntax expression, Action body)
    {
        if (index.IsOpening(expression))
        {
            BindUse((InvocationExpressionSyntax)expression, body);
            return;
        }

        var type = TypeOfValue(expression);
        var resource = scope.References.CanKeep(type) ? scope.TemporaryFor(expression, "resource", type) : scope.Temporary("resource", type);
        Add(new BoundDeclaration(resource, BindFinal(expression), resource.Type), expression);
        AddDisposal(resource, type, InBlock(body), expression);
    }

    private void AddDisposal(Variable resource, ITypeSymbol type, BoundBlock body, SyntaxNode source)
    {
        if (DisposalOf(resource, type, dispose: null) is not { } disposal)
        {
            scope.Report(Rules.UnsupportedForm, source, "This resource cannot be disposed after a suspension; make its type implement IDisposable");
            return;
        }

        Add(new BoundTry(body, [], new BoundBlock([new BoundCode(disposal) { Source = SourceOf(source) }])), source);
    }

    /// <summary>The statement that disposes a resource where it stands; null where there is nothing to dispose.</summary>
    private Code? DisposalOf(Variable resource, ITypeSymbol type, IMethodSymbol? dispose)
    {
        var place = Code.Of(resource, Access.Any);
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return "if (" + place + ".HasValue) ((global::System.IDisposable)" + place + ".GetValueOrDefault()).Dispose();";
        if (IsDisposable(type))
            return "global::PollGen.CompilerServices.Machine.Dispose(ref " + place + ");";
        if (type.IsRefLikeType && type.GetMembers("Dispose").OfType<IMethodSymbol>().Any(method => method.Parameters.IsEmpty))
            return place + ".Dispose();";
        if (type.TypeKind == TypeKind.Dynamic || dispose is not null)
            return "(" + place + " as global::System.IDisposable)?.Dispose();";
        return null;
    }

    private static bool IsDisposable(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_IDisposable
        || type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_IDisposable)
        || type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsDisposable);
}
