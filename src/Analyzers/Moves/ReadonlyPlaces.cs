using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Moves;

internal static class ReadonlyPlaces
{
    /// <summary>Whether C# calls a member that may change its receiver on a copy of this one.</summary>
    public static bool Contains(IOperation place) => place switch
    {
        IFieldReferenceOperation field => (field.Field.IsReadOnly && !IsBeingMade(field)) || (field.Instance is { Type.IsReferenceType: false } instance && Contains(instance)),
        ILocalReferenceOperation local => local.Local.RefKind is RefKind.In || local.Local.IsForEach && local.Local.RefKind == RefKind.None || local.Local.IsUsing,
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter,
        IInstanceReferenceOperation instance => instance.Type is { IsValueType: true } && MethodAround(instance) is { IsReadOnly: true },
        IPropertyReferenceOperation property => property.Property.ReturnsByRefReadonly,
        IInvocationOperation call => call.TargetMethod.ReturnsByRefReadonly,
        IInlineArrayAccessOperation access => Contains(access.Instance),
        IParenthesizedOperation parenthesized => Contains(parenthesized.Operand),
        IConversionOperation conversion => conversion.Conversion.IsIdentity && Contains(conversion.Operand),
        _ => false,
    };

    /// <summary>A constructor, or an initializer, may change the readonly fields of its own instance.</summary>
    private static bool IsBeingMade(IFieldReferenceOperation field) =>
        (field.Instance is null or IInstanceReferenceOperation)
        && MethodAround(field) is { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor
        && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, field.Field.ContainingType);

    private static IMethodSymbol? MethodAround(IOperation operation) =>
        operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) as IMethodSymbol;
}
