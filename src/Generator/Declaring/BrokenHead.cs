// Whether the C# compiler refuses the head of a method. The generated file would repeat the head, and with it the error; so nothing
// is generated, and nothing more is said. Asks symbols, because asking the compiler would bind every declaration twice.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Declaring;

internal static class BrokenHead
{
    public static bool Is(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel model, bool isUnsafe) =>
        method.ContainingType.IsExtension
        || HasUnknownType(method)
        || HasWrongParameter(method) || syntax.ParameterList.Parameters.Any(parameter => parameter.Default is { Value: var value } && !IsConstant(value, model))
        || HasDoubleNames(method.Parameters) || HasDoubleNames(method.TypeParameters)
        || (method.Arity == 0 && syntax.ConstraintClauses.Count > 0)
        || IsInWrongType(method, syntax)
        || (!isUnsafe && method.Parameters.Any(parameter => HoldsPointer(parameter.Type)))
        || Types(method).Any(type => IsLessAccessible(type, method));

    private static IEnumerable<ITypeSymbol> Types(IMethodSymbol method) => method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType);

    private static bool HasUnknownType(IMethodSymbol method) =>
        Types(method).Concat(method.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes)).Any(IsUnknown)
        || method.Parameters.SelectMany(parameter => parameter.GetAttributes()).Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error });

    private static bool IsUnknown(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        IPointerTypeSymbol pointer => IsUnknown(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsUnknown),
        _ => false,
    };

    private static bool HasWrongParameter(IMethodSymbol method)
    {
        var isOptional = false;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name.Length == 0 || (isOptional && !parameter.IsOptional && !parameter.IsParams))
                return true;
            isOptional |= parameter.IsOptional;
        }

        return false;
    }

    private static bool IsConstant(ExpressionSyntax value, SemanticModel model) => value switch
    {
        ParenthesizedExpressionSyntax inner => IsConstant(inner.Expression, model),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => IsConstant(forgiven.Operand, model),
        DefaultExpressionSyntax or BaseObjectCreationExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => true,
        _ => model.GetConstantValue(value).HasValue,
    };

    private static bool HasDoubleNames(IEnumerable<ISymbol> symbols) => symbols.GroupBy(symbol => symbol.Name).Any(group => group.Count() > 1);

    private static bool IsInWrongType(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        var type = method.ContainingType;
        var isClassicExtension = syntax.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;
        return Chain(method).Any(part => part.Name.Length == 0)
            || (method.IsAbstract && !type.IsAbstract)
            || ((method.IsAbstract || method.IsVirtual) && method.DeclaredAccessibility == Accessibility.Private && method.ExplicitInterfaceImplementations.IsEmpty)
            || (type.IsStatic && !method.IsStatic && !type.IsExtension)
            || (isClassicExtension && (!type.IsStatic || type.Arity > 0 || type.ContainingType is not null));
    }

    private static bool HoldsPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HoldsPointer(array.ElementType),
        _ => false,
    };

    private static bool IsLessAccessible(ITypeSymbol type, IMethodSymbol method) => type switch
    {
        IArrayTypeSymbol array => IsLessAccessible(array.ElementType, method),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => IsLessAccessible(argument, method)) || Chain(named).Any(part => IsLess(part, method)),
        _ => false,
    };

    // Protected types are given the benefit of the doubt: who may see them depends on who derives.
    private static bool IsLess(ISymbol type, IMethodSymbol method) => type.DeclaredAccessibility switch
    {
        Accessibility.Private => !Chain(method).TakeWhile(part => !SymbolEqualityComparer.Default.Equals(part, type.ContainingType)).Any(part => part.DeclaredAccessibility == Accessibility.Private)
            && method.ExplicitInterfaceImplementations.IsEmpty,
        Accessibility.Internal => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, method.ContainingAssembly)
            && !Chain(method).Any(part => part.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal),
        _ => false,
    };

    private static IEnumerable<ISymbol> Chain(ISymbol symbol)
    {
        for (ISymbol? part = symbol; part is not null and not INamespaceSymbol; part = part.ContainingSymbol)
            yield return part;
    }
}
