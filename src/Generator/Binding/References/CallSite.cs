using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Binding.References;

/// <summary>A call, a property or an indexer that is read, or an object that is made, and what it is given.</summary>
/// <param name="Node">The whole.</param>
/// <param name="Callee">The method or getter that runs.</param>
internal sealed record CallSite(ExpressionSyntax Node, IMethodSymbol Callee)
{
    /// <summary>The method as it was declared: an extension with its first parameter.</summary>
    public IMethodSymbol Declared => Callee.ReducedFrom ?? Callee;

    /// <summary>The object that it is called on; null where that is not written.</summary>
    public ExpressionSyntax? Receiver => Node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
        MemberAccessExpressionSyntax access => access.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        _ => null,
    };

    public bool IsExtension => Callee.ReducedFrom is not null || Callee.ContainingType.IsExtension;

    /// <summary>Whether an extension takes what it is called on by reference.</summary>
    public bool MayChangeReceiver => (Callee.ReducedFrom?.Parameters[0] ?? Callee.ContainingType.ExtensionParameter)?.RefKind == RefKind.Ref;

    public BaseArgumentListSyntax? Arguments => Node switch
    {
        InvocationExpressionSyntax call => call.ArgumentList,
        ElementAccessExpressionSyntax element => element.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        _ => null,
    };

    public static CallSite? Of(ExpressionSyntax node, SemanticModel model) => model.GetSymbolInfo(node).Symbol switch
    {
        IMethodSymbol method when node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax => new(node, method),
        IPropertySymbol { GetMethod: { } getter } => new(node, getter),
        _ => null,
    };

    /// <summary>What is passed for a parameter of the declared method; null where nothing is written for it.</summary>
    public (ExpressionSyntax Value, bool IsPlace)? ArgumentOf(int position)
    {
        if (position == KnownCallees.Receiver || (Callee.ReducedFrom is not null && position == 0))
            return Receiver is { } receiver ? (receiver, position == 0 && Declared.Parameters[0].RefKind != RefKind.None) : null;
        if (Callee.ReducedFrom is not null)
            position--;
        if (position >= Callee.Parameters.Length || Callee.Parameters[position].IsParams)
            return null;
        var parameter = Callee.Parameters[position];
        var argument = Arguments?.Arguments.FirstOrDefault(candidate => candidate.NameColon?.Name.Identifier.ValueText == parameter.Name);
        argument ??= Arguments?.Arguments.ElementAtOrDefault(position) is { NameColon: null } positional ? positional : null;
        return argument is null ? null : (argument.Expression, parameter.RefKind != RefKind.None || !argument.RefKindKeyword.IsKind(SyntaxKind.None));
    }

    /// <summary>Whether its arguments can change nothing: no calls, no assignments.</summary>
    public bool HasQuietArguments => Arguments is null || !Arguments.DescendantNodes().Any(node =>
        node is InvocationExpressionSyntax or AssignmentExpressionSyntax or BaseObjectCreationExpressionSyntax or AnonymousFunctionExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression }
        || node is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
        || node is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword });
}
