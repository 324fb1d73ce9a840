// In: an operation with a value. Out: whether somebody holds that value already, and then reading it copies it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers.Moves;

internal enum Origin
{
    /// <summary>The operation makes the value, or is handed it: nobody else has it.</summary>
    Fresh,

    /// <summary>A variable of this method, or a part of one. It may be moved away.</summary>
    Own,

    /// <summary>A field, an element, what a reference points to: it stays there when its value is read.</summary>
    Stored,
}

internal static class Origins
{
    public static Origin Of(IOperation value) => value switch
    {
        ILocalReferenceOperation { Local.RefKind: RefKind.None } => Origin.Own,
        ILocalReferenceOperation => Origin.Stored,
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind == RefKind.None && !IsPrimaryOfType(parameter) ? Origin.Own : Origin.Stored,
        IInstanceReferenceOperation => Origin.Stored,
        IFieldReferenceOperation field => OfMember(field.Instance),
        IArrayElementReferenceOperation or IDynamicIndexerAccessOperation => Origin.Stored,
        IInlineArrayAccessOperation access => Of(access.Instance),
        IImplicitIndexerReferenceOperation => Origin.Stored,
        IPropertyReferenceOperation property => OfProperty(property),
        IInvocationOperation call => call.TargetMethod.ReturnsByRef || call.TargetMethod.ReturnsByRefReadonly ? Origin.Stored : Origin.Fresh,
        IFunctionPointerInvocationOperation => Origin.Fresh,
        IConversionOperation conversion => conversion.Conversion.IsIdentity ? Of(conversion.Operand)
            : IsUnboxing(conversion) ? Origin.Stored : Origin.Fresh,
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        // Its value is what the target now holds.
        ISimpleAssignmentOperation => Origin.Stored,
        _ => value.Kind == OperationKind.None && Pointers.IsIndirection(value.Syntax) ? Origin.Stored : Origin.Fresh,
    };

    /// <summary>A property that gives what it or its object has stored: an automatic one, one that is marked [Moved], and one of a type that knows nothing of futures, such as a list.</summary>
    public static bool IsStorage(IPropertySymbol property)
    {
        if (property.HasMark("MovedAttribute"))
            return true;
        if (property.DeclaringSyntaxReferences.Length > 0)
            return property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
        return property.OriginalDefinition.Type is ITypeParameterSymbol;
    }

    /// <summary>A parameter of the type's primary constructor that a member names: it is a field.</summary>
    public static bool IsPrimaryOfType(IParameterReferenceOperation reference) =>
        reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && reference.SemanticModel?.GetEnclosingSymbol(reference.Syntax.SpanStart) is IMethodSymbol around
        && !SymbolEqualityComparer.Default.Equals(around, constructor)
        && around.MethodKind is not (MethodKind.AnonymousFunction or MethodKind.LocalFunction);

    public static bool IsUnboxing(IConversionOperation conversion) =>
        conversion.Operand.Type is { IsReferenceType: true, TypeKind: not TypeKind.Error } && conversion.Type is { IsReferenceType: false } && conversion.OperatorMethod is null;

    // A field of a value is where the value is; one of an object is in the object.
    private static Origin OfMember(IOperation? instance) =>
        instance is null || instance.Type is not { IsReferenceType: false } || instance is IInstanceReferenceOperation ? Origin.Stored : Of(instance);

    private static Origin OfProperty(IPropertyReferenceOperation property) =>
        property.Property.ReturnsByRef || property.Property.ReturnsByRefReadonly ? Origin.Stored
        // The indexer of a collection looks into an object, also where the collection is a struct.
        : IsStorage(property.Property) ? property.Arguments.Length > 0 && property.Property.DeclaringSyntaxReferences.Length == 0 ? Origin.Stored : OfMember(property.Instance)
        : Origin.Fresh;
}
