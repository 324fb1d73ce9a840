using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers;

internal static class EnclosingCo
{
    /// <summary>
    /// The parameter of type Co that can be passed on here. Only the innermost function counts: Co is a ref struct, so no
    /// lambda and no local function captures it.
    /// </summary>
    public static IParameterSymbol? Of(IOperation operation, ISymbol member)
    {
        var function = member as IMethodSymbol;
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                function = outer is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)outer).Symbol;
                break;
            }
        }

        return function?.Parameters.FirstOrDefault(parameter => parameter.Type.IsCo());
    }
}
