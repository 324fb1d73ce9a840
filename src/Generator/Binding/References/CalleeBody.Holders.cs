using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Binding.References;

// Ref structs in a body: one points to whatever its fields point to, and that is whatever was ever given to it. Which field has what is not
// asked, only that nothing comes in besides.
internal sealed partial class CalleeBody
{
    /// <summary>Of which parameters the method puts parts into the ref struct that it is called on.</summary>
    public ReturnedParts ReadStored()
    {
        AddStored(null);
        return new ReturnedParts([.. parts.Values], gap);
    }

    /// <summary>What the value is a part of that a field begins with.</summary>
    public ReturnedParts ReadValue()
    {
        var value = (ExpressionSyntax)body;
        if (value is RefExpressionSyntax reference)
            Place(reference.Expression);
        else
            Span(value);
        return new ReturnedParts([.. parts.Values], gap);
    }

    /// <summary>A ref struct that is given as a value.</summary>
    private void Holder(ExpressionSyntax value)
    {
        switch (value)
        {
            case ThisExpressionSyntax:
                Add(ReturnedPart.Of(KnownCallees.Receiver));
                return;
            case IdentifierNameSyntax name when model.GetSymbolInfo(name).Symbol is IParameterSymbol or ILocalSymbol:
                Variable(name, Span);
                return;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when IsPartOfHolder(value):
                OfHolder(value);
                return;
            case BaseObjectCreationExpressionSyntax creation:
                Created(creation);
                return;
            default:
                Call(value);
                return;
        }
    }

    private void Created(BaseObjectCreationExpressionSyntax creation)
    {
        if (CallSite.Of(creation, model) is { Callee.IsImplicitlyDeclared: false } call)
            Follow(creation, call, callees.StoredBy(call.Declared));
        foreach (var item in creation.Initializer?.Expressions ?? [])
        {
            if (item is not AssignmentExpressionSyntax { Right: not InitializerExpressionSyntax } assignment)
                Missing(item);
            else
                Store(assignment, model.GetSymbolInfo(assignment.Left).Symbol);
        }
    }

    private bool IsPartOfHolder(ExpressionSyntax value) => model.GetSymbolInfo(value).Symbol is IFieldSymbol { IsStatic: false, ContainingType.IsRefLikeType: true };

    private void OfHolder(ExpressionSyntax part)
    {
        if (part is MemberAccessExpressionSyntax access)
            Span(access.Expression);
        else
            Add(ReturnedPart.Of(KnownCallees.Receiver));
    }

    /// <summary>Everything that is put into a local or parameter, or into what the method is called on, without setting it as a whole.</summary>
    private void AddStored(ISymbol? root)
    {
        foreach (var node in body.DescendantNodesAndSelf(node => !BodyIndex.IsNestedFunction(node)))
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: TupleExpressionSyntax targets } when targets.DescendantNodes().OfType<ArgumentSyntax>().Any(part => part.Parent is TupleExpressionSyntax && IsHeld(part.Expression, root)):
                    Missing(node);
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: ThisExpressionSyntax } whole when root is null:
                    Span(whole.Right);
                    break;
                case AssignmentExpressionSyntax assignment when IsMemberOf(assignment.Left, root):
                    Store(assignment, model.GetSymbolInfo(assignment.Left).Symbol);
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword, Expression: var given } when IsHeld(given, root):
                case RefExpressionSyntax { Expression: var referred } when IsHeld(referred, root):
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression or (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression, Operand: var operand } when IsHeld(operand, root):
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression, Operand: var changed } when IsHeld(changed, root):
                case AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression, Left: ThisExpressionSyntax } when root is null:
                    Missing(node);
                    break;
                case InvocationExpressionSyntax invocation when CallSite.Of(invocation, model) is { } call && IsCalledOn(call, root):
                    if (call.IsExtension)
                    {
                        if (call.MayChangeReceiver)
                            Missing(node);
                    }
                    else
                    {
                        Follow(invocation, call, callees.StoredBy(call.Declared));
                    }

                    break;
                case ConstructorInitializerSyntax initializer when root is null:
                    Chained(initializer);
                    break;
            }
        }
    }

    // "this" of what is called is what it is called on: that holds what it held.
    private bool IsCalledOn(CallSite call, ISymbol? root) => (call.Callee is { IsStatic: false, ContainingType.IsRefLikeType: true, MethodKind: not MethodKind.LocalFunction } || call.IsExtension)
        && (call.Receiver is { } receiver ? IsHeld(receiver, root) : root is null);

    private void Chained(ConstructorInitializerSyntax initializer)
    {
        if (model.GetSymbolInfo(initializer).Symbol is not IMethodSymbol { IsImplicitlyDeclared: false } constructor)
            return;
        var stored = callees.StoredBy(constructor);
        var arguments = initializer.ArgumentList.Arguments;
        foreach (var part in stored.Parts)
        {
            var argument = part.Root < 0 ? null : arguments.FirstOrDefault(one => one.NameColon?.Name.Identifier.ValueText == constructor.Parameters[part.Root].Name) ?? (arguments.All(one => one.NameColon is null) ? arguments.ElementAtOrDefault(part.Root) : null);
            if (argument is null || !part.Path.IsEmpty || part.Field is not null)
                Missing(initializer);
            else
                Argument(argument.Expression, constructor.Parameters[part.Root].RefKind != RefKind.None);
        }

        gap ??= stored.Gap;
    }

    private void Store(AssignmentExpressionSyntax assignment, ISymbol? member)
    {
        switch (member)
        {
            case IFieldSymbol { RefKind: not RefKind.None }:
                if (assignment.Right is RefExpressionSyntax rebound)
                    Place(rebound.Expression);
                break;
            case IFieldSymbol { Type.IsRefLikeType: true }:
                if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                    Span(assignment.Right);
                else
                    Missing(assignment);
                break;
            case IPropertySymbol { SetMethod: { } setter }:
                var stored = callees.StoredBy(setter);
                if (stored.Gap is not null || stored.Parts.Any(part => part.Root != setter.Parameters.Length - 1 && part.Root != KnownCallees.Receiver || !part.Path.IsEmpty || part.Field is not null))
                    Missing(assignment);
                else if (stored.Parts.Any(part => part.Root >= 0))
                    Span(assignment.Right);
                break;
        }
    }

    /// <summary>Whether it is the ref struct, or a field of it, or of a ref struct in it.</summary>
    private bool IsPath(ExpressionSyntax path, ISymbol? root) => path switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsPath(parenthesized.Expression, root),
        ThisExpressionSyntax or FieldExpressionSyntax => root is null,
        IdentifierNameSyntax name => model.GetSymbolInfo(name).Symbol switch
        {
            IFieldSymbol { IsStatic: false, ContainingType: var type } => root is null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, method.ContainingType.OriginalDefinition),
            { } symbol => SymbolEqualityComparer.Default.Equals(symbol, root),
            null => false,
        },
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: false, ContainingType.IsRefLikeType: true } && IsPath(access.Expression, root),
        _ => false,
    };

    private bool IsHeld(ExpressionSyntax path, ISymbol? root) => IsPath(path, root) && model.GetTypeInfo(path).Type is { IsRefLikeType: true };

    private bool IsMemberOf(ExpressionSyntax target, ISymbol? root) => target switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsMemberOf(parenthesized.Expression, root),
        IdentifierNameSyntax or FieldExpressionSyntax => root is null && model.GetSymbolInfo(target).Symbol is IFieldSymbol { IsStatic: false, ContainingType.IsRefLikeType: true } or IPropertySymbol { IsStatic: false, ContainingType.IsRefLikeType: true },
        MemberAccessExpressionSyntax access => IsHeld(access.Expression, root),
        ElementAccessExpressionSyntax element => IsHeld(element.Expression, root),
        _ => false,
    };

    // A conversion that is a method of a ref struct makes another value.
    private bool IsPlainConversion(ExpressionSyntax value) => model.GetConversion(value) is not { IsUserDefined: true, MethodSymbol.ContainingType: var type } || !type.IsHolder();

    private bool IsPlainCast(CastExpressionSyntax cast) => model.GetSymbolInfo(cast).Symbol is not IMethodSymbol { ContainingType: var type } || !type.IsHolder();
}
