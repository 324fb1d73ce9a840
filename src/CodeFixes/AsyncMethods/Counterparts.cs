using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>
/// The runtime's counterparts of what is awaited, where they surely do the same. <c>Task.WhenAll</c> is none: it waits for all even when one has failed,
/// and <c>Future.Join</c> cancels the others. Nor is a delay with a token, which ends with another exception.
/// </summary>
internal static class Counterparts
{
    /// <summary>Makes the expression of the future from its converted arguments; null where there is no counterpart.</summary>
    public static Func<Func<ExpressionSyntax, ExpressionSyntax>, ExpressionSyntax>? Of(ExpressionSyntax awaited, SemanticModel model)
    {
        if (awaited is not InvocationExpressionSyntax call
            || model.GetOperation(call) is not IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Task", Arity: 0 } type } method } operation
            || type.ContainingNamespace.ToDisplayString() != "System.Threading.Tasks")
            return null;
        var arguments = operation.Arguments.Where(argument => argument.Parameter?.Type.Name != "CancellationToken").ToList();
        if (arguments.Any(argument => argument.Syntax is not ArgumentSyntax { NameColon: null }) || operation.Arguments.Except(arguments).Any(token => !IsNone(token.Value)))
            return null;
        return (method.Name, arguments) switch
        {
            ("Yield", []) => _ => Future("Yield"),
            ("Delay", [{ Parameter.Type.Name: "Int32" } time]) => convert => Future("Delay", CoCalls.Make(RuntimeNames.Expression("global::System.TimeSpan"), "FromMilliseconds", convert(ValueOf(time)))),
            ("Delay", [{ Parameter.Type.Name: "TimeSpan" } time]) => convert => Future("Delay", convert(ValueOf(time))),
            ("Delay", [{ Parameter.Type.Name: "TimeSpan" } time, { Parameter.Type.Name: "TimeProvider" } clock]) => convert => Future("Delay", convert(ValueOf(time)), convert(ValueOf(clock))),
            _ => null,
        };
    }

    private static ExpressionSyntax Future(string method, params ExpressionSyntax[] arguments) => CoCalls.Make(RuntimeNames.Future, method, arguments);

    private static ExpressionSyntax ValueOf(IArgumentOperation argument) => ((ArgumentSyntax)argument.Syntax).Expression;

    private static bool IsNone(IOperation token) => token is IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "None" };
}
