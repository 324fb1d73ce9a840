using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>
/// Arguments that the compiler would derive from the text around a call: the member's name and the text of an argument.
/// Copied text must pass what the user's own would have. (File and line come right through #line.)
/// </summary>
internal static class CallerInfo
{
    /// <summary>Such as <c>member: "Sum"</c>.</summary>
    public static IReadOnlyList<string> Missing(ExpressionSyntax call, Scope scope)
    {
        if (call is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)
            || scope.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
            || !method.Parameters.Any(IsDerived))
            return [];
        var arguments = scope.Model.GetOperation(call) switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        return arguments
            .Where(argument => argument.ArgumentKind == ArgumentKind.DefaultValue && argument.Parameter is { } parameter && IsDerived(parameter))
            .Where(argument => argument.Value.ConstantValue is { HasValue: true, Value: string })
            .Select(argument => $"{argument.Parameter!.Name}: {SymbolDisplay.FormatLiteral((string)argument.Value.ConstantValue.Value!, quote: true)}")
            .ToList();
    }

    private static bool IsDerived(IParameterSymbol parameter) => parameter.IsOptional && parameter.GetAttributes().Any(
        attribute => attribute.AttributeClass?.Name is "CallerMemberNameAttribute" or "CallerArgumentExpressionAttribute");
}
