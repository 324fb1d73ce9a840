// In: an operation that names a place. Out: what the operation around it does with the place.
// Works on the operations of a method and on those of its control flow graph.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Moves;

internal enum Use
{
    /// <summary>Its value is read as a whole: copied, or moved away.</summary>
    Value,

    /// <summary>It is handed on by reference.</summary>
    Reference,

    /// <summary>It is handed on by reference to something that takes its value: a parameter marked [Moved].</summary>
    Taken,

    /// <summary>It gets a value.</summary>
    Write,

    /// <summary>A member is called on it, where it stands.</summary>
    Receiver,

    /// <summary>A field of it is named.</summary>
    Part,

    /// <summary>It is looked at, or named only.</summary>
    Nothing,
}

internal static class Uses
{
    /// <summary>What is done with the value of <paramref name="place"/>. Whatever is not known to leave the value where it stands reads it.</summary>
    public static Use Of(IOperation place)
    {
        var child = place;
        while (IsTransparent(child, child.Parent))
            child = child.Parent!;
        return child.Parent is { } parent ? Of(child, parent) : Use.Value;
    }

    // What gives on a place as it is.
    private static bool IsTransparent(IOperation child, IOperation? parent) => parent switch
    {
        IParenthesizedOperation => true,
        IConversionOperation conversion => conversion.Conversion.IsIdentity,
        IConditionalOperation conditional => conditional.IsRef && conditional.Condition != child,
        IDeclarationExpressionOperation => true,
        _ => false,
    };

    private static Use Of(IOperation child, IOperation parent) => parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == child => assignment.IsRef ? Use.Nothing : Use.Write,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => Use.Nothing,
        ISimpleAssignmentOperation assignment => assignment.IsRef ? Use.Reference : Use.Value,
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Target == child ? Use.Write : Use.Value,
        ITupleOperation tuple when IsTarget(tuple) => Use.Write,
        IVariableInitializerOperation initializer => IsReference(initializer) ? Use.Reference : Use.Value,
        IArgumentOperation argument => OfArgument(argument),
        IConversionOperation conversion when conversion.ViewsInlineArray() => Use.Reference,
        IInvocationOperation call => call.Instance == child ? (call.TargetMethod.HasMovedMark() ? Use.Taken : Use.Receiver) : Use.Value,
        IPropertyReferenceOperation property => property.Instance == child ? (property.Property.HasMovedMark() ? Use.Part : Use.Receiver) : Use.Value,
        IEventReferenceOperation => Use.Receiver,
        IFieldReferenceOperation => Use.Part,
        IInlineArrayAccessOperation access => access.Instance == child ? Use.Part : Use.Value,
        IArrayElementReferenceOperation => Use.Nothing,
        IReturnOperation => ReturnsReference(parent) ? Use.Reference : Use.Value,
        IAddressOfOperation => Use.Reference,
        IIsTypeOperation or INameOfOperation or ITypeOfOperation or ISizeOfOperation or IExpressionStatementOperation => Use.Nothing,
        IPropertySubpatternOperation => Use.Nothing,
        IIsPatternOperation isPattern => isPattern.Value == child ? Use.Nothing : Use.Value,
        ISwitchExpressionOperation choice => choice.Value == child ? Use.Nothing : Use.Value,
        ISwitchOperation choice => choice.Value == child ? Use.Nothing : Use.Value,
        IIsNullOperation => Use.Nothing,
        _ => Use.Value,
    };

    private static Use OfArgument(IArgumentOperation argument) => argument.Parameter switch
    {
        { RefKind: RefKind.Out } => Use.Write,
        { RefKind: not RefKind.None } parameter => parameter.HasMark() ? Use.Taken : Use.Reference,
        _ => Use.Value,
    };

    private static bool IsReference(IVariableInitializerOperation initializer) => initializer.Parent switch
    {
        IVariableDeclaratorOperation declarator => declarator.Symbol.RefKind != RefKind.None,
        IVariableDeclarationOperation declaration => declaration.Declarators.Any(declarator => declarator.Symbol.RefKind != RefKind.None),
        _ => false,
    };

    /// <summary>Whether the tuple stands on the left of a deconstruction.</summary>
    private static bool IsTarget(ITupleOperation tuple)
    {
        IOperation outer = tuple;
        while (outer.Parent is ITupleOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;
        return outer.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target == outer;
    }

    private static bool ReturnsReference(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case ILocalFunctionOperation local:
                    return local.Symbol.ReturnsByRef || local.Symbol.ReturnsByRefReadonly;
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.ReturnsByRef || lambda.Symbol.ReturnsByRefReadonly;
            }
        }

        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol method && (method.ReturnsByRef || method.ReturnsByRefReadonly);
    }

    private static bool HasMovedMark(this IMethodSymbol method) => method.HasMark() || (method.AssociatedSymbol?.HasMark() ?? false);

    private static bool HasMovedMark(this IPropertySymbol property) => property.HasMark();

    private static bool HasMark(this ISymbol symbol) => Generator.Declaring.WellKnown.HasMark(symbol, "MovedAttribute");
}
