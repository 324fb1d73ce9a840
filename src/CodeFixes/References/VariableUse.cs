using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes.References;

internal enum UseKind
{
    /// <summary>It is looked at.</summary>
    Read,

    /// <summary>It is changed where it stands: polled, or handed on by <c>ref</c>.</summary>
    Change,

    /// <summary>Its value goes somewhere else.</summary>
    Move,

    /// <summary>It gets another value.</summary>
    Set,

    /// <summary>A function inside the function names it, and may run at any time.</summary>
    Captured,
}

/// <summary>One mention of a variable that holds a future.</summary>
/// <param name="Whole">The variable, or the part of it that is used.</param>
/// <param name="Kind">What is done with it.</param>
internal sealed record VariableUse(ExpressionSyntax Whole, UseKind Kind)
{
    /// <summary>All uses in a piece of text that belongs to one function.</summary>
    public static IReadOnlyList<VariableUse> In(SyntaxNode text, ISymbol variable, SemanticModel model) =>
    [
        .. text.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, variable))
            .Select(name => IsCaptured(name, text) ? new VariableUse(name, UseKind.Captured) : Of(name, model)),
    ];

    private static VariableUse Of(ExpressionSyntax whole, SemanticModel model)
    {
        while (whole.Parent is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax && whole.Parent is ExpressionSyntax outer
            && (outer is ParenthesizedExpressionSyntax || (outer is MemberAccessExpressionSyntax access && access.Expression == whole && model.GetSymbolInfo(access).Symbol is IFieldSymbol)))
        {
            whole = outer;
        }

        return new(whole, KindOf(whole, model));
    }

    private static UseKind KindOf(ExpressionSyntax whole, SemanticModel model) => whole.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Left == whole => UseKind.Set,
        MemberAccessExpressionSyntax access when access.Expression == whole => OfMember(model.GetSymbolInfo(access).Symbol),
        ArgumentSyntax argument when model.GetOperation(argument) is IArgumentOperation { Parameter.RefKind: var kind and not RefKind.None } =>
            kind is RefKind.In or RefKind.RefReadOnlyParameter ? UseKind.Read : kind is RefKind.Out ? UseKind.Set : UseKind.Change,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => UseKind.Read,
        RefExpressionSyntax => UseKind.Change,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => UseKind.Change,
        _ => IsPlain(model.GetTypeInfo(whole).Type) ? UseKind.Read : UseKind.Move,
    };

    private static UseKind OfMember(ISymbol? member) => member switch
    {
        IMethodSymbol { ReducedFrom: { } extension } => extension.Parameters[0].RefKind switch
        {
            RefKind.None => UseKind.Move,
            RefKind.Ref => UseKind.Change,
            _ => UseKind.Read,
        },
        _ when IsMarkedMoved(member) => UseKind.Move,
        IMethodSymbol method => method.IsReadOnly || method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType ? UseKind.Read : UseKind.Change,
        IPropertySymbol property => property.GetMethod is { IsReadOnly: true } ? UseKind.Read : UseKind.Change,
        _ => UseKind.Move,
    };

    private static bool IsMarkedMoved(ISymbol? member) => member?.GetAttributes().Any(mark => mark.AttributeClass.IsMovedAttribute()) == true;

    // A part of a struct that surely holds no future.
    private static bool IsPlain(ITypeSymbol? type) => type is { IsReferenceType: true } or { TypeKind: TypeKind.Enum } || type?.SpecialType is not (null or SpecialType.None or SpecialType.System_Nullable_T);

    private static bool IsCaptured(SyntaxNode name, SyntaxNode text) =>
        name.Ancestors().TakeWhile(outer => outer != text).Any(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
