using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Binding.References;

/// <summary>One body that gives a span or a reference, while it is found out what that is a part of.</summary>
/// <param name="method">Whose body it is.</param>
/// <param name="body">A block or an expression.</param>
/// <param name="model">What names mean in it.</param>
/// <param name="callees">What is known about the methods that it calls.</param>
internal sealed partial class CalleeBody(IMethodSymbol method, SyntaxNode body, SemanticModel model, CalleeReader callees)
{
    private readonly Dictionary<string, ReturnedPart> parts = [];
    private readonly HashSet<ISymbol> followed = new(SymbolEqualityComparer.Default);
    private string? gap;
    private ExpressionSyntax? result;

    // Whether what is looked at was evaluated before the result was.
    private bool isEarlier;

    public ReturnedParts Read()
    {
        foreach (var value in Results())
        {
            result = value;
            Add(value);
        }

        return new ReturnedParts([.. parts.Values], gap);
    }

    private IEnumerable<ExpressionSyntax> Results() => body is ExpressionSyntax expression
        ? [expression]
        : body.DescendantNodes(node => !BodyIndex.IsNestedFunction(node)).OfType<ReturnStatementSyntax>().Select(statement => statement.Expression).OfType<ExpressionSyntax>();

    private void Add(ExpressionSyntax value)
    {
        foreach (var part in OriginReader.Parts(value, model))
        {
            if (method.RefKind == RefKind.None)
                Span(part);
            else if (method.ReturnType.IsRefLikeType)
                Missing(part);
            else
                Place(part);
        }
    }

    private void Add(ReturnedPart part) => parts[part.Key] = part;

    private void Missing(SyntaxNode node) => gap ??= $"it gives '{node}', which does not say what it is a part of";

    /// <summary>A span, or what becomes one.</summary>
    private void Span(ExpressionSyntax value)
    {
        foreach (var part in OriginReader.Parts(value, model))
        {
            if (part == value)
                OneSpan(value);
            else
                Span(part);
        }
    }

    private void OneSpan(ExpressionSyntax value)
    {
        switch (value)
        {
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving:
                Span(forgiving.Operand);
                return;
            case CastExpressionSyntax cast when IsPlainCast(cast):
                Span(cast.Expression);
                return;
            case ConditionalExpressionSyntax choice:
                Span(choice.WhenTrue);
                Span(choice.WhenFalse);
                return;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment:
                Span(assignment.Right);
                return;
            case DefaultExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression or (int)SyntaxKind.NullLiteralExpression }:
            case CollectionExpressionSyntax { Elements.Count: 0 }:
                return;
        }

        var type = model.GetTypeInfo(value).Type;
        if (!IsPlainConversion(value))
        {
            Missing(value);
            return;
        }

        if (!type.IsSpan())
        {
            if (type.IsHolder())
                Holder(value);
            else if (type.IsInlineArray())
                Place(value);
            else if (PathTo(value) is { } path)
                Add(path);
            else
                Missing(value);
            return;
        }

        switch (value)
        {
            case IdentifierNameSyntax name when model.GetSymbolInfo(name).Symbol is IParameterSymbol or ILocalSymbol:
                Variable(name, Span);
                return;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when IsPartOfHolder(value):
                OfHolder(value);
                return;
            case ElementAccessExpressionSyntax range when range.ArgumentList.Arguments is [{ Expression: var index }] && model.GetTypeInfo(index).Type is { Name: "Range" }:
                Span(range.Expression);
                return;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Span" } access when model.GetTypeInfo(access.Expression).Type.IsMemory():
                Span(access.Expression);
                return;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } access when model.GetSymbolInfo(access).Symbol is { IsStatic: true, ContainingType: var owner } && owner.IsSpan():
                return;
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var first, ..] }:
                Argument(first.Expression, !first.RefKindKeyword.IsKind(SyntaxKind.None));
                return;
            case BaseObjectCreationExpressionSyntax:
                return;
            default:
                Call(value);
                return;
        }
    }

    /// <summary>What stands behind "ref".</summary>
    private void Place(ExpressionSyntax place)
    {
        var symbol = model.GetSymbolInfo(place).Symbol;
        switch (place)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Place(parenthesized.Expression);
                return;
            case RefExpressionSyntax reference:
                Place(reference.Expression);
                return;
            case ThisExpressionSyntax when method.ContainingType is { IsValueType: true, IsRefLikeType: false }:
                Add(ReturnedPart.Of(KnownCallees.Receiver));
                return;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when symbol is IFieldSymbol { IsStatic: false, ContainingType.IsRefLikeType: true } part:
                if (part.RefKind == RefKind.None)
                    Missing(place);
                else
                    OfHolder(place);
                return;
            case IdentifierNameSyntax name when symbol is IParameterSymbol { RefKind: not RefKind.None } or ILocalSymbol { RefKind: not RefKind.None }:
                Variable(name, Place);
                return;
            case IdentifierNameSyntax when symbol is IFieldSymbol { IsStatic: false } field:
                Field(field, null);
                return;
            case MemberAccessExpressionSyntax access when symbol is IFieldSymbol { IsStatic: false } field:
                Field(field, access.Expression);
                return;
            case ElementAccessExpressionSyntax element when model.GetTypeInfo(element.Expression).Type is { } type && (type is IArrayTypeSymbol || type.IsSpan()):
                Span(element.Expression);
                return;
            case ElementAccessExpressionSyntax element when model.GetTypeInfo(element.Expression).Type.IsInlineArray():
                Place(element.Expression);
                return;
            default:
                Call(place);
                return;
        }
    }

    private void Field(IFieldSymbol field, ExpressionSyntax? container)
    {
        if (field.ContainingType.IsValueType)
        {
            if (container is null)
                Add(ReturnedPart.Of(KnownCallees.Receiver));
            else
                Place(container);
        }
        else if ((container is null ? ReturnedPart.Of(KnownCallees.Receiver) : PathTo(container)) is { Field: null } path)
        {
            Add(path with { Field = field.OriginalDefinition });
        }
        else
        {
            Missing(container!);
        }
    }

    private void Call(ExpressionSyntax node)
    {
        if (CallSite.Of(node, model) is { } call)
            Follow(node, call, callees.Of(call.Declared));
        else
            Missing(node);
    }

    private void Follow(ExpressionSyntax node, CallSite call, ReturnedParts given)
    {
        if (given.Gap is not null)
        {
            Missing(node);
            return;
        }

        foreach (var part in given.Parts)
        {
            if (part.Root < KnownCallees.Receiver)
            {
                Missing(node);
                return;
            }

            var argument = call.ArgumentOf(part.Root);
            if (part.Path.IsEmpty && part.Field is null)
            {
                if (argument is null && part.Root >= 0 && call.Declared.Parameters[part.Root].IsOptional)
                    continue;
                if (argument is var (value, isPlace))
                    Argument(value, isPlace || (part.Root == KnownCallees.Receiver && model.GetTypeInfo(value).Type is { IsValueType: true, IsRefLikeType: false } type && !type.IsMemory()));
                else if (part.Root == KnownCallees.Receiver && method.ContainingType.IsValueType)
                    Add(part);
                else
                    Missing(node);
                continue;
            }

            var root = argument is null ? part.Root == KnownCallees.Receiver && !method.IsStatic ? ReturnedPart.Of(part.Root) : null : PathTo(argument.Value.Value);
            if (root is { Field: null } && part.Path.All(IsSettled))
                Add(root with { Path = root.Path.AddRange(part.Path), Field = part.Field });
            else
                Missing(node);
        }
    }

    private void Argument(ExpressionSyntax value, bool isPlace)
    {
        if (isPlace)
            Place(value is RefExpressionSyntax reference ? reference.Expression : value);
        else
            Span(value);
    }

    /// <summary>Everything that a span or ref local is set to; a parameter is also what it begins as.</summary>
    private void Variable(IdentifierNameSyntax name, Action<ExpressionSyntax> follow)
    {
        var symbol = model.GetSymbolInfo(name).Symbol!;
        if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, method)
            || symbol is IParameterSymbol { Type.IsRefLikeType: true, RefKind: not RefKind.None } or ILocalSymbol { Type.IsRefLikeType: true, RefKind: not RefKind.None })
        {
            Missing(name);
            return;
        }

        if (!followed.Add(symbol))
            return;
        if (symbol is IParameterSymbol parameter)
            Add(ReturnedPart.Of(parameter.Ordinal));
        if (symbol is IParameterSymbol { Type: var itsType } ? itsType.IsHolder() : ((ILocalSymbol)symbol).Type.IsHolder())
            AddStored(symbol);
        var outer = isEarlier;
        isEarlier = true;
        if (symbol is ILocalSymbol local && local.DeclaringSyntaxReferences[0].GetSyntax() is var declaration)
        {
            if (declaration is VariableDeclaratorSyntax { Initializer: { } initializer })
                follow(initializer.Value is RefExpressionSyntax reference ? reference.Expression : initializer.Value);
            else if (declaration is not VariableDeclaratorSyntax)
                Missing(declaration);
        }

        foreach (var use in UsesOf(symbol).Where(AccessKind.IsSet))
        {
            if (use.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && assignment.Left == use)
            {
                if (assignment.Right is RefExpressionSyntax rebound)
                    follow(rebound.Expression);
                else if (symbol is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None })
                    follow(assignment.Right);
            }
            else if (symbol is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None })
            {
                Missing(use.Parent!);
            }
        }

        isEarlier = outer;
    }

    /// <summary>A value that can be found again from a parameter after the call; null where it cannot.</summary>
    private ReturnedPart? PathTo(ExpressionSyntax value)
    {
        switch (value)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return PathTo(parenthesized.Expression);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving:
                return PathTo(forgiving.Operand);
            case ThisExpressionSyntax:
                return ReturnedPart.Of(KnownCallees.Receiver);
        }

        var symbol = model.GetSymbolInfo(value).Symbol;
        switch (symbol)
        {
            case IParameterSymbol parameter when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method):
                return UsesOf(parameter).Any(AccessKind.IsSet) ? null : ReturnedPart.Of(parameter.Ordinal);
            case ILocalSymbol { RefKind: RefKind.None } local when SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, method):
                return local.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var initial } && !UsesOf(local).Any(AccessKind.IsSet) ? Earlier(initial) : null;
            case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false, Parameters.IsEmpty: true } when IsSettled(symbol):
                var container = value is MemberAccessExpressionSyntax access ? PathTo(access.Expression) : value is IdentifierNameSyntax ? ReturnedPart.Of(KnownCallees.Receiver) : null;
                return container?.With(symbol.OriginalDefinition);
            default:
                return null;
        }
    }

    private ReturnedPart? Earlier(ExpressionSyntax value)
    {
        var outer = isEarlier;
        isEarlier = true;
        var path = PathTo(value);
        isEarlier = outer;
        return path;
    }

    /// <summary>Whether a member that was read for the result has the same value right after the call.</summary>
    private bool IsSettled(ISymbol member) => member switch
    {
        IFieldSymbol { IsReadOnly: true } => true,
        IFieldSymbol => !isEarlier && IsQuiet,
        IPropertySymbol { SetMethod: null } property => IsAutomatic(property),
        IPropertySymbol property => IsAutomatic(property) && !isEarlier && IsQuiet,
        _ => false,
    };

    // Methods of the base library that were given no delegate change no field of the user's; of others, the one that gives the result is known.
    private bool IsQuiet => result is not null && !result.DescendantNodesAndSelf().Any(ChangesSomething)
        && result.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Count(IsOfSource) <= 1;

    private static bool ChangesSomething(SyntaxNode node) => node is AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax
        or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
        or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression };

    private bool IsOfSource(InvocationExpressionSyntax call) =>
        model.GetSymbolInfo(call).Symbol is not IMethodSymbol callee || callee.MethodKind == MethodKind.DelegateInvoke || callee.Locations.Any(location => location.IsInSource);

    private static bool IsAutomatic(IPropertySymbol property) => !property.IsAbstract && !property.IsVirtual && !property.IsOverride
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private IEnumerable<IdentifierNameSyntax> UsesOf(ISymbol symbol) => body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == symbol.Name && !BodyIndex.IsMemberName(name) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, symbol));
}
