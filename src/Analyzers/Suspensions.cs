using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers;

internal static class Suspensions
{
    /// <summary>Whether a coroutine may suspend there: a member of Co, or a call that is given one.</summary>
    public static bool IsSuspension(IOperation operation) => operation is IInvocationOperation call
        && (call.TargetMethod.ContainingType.IsCo() || call.Arguments.Any(argument => argument.Value.Type.IsCo()));

    /// <summary>The operations of one function, without those of functions inside it.</summary>
    public static IEnumerable<IOperation> OfFunction(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;
            yield return child;
            foreach (var inner in OfFunction(child))
                yield return inner;
        }
    }

    /// <summary>The operation of the whole function around another one.</summary>
    public static IOperation FunctionAround(IOperation operation)
    {
        while (operation.Parent is { } parent && parent is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            operation = parent;
        return operation;
    }
}
