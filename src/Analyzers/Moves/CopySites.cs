// In: the operations of a method as they stand in the text. Out: PG0204 for each that copies a future, whatever happens before and after.
// Moves between variables, and out of fields that are set anew, are judged over the control flow: see FutureFlow.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Moves;

internal sealed class CopySites(OwnedTypes types, PlaceContext context, Action<Diagnostic> report)
{
    // One line for each kind of operation that can copy.
    private static readonly Dictionary<OperationKind, Action<CopySites, IOperation>> Checks = new()
    {
        [OperationKind.LocalReference] = static (sites, operation) => sites.CheckVariable(operation, ((ILocalReferenceOperation)operation).Local),
        [OperationKind.ParameterReference] = static (sites, operation) => sites.CheckVariable(operation, ((IParameterReferenceOperation)operation).Parameter),
        [OperationKind.InstanceReference] = static (sites, operation) => sites.CheckPlace(operation),
        [OperationKind.FieldReference] = static (sites, operation) => sites.CheckPlace(operation),
        [OperationKind.PropertyReference] = static (sites, operation) => sites.CheckPlace(operation),
        [OperationKind.ArrayElementReference] = static (sites, operation) => sites.CheckElement((IArrayElementReferenceOperation)operation),
        [OperationKind.ImplicitIndexerReference] = static (sites, operation) => sites.CheckPlace(operation),
        [OperationKind.InlineArrayAccess] = static (sites, operation) => sites.CheckPlace(operation),
        [OperationKind.Invocation] = static (sites, operation) => sites.CheckCall((IInvocationOperation)operation),
        [OperationKind.Conversion] = static (sites, operation) => sites.CheckConversion((IConversionOperation)operation),
        [OperationKind.SimpleAssignment] = static (sites, operation) => sites.CheckAssignment((ISimpleAssignmentOperation)operation),
        [OperationKind.Loop] = static (sites, operation) => sites.CheckLoop((ILoopOperation)operation),
        [OperationKind.DeclarationPattern] = static (sites, operation) => sites.CheckPattern((IPatternOperation)operation, ((IDeclarationPatternOperation)operation).DeclaredSymbol),
        [OperationKind.RecursivePattern] = static (sites, operation) => sites.CheckPattern((IPatternOperation)operation, ((IRecursivePatternOperation)operation).DeclaredSymbol),
        [OperationKind.SlicePattern] = static (sites, operation) => sites.CheckSlice((ISlicePatternOperation)operation),
        [OperationKind.With] = static (sites, operation) => sites.CheckWith((IWithOperation)operation),
        [OperationKind.Spread] = static (sites, operation) => sites.CheckSpread((ISpreadOperation)operation),
        [OperationKind.ObjectCreation] = static (sites, operation) => sites.CheckCreation((IObjectCreationOperation)operation),
        [OperationKind.None] = static (sites, operation) => sites.CheckPointer(operation),
    };

    /// <summary>Whether operations of this kind are looked at.</summary>
    public static bool IsChecked(OperationKind kind) => Checks.ContainsKey(kind);

    public void Check(IOperation operation)
    {
        if (Checks.TryGetValue(operation.Kind, out var check))
            check(this, operation);
    }

    private void CheckVariable(IOperation reference, ISymbol variable)
    {
        if (!types.IsOwned(reference.Type))
            return;
        if (reference.Parent is not INameOfOperation && IsCaptured(reference, variable))
        {
            Report(CopyReport.Make(reference.Syntax, "the function keeps it and may run again", "make the future inside the function, or pass it as a parameter"));
            return;
        }

        CheckPlace(reference);
    }

    private void CheckPlace(IOperation place)
    {
        if (!types.IsOwned(place.Type))
            return;
        switch (Uses.Of(place))
        {
            case Use.Value when Origins.Of(place) == Origin.Stored && IsForever(place):
                Report(CopyReport.OfStored(place));
                break;
            case Use.Receiver when ChangesReceiver(place) && (ReadonlyPlaces.Contains(place) || IsStoredValue(place)):
                Report(CopyReport.Make(place.Syntax, "C# calls the member on a copy, because this place cannot be changed", "keep the future in a variable or field that can be changed"));
                break;
        }
    }

    /// <summary>Whether the value surely stays there: the control flow is not asked about this place.</summary>
    private bool IsForever(IOperation place) => Place.Of(place, context) is null;

    private void CheckElement(IArrayElementReferenceOperation element)
    {
        if (element.Type is IArrayTypeSymbol && element.ArrayReference.Type is IArrayTypeSymbol { Rank: 1 } array && types.IsOwned(array.ElementType))
            Report(CopyReport.Make(element.Syntax, "a range of an array is a new array", "use a span of it"));
        else
            CheckPlace(element);
    }

    private void CheckCall(IInvocationOperation call)
    {
        if (call.TargetMethod is { Name: "MemberwiseClone", ContainingType.SpecialType: SpecialType.System_Object } && types.HoldsOwned((call.Instance as IInstanceReferenceOperation)?.Type))
            Report(CopyReport.Make(FutureName.Of(call), "both objects have its futures then", "make the futures of the new object anew"));
        else if (CopyingMembers.Copies(call, types))
            Report(CopyReport.Make(FutureName.Of(call), "it copies elements that stay where they are", "go over them by 'ref', or hand the whole to 'Future.JoinAll'"));
        else if (call is { Instance: { } instance, TargetMethod.Name: "Poll" or "PollCancel" } && types.IsOwned(instance.Type)
            && OwnedTypes.IsFuture(instance.Type) && IsTemporary(instance))
        {
            Report(CopyReport.Make(instance.Syntax, "it is polled as a value that nobody keeps", "keep it in a variable, and poll that one"));
        }

        CheckPlace(call);
    }

    private static bool IsTemporary(IOperation value)
    {
        while (value is IConversionOperation or IParenthesizedOperation)
            value = value is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)value).Operand;
        return value is IObjectCreationOperation or IDefaultValueOperation or IConditionalOperation { IsRef: false } or ISwitchExpressionOperation or IWithOperation
            || (value is IInvocationOperation or IPropertyReferenceOperation && Origins.Of(value) == Origin.Fresh);
    }

    private void CheckConversion(IConversionOperation conversion)
    {
        if (types.IsOwned(conversion.Type) && Origins.IsUnboxing(conversion))
            Report(CopyReport.OfStored(conversion));
    }

    private void CheckAssignment(ISimpleAssignmentOperation assignment)
    {
        if (!assignment.IsRef && types.IsOwned(assignment.Type)
            && assignment.Parent is not (null or IExpressionStatementOperation or IObjectOrCollectionInitializerOperation or IWithOperation)
            && assignment.Target is not IDiscardOperation && Uses.Of(assignment) == Use.Value)
        {
            Report(CopyReport.Make(assignment.Target.Syntax, "the value of an assignment is used a second time", "set one place only"));
        }
    }

    private void CheckLoop(ILoopOperation loop)
    {
        if (loop is not IForEachLoopOperation each)
            return;
        IOperation collection = each.Collection;
        while (collection is IConversionOperation { IsImplicit: true } conversion)
            collection = conversion.Operand;
        if (!types.IsContainer(collection.Type) || Place.Of(collection, context) is { IsHandedOver: true })
            return;
        const string How = "the collection keeps it", Instead = "go over the collection by 'ref', or hand the whole to 'Future.JoinAll'";
        if (each is { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } variable }, Syntax: ForEachStatementSyntax { Identifier: var name } } && types.IsOwned(variable.Type))
            Report(CopyReport.Make(name, How, Instead));
        else if (each.Syntax is ForEachVariableStatementSyntax { Variable: var variables } taken && types.IsOwned(each.SemanticModel?.GetForEachStatementInfo(taken).ElementType))
            Report(CopyReport.Make(variables, How, Instead));
    }

    private void CheckPattern(IPatternOperation pattern, ISymbol? declared)
    {
        if (declared is not ILocalSymbol local)
            return;
        var isOwned = types.IsOwned(local.Type);
        var isBoxed = !isOwned && types.IsOwned(pattern.InputType) && local.Type.IsReferenceType;
        if (!isOwned && !isBoxed)
            return;
        var isElement = false;
        IOperation? outer = pattern.Parent;
        while (outer is IPatternOperation or IPropertySubpatternOperation)
        {
            isElement |= outer is IListPatternOperation;
            outer = outer.Parent;
        }

        var value = outer switch
        {
            IIsPatternOperation isPattern => isPattern.Value,
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => choice.Value,
            IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } => choice.Value,
            _ => null,
        };
        if (value is null || isElement || (isOwned && value.Type is { IsReferenceType: true }) || Origins.Of(value) != Origin.Fresh)
            Report(CopyReport.Make(pattern.Syntax, "what the pattern looks at keeps it", "test without naming the value, and use it where it is"));
    }

    private void CheckSlice(ISlicePatternOperation slice)
    {
        if (slice.Pattern is not (null or IDiscardPatternOperation) && types.IsContainer(slice.InputType) && slice.InputType is not { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" })
            Report(CopyReport.Make(slice.Syntax, "a slice of it is a new collection", "use a span of it"));
    }

    private void CheckWith(IWithOperation with)
    {
        if (with.Operand.Type is { IsReferenceType: true } record && types.HoldsOwned(record))
            Report(CopyReport.Make(with.Operand.Syntax, "both objects have its futures then", "make a new object, with futures of its own"));
    }

    private void CheckSpread(ISpreadOperation spread)
    {
        if (types.IsContainer(spread.Operand.Type) && Place.Of(spread.Operand, context) is not { IsHandedOver: true })
            Report(CopyReport.Make(spread.Operand.Syntax, "the elements stay where they are", "hand the whole on, or move each element with 'Future.Take'"));
    }

    private void CheckCreation(IObjectCreationOperation creation)
    {
        if (CopyingMembers.Copies(creation, types))
            Report(CopyReport.Make(creation.Arguments[0].Syntax, "the new collection gets copies", "make the futures where they are to stay"));
    }

    private void CheckPointer(IOperation operation)
    {
        if (!Pointers.IsIndirection(operation.Syntax) || operation.SemanticModel?.GetTypeInfo(operation.Syntax).Type is not { } type || !types.IsOwned(type))
            return;
        if (Uses.Of(operation) == Use.Value && operation.Parent is not IFieldReferenceOperation)
            Report(CopyReport.OfStored(operation));
    }

    /// <summary>A property's value, read from storage, is a copy already when something is called on it.</summary>
    private static bool IsStoredValue(IOperation place) =>
        place is IPropertyReferenceOperation { Property: { ReturnsByRef: false, ReturnsByRefReadonly: false } property } && Origins.IsStorage(property);

    private static bool ChangesReceiver(IOperation place)
    {
        var child = place;
        while (child.Parent is IParenthesizedOperation or IConversionOperation)
            child = child.Parent;
        return child.Parent switch
        {
            IInvocationOperation call => !call.TargetMethod.IsReadOnly && call.TargetMethod.ContainingType.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType)
                && call.TargetMethod is not { IsOverride: true, Name: "ToString" or "GetHashCode" or "Equals" },
            IPropertyReferenceOperation property => property.Property.GetMethod is { IsReadOnly: false },
            _ => false,
        };
    }

    private static bool IsCaptured(IOperation reference, ISymbol variable)
    {
        for (var outer = reference.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda:
                    return !SymbolEqualityComparer.Default.Equals(lambda.Symbol, variable.ContainingSymbol);
                case ILocalFunctionOperation local:
                    return !SymbolEqualityComparer.Default.Equals(local.Symbol, variable.ContainingSymbol);
            }
        }

        return false;
    }

    private void Report(Diagnostic diagnostic) => report(diagnostic);
}
