using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers.Moves;

/// <summary>What one operation does to the places that it names.</summary>
internal sealed partial class FutureFlow
{
    // What gives the elements of a list new places.
    private static readonly HashSet<string> Growing =
        ["Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "EnsureCapacity", "TrimExcess", "Sort", "Reverse", "Clear", "TryAdd"];

    private const string MovedAway = "moved away";
    private const string Overwritten = "overwritten";

    private protected override void Visit(IOperation operation, FlowState state)
    {
        switch (operation)
        {
            case IFlowAnonymousFunctionOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation or ITypeOfOperation or ISizeOfOperation:
                return;
            case IFlowCaptureOperation capture when context.Captured.ContainsKey(capture.Id):
                foreach (var part in capture.Value.ChildOperations)
                    Visit(part, state);
                return;
        }

        foreach (var child in operation.ChildOperations)
            Visit(child, state);
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                Remember(capture.Id, capture.Value, state);
                break;
            case ISimpleAssignmentOperation assignment:
                Assign(assignment, state);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                foreach (var target in TargetsOf(deconstruction.Target))
                    Write(target, null, state);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out } argument:
                Write(argument.Value, null, state);
                break;
            case IIncrementOrDecrementOperation step:
                Write(step.Target, null, state);
                break;
            case ICompoundAssignmentOperation compound:
                Write(compound.Target, null, state);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local }:
                Declare(local, state);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local }:
                Declare(local, state);
                break;
            case IInvocationOperation call:
                Call(call, state);
                break;
            case ILocalReferenceOperation reference:
                UseBorrowed(reference, reference, state);
                break;
            case IFlowCaptureReferenceOperation reference when context.Captured.TryGetValue(reference.Id, out var kept) && kept is ILocalReferenceOperation local:
                UseBorrowed(local, reference, state);
                break;
        }

        if (types.IsOwned(operation.Type) && Place.Of(operation, context) is { } place)
            Touch(operation, place, state);
    }

    private void Touch(IOperation operation, Place place, FlowState state)
    {
        var use = (operation.Parent is null && function is { ReturnsByRef: true } or { ReturnsByRefReadonly: true })
            || (operation.Parent is IFlowCaptureOperation capture && context.References.Contains(capture.Id)) ? Use.Reference : Uses.Of(operation);
        switch (use)
        {
            case Use.Value or Use.Taken:
                Move(operation, place, state);
                break;
            case Use.Reference:
                Look(operation, place, state);
                if (!IsReadonlyArgument(operation))
                    Lend(place, state);
                break;
            case Use.Receiver:
                // Polls are seen as calls, when their arguments have been evaluated.
                if (IsPoll(operation))
                    break;
                Look(operation, place, state, ChangesReceiver(operation));
                if (ChangesReceiver(operation))
                    Lend(place, state);
                break;
            case Use.Part:
                MarkUsed(state.OfWhole(place).Makers);
                break;
            case Use.Nothing:
                MarkUsed(state.OfWhole(place).Makers);
                break;
        }
    }

    /// <summary>Something has a reference to it.</summary>
    private static void Lend(Place place, FlowState state)
    {
        state.Forget(part => part.IsIn(place));
        state[place] = new(Stage.Unknown);
    }

    private void Look(IOperation operation, Place place, FlowState state, bool isWhole = true)
    {
        var known = isWhole ? state.OfWhole(place) : state[place];
        MarkUsed(state.OfWhole(place).Makers);
        if ((known.Stage & Stage.Moved) == 0 || place.IsVague)
            return;
        // What was read is still there, to be used: that was a copy.
        if (!place.IsOwn && !place.IsHandedOver && known.MovedAt is { } read)
            ReportCopied(read);
        else
            ReportUsedAfterMove(operation, known.MovedAt);
    }

    private void Move(IOperation operation, Place place, FlowState state)
    {
        var known = state.OfWhole(place);
        Look(operation, place, state);
        if ((known.Stage & Stage.Polled) != 0 && !place.IsVague && !operation.Type!.IsMovableWhilePending())
            ReportMovedAfterPoll(operation);
        if (place.IsVague)
        {
            if (!place.IsHandedOver)
                ReportCopied(operation);
            return;
        }

        state.Forget(part => part.IsIn(place));
        state[place] = new(Stage.Moved, 0, (known.Stage & Stage.Moved) != 0 ? known.MovedAt : operation);
        Lose(place, operation, MovedAway, state);
    }

    /// <summary>A variable may say from now on what a poll has answered.</summary>
    private void Remember(object holder, IOperation value, FlowState state)
    {
        if (value.Type?.SpecialType != SpecialType.System_Boolean)
            return;
        if (value.ConstantValue.HasValue)
            state.Answer(holder, null);
        else if (Asked(value, state, out var isNegated) is { } asked && !isNegated)
            state.Answer(holder, asked);
        else
            state.DropAnswer(holder);
    }

    private void Assign(ISimpleAssignmentOperation assignment, FlowState state)
    {
        if (assignment.Target is ILocalReferenceOperation { Local: var local })
        {
            Remember(local, assignment.Value, state);
            // It refers to something else from now on.
            if (assignment.IsRef)
                EndScope(local, state);
            Bind(local, assignment.Value, assignment.IsRef, state);
            if (assignment.IsRef)
                return;
        }
        else if (assignment.Target is IFlowCaptureReferenceOperation { Id: var id } && context.Captured.TryGetValue(id, out var kept) && kept is ILocalReferenceOperation captured)
        {
            Bind(captured.Local, assignment.Value, assignment.IsRef, state);
        }

        Write(assignment.Target, assignment.Value, state);
    }

    private void Write(IOperation target, IOperation? value, FlowState state)
    {
        while (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        if (Variable(target) is { } variable)
            ForgetIndexedBy(variable, state);
        if (Place.Of(target, context) is not { } place)
            return;
        if (types.IsOwned(target.Type) && (state.OfWhole(place).Stage & Stage.Unfinished) != 0 && !IsLoopVariable(target) && !place.IsVague)
            ReportOverwritten(target);
        if (place.IsVague)
            return;
        state.Forget(part => part.IsIn(place));
        if (!types.IsOwned(target.Type))
            return;
        state[place] = IsEmpty(value) ? new(Stage.Empty) : new(Stage.Fresh, MakerOf(target, value));
        Lose(place, target, Overwritten, state);
    }

    private void Declare(ILocalSymbol local, FlowState state)
    {
        if (types.IsOwned(local.Type))
            EndScope(local, state);
    }

    private void Call(IInvocationOperation call, FlowState state)
    {
        if (call.Instance is { } instance && Place.Of(instance, context) is { } place)
        {
            if (types.IsOwned(instance.Type) && OwnedTypes.IsFuture(instance.Type) && call.TargetMethod.Name is "Poll" or "PollCancel")
            {
                Poll(call, place, state);
                return;
            }

            if (types.IsContainer(instance.Type) && Growing.Contains(call.TargetMethod.Name)
                && state.Entries.Any(entry => !entry.Key.Equals(place) && entry.Key.IsIn(place) && (entry.Value.Stage & (Stage.Pending | Stage.Asked | Stage.Cancelling)) != 0))
            {
                ReportMovedAfterPoll(instance);
            }
        }

        if (call.TargetMethod is { Name: "Take" } && call.TargetMethod.ContainingType.IsFutureClass() && Place.Of(call.Arguments[0].Value, context) is { } taken)
        {
            state.Forget(part => part.IsIn(taken));
            state[taken] = new(Stage.Empty);
            Lose(taken, call.Arguments[0].Value, MovedAway, state);
        }

        // Making a future runs nothing.
        if (call.Type.IsUnstartedFuture())
            return;
        foreach (var entry in state.Entries.Where(entry => !entry.Key.IsOwn && (entry.Value.Stage & Stage.Moved) == 0 && !entry.Key.IsVague).ToList())
            state[entry.Key] = entry.Value with { Stage = Stage.Unknown };
    }

    private void Poll(IInvocationOperation call, Place place, FlowState state)
    {
        var known = state.OfWhole(place);
        var isCancel = call.TargetMethod.Name == "PollCancel";
        Look(call.Instance!, place, state);
        // A copy is polled.
        if (ReadonlyPlaces.Contains(call.Instance!))
            return;
        if (!isCancel && !place.IsVague && (known.Stage & (Stage.Completed | Stage.Cancelling | Stage.Cancelled)) != 0)
            ReportPolledAfterEnd(call.Instance!, known.Stage);
        state.DropAnswers(place);
        state.Forget(part => part.IsIn(place));
        state[place] = place.IsVague ? new(known.Stage | Stage.Asked) : new(isCancel ? Stage.CancelAsked : Stage.Asked);
    }

    /// <summary>On this path a poll has answered: what it said is known.</summary>
    private protected override void Refine(FlowState state, IOperation? condition, bool isTrue)
    {
        if (condition is null || Asked(condition, state, out var isNegated) is not { IsVague: false } place)
            return;
        var known = state[place];
        var stage = known.Stage;
        if ((stage & Stage.Asked) != 0)
            stage = (stage & ~Stage.Asked) | (isTrue != isNegated ? Stage.Completed : Stage.Pending);
        if ((stage & Stage.CancelAsked) != 0)
            stage = (stage & ~Stage.CancelAsked) | (isTrue != isNegated ? Stage.Cancelled : Stage.Cancelling);
        state[place] = known with { Stage = stage };
    }

    /// <summary>The place whose latest poll a condition is the answer of.</summary>
    private Place? Asked(IOperation value, FlowState state, out bool isNegated)
    {
        isNegated = false;
        while (true)
        {
            switch (value)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                    isNegated = !isNegated;
                    value = not.Operand;
                    continue;
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    continue;
                case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "Poll" or "PollCancel" } when types.IsOwned(instance.Type) && OwnedTypes.IsFuture(instance.Type):
                    return Place.Of(instance, context);
                case ILocalReferenceOperation local:
                    return state.AnsweredBy(local.Local);
                case IFlowCaptureReferenceOperation capture:
                    return state.AnsweredBy(capture.Id);
                default:
                    return null;
            }
        }
    }

    private static bool IsPoll(IOperation receiver)
    {
        var child = receiver;
        while (child.Parent is IParenthesizedOperation or IConversionOperation)
            child = child.Parent;
        return child.Parent is IInvocationOperation { TargetMethod.Name: "Poll" or "PollCancel" } && OwnedTypes.IsFuture(receiver.Type);
    }

    private static bool ChangesReceiver(IOperation receiver) => receiver.Parent switch
    {
        IInvocationOperation call => !call.TargetMethod.IsReadOnly && call.TargetMethod.ContainingType.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType),
        IPropertyReferenceOperation property => property.Property.GetMethod is { IsReadOnly: false },
        _ => true,
    };

    private static bool IsReadonlyArgument(IOperation operation) => operation.Parent is IArgumentOperation { Parameter.RefKind: RefKind.In or RefKind.RefReadOnlyParameter };

    private static bool IsEmpty(IOperation? value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return value is IDefaultValueOperation or IObjectCreationOperation { Arguments.Length: 0, Constructor.IsImplicitlyDeclared: true };
    }

    private static ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    // The graph sets a loop's variable anew in each round.
    private static bool IsLoopVariable(IOperation target) => target is ILocalReferenceOperation { Local.IsForEach: true };

    private static IEnumerable<IOperation> TargetsOf(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.SelectMany(TargetsOf),
        IDeclarationExpressionOperation declaration => TargetsOf(declaration.Expression),
        _ => [target],
    };
}
