using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace PollGen.CodeFixes;

/// <summary>The runtime's types, as the fixes find and write them.</summary>
internal static class RuntimeNames
{
    /// <summary>The type Co, written as short as the usings allow.</summary>
    public static TypeSyntax Co => Name("Co");

    /// <summary>The attribute [Coroutine], written as short as the usings allow.</summary>
    public static AttributeSyntax Coroutine => SyntaxFactory.Attribute(Name("Coroutine"));

    /// <summary>The class Future as the receiver of a call, written as short as the usings allow.</summary>
    public static ExpressionSyntax Future => Expression("global::PollGen.Future");

    /// <summary>The type ThreadPoolExecutor, written as short as the usings allow.</summary>
    public static TypeSyntax ThreadPoolExecutor => Name("ThreadPoolExecutor");

    /// <summary>A name of a type, written in full, as the receiver of a call; it is shortened as far as the usings allow.</summary>
    public static ExpressionSyntax Expression(string type) => SyntaxFactory.ParseExpression(type).WithAdditionalAnnotations(Simplifier.Annotation);

    public static bool IsScopedFuture(this ITypeSymbol? type) => type.IsOfRuntime("ScopedFuture");

    public static bool IsFuture(this ITypeSymbol? type) => type.IsOfRuntime("IFuture");

    public static bool IsThreadPoolExecutor(this ITypeSymbol? type) => type.IsOfRuntime("ThreadPoolExecutor");

    public static bool IsCo(this ITypeSymbol? type) => type.IsOfRuntime("Co");

    public static bool IsCoroutineAttribute(this ITypeSymbol? type) => type.IsOfRuntime("CoroutineAttribute");

    public static bool IsMovedAttribute(this ITypeSymbol? type) => type.IsOfRuntime("MovedAttribute");

    private static bool IsOfRuntime(this ITypeSymbol? type, string name) =>
        type is { ContainingType: null, ContainingNamespace: { Name: "PollGen", ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name;

    private static NameSyntax Name(string type) => SyntaxFactory.ParseName("global::PollGen." + type).WithAdditionalAnnotations(Simplifier.Annotation);
}
