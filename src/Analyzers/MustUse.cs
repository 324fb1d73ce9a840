using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers;

/// <summary>
/// Finds the mark [MustUse] on what has made a value: on the method that was called, or whose future or task was awaited, or on the value's type. A future that is dropped
/// itself gives nothing yet (PG0201).
/// </summary>
internal static class MustUse
{
    private const string Attribute = "MustUseAttribute";

    /// <summary>The call that is to blame, and what it says; null where the value may be dropped.</summary>
    public static (IInvocationOperation Call, string Says)? Find(IOperation value)
    {
        switch (value)
        {
            case IAwaitOperation awaited:
                return Called(awaited.Operation) is { } awaitable ? Find(awaitable, awaitable, awaited.Type) : null;
            case IInvocationOperation call when call.TargetMethod is { Name: "Await" } && call.TargetMethod.ContainingType.IsCo():
                return Find(Called(call.Arguments[0].Value), call, call.Type);
            case IInvocationOperation call when !call.Type.IsUnstartedFuture():
                return Find(call, call, call.Type);
            default:
                return null;
        }
    }

    private static (IInvocationOperation, string)? Find(IInvocationOperation? marked, IInvocationOperation whole, ITypeSymbol? result)
    {
        if (marked is not null && MarkOf(marked.TargetMethod) is { } says)
            return (marked, says);
        return result is not null && MarkOn(result) is { } saysType ? (whole, saysType) : null;
    }

    /// <summary>The call that has made a future or task; what is put around it, and gives the same result, is looked through.</summary>
    private static IInvocationOperation? Called(IOperation awaited)
    {
        while (awaited is IConversionOperation conversion)
            awaited = conversion.Operand;
        if (awaited is not IInvocationOperation call)
            return null;
        return MarkOf(call.TargetMethod) is null && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } inner
            && ResultOf(inner.Type) is { } result && SymbolEqualityComparer.Default.Equals(result, ResultOf(call.Type)) ? Called(inner) ?? call : call;
    }

    // What awaits has the type of its result last.
    private static ITypeSymbol? ResultOf(ITypeSymbol? awaitable) =>
        awaitable is INamedTypeSymbol { TypeArguments: [.., var result], TypeKind: not TypeKind.Delegate } && (awaitable.IsUnstartedFuture() || awaitable.Name.Contains("Task")) ? result : null;

    private static string? MarkOf(IMethodSymbol method)
    {
        if ((MarkOn(method.OriginalDefinition) ?? (method.ReturnsVoid ? null : MarkOn(GeneratedOverload.CoroutineOf(method)))) is { } own)
            return own;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (MarkOn(overridden.OriginalDefinition) is { } inherited)
                return inherited;
        }

        return method.IsStatic ? null : method.ContainingType.AllInterfaces.SelectMany(one => one.GetMembers(method.Name)).OfType<IMethodSymbol>()
            .Where(member => MarkOn(member) is not null && IsSame(member, method)).Select(MarkOn).FirstOrDefault();
    }

    // By signature: in compiled code a method with 'in' parameters implements an interface through another one, which the compiler has made.
    private static bool IsSame(IMethodSymbol declared, IMethodSymbol method) => declared.Parameters.Length == method.Parameters.Length
        && declared.Parameters.Zip(method.Parameters, (left, right) => left.RefKind == right.RefKind && SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(same => same);

    private static string? MarkOn(ISymbol? symbol) => symbol?.OriginalDefinition.MarkOf(Attribute) is { } mark ? mark.ConstructorArguments.FirstOrDefault().Value as string : null;
}
