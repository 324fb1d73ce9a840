using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>A call that can take a Co when what it calls becomes a coroutine.</summary>
/// <param name="Syntax">The call.</param>
/// <param name="Target">What is called, as it is declared.</param>
/// <param name="Operation">Which argument is for which parameter.</param>
/// <param name="CoIndex">Where among the arguments the Co goes: after the receiver, where that is written as an argument.</param>
internal sealed record DirectCall(InvocationExpressionSyntax Syntax, IMethodSymbol Target, IInvocationOperation Operation, int CoIndex)
{
    public static DirectCall? Of(ExpressionSyntax expression, SemanticModel model)
    {
        if (expression is not InvocationExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax } call
            || model.GetOperation(call) is not IInvocationOperation operation)
            return null;
        var target = (operation.TargetMethod.ReducedFrom ?? operation.TargetMethod).OriginalDefinition;
        var isStatic = target.IsExtensionMethod && operation.Arguments.Any(argument => argument.Parameter?.Ordinal == 0 && argument.Syntax is ArgumentSyntax);

        // After a named argument a position means little.
        return isStatic && call.ArgumentList.Arguments[0].NameColon is not null ? null : new(call, target, operation, isStatic ? 1 : 0);
    }

    /// <summary>The name of what is called.</summary>
    public SimpleNameSyntax Name => NameIn(Syntax)!;

    /// <summary>The value for a parameter; null where its default is taken.</summary>
    public IArgumentOperation? ArgumentFor(IParameterSymbol parameter) =>
        Operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind != ArgumentKind.DefaultValue);

    public static SimpleNameSyntax? NameIn(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        _ => null,
    };
}
