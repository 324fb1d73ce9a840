// In: an operation whose value nobody uses. Out: the operations inside it that made that value.
// Does not track values that are stored first; a variable, a field, a collection may be used elsewhere.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers;

internal static class DroppedValue
{
    public static IEnumerable<IOperation> MakersOf(IOperation? dropped) => dropped switch
    {
        IInvocationOperation or IObjectCreationOperation or IAwaitOperation or IFunctionPointerInvocationOperation => [dropped],
        IConversionOperation conversion => MakersOf(conversion.Operand),
        IConditionalOperation conditional => MakersOf(conditional.WhenTrue).Concat(MakersOf(conditional.WhenFalse)),
        ICoalesceOperation coalesce => MakersOf(coalesce.Value).Concat(MakersOf(coalesce.WhenNull)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => MakersOf(arm.Value)),
        IConditionalAccessOperation access => MakersOf(access.WhenNotNull),
        ITupleOperation tuple => tuple.Elements.SelectMany(MakersOf),
        ISimpleAssignmentOperation { Target: IDiscardOperation } discard => MakersOf(discard.Value),
        IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var value } => MakersOfDiscarded(targets, value),
        IDeconstructionAssignmentOperation { Target: IDeclarationExpressionOperation { Expression: ITupleOperation targets }, Value: var value } => MakersOfDiscarded(targets, value),
        _ => [],
    };

    /// <summary>In <c>(_, x) = (A(), B())</c> the value of A() is dropped and that of B() is not.</summary>
    private static IEnumerable<IOperation> MakersOfDiscarded(ITupleOperation targets, IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value is not ITupleOperation values ? [] : targets.Elements.Zip(values.Elements, (target, element) => (target, element))
            .SelectMany(pair => pair.target switch
            {
                IDiscardOperation => MakersOf(pair.element),
                ITupleOperation inner => MakersOfDiscarded(inner, pair.element),
                _ => [],
            });
    }
}
