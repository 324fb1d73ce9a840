// In: a value that a local is given. Out: the places with futures, and other values of one place, that the local refers to, or into, from then on.
// Follows C#'s own rules about what a reference may outlive: a call can hand on what it is given by reference, unless that is scoped.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Moves;

internal sealed class Borrowing(OwnedTypes types, PlaceContext context, Func<ILocalSymbol, IReadOnlyList<Place>?> known)
{
    private const int DeepestNesting = 32;

    /// <param name="value">The value.</param>
    /// <param name="isReference">Whether the local is set to refer to it.</param>
    public IReadOnlyList<Place> Of(IOperation value, bool isReference) => [.. Of(value, isReference, 0).Distinct()];

    private IEnumerable<Place> Of(IOperation? value, bool isReference, int depth)
    {
        if (value is null || depth > DeepestNesting)
            return [];
        IEnumerable<Place> Inside(IOperation? inner, bool refers) => Of(inner, refers, depth + 1);
        return value switch
        {
            IParenthesizedOperation parenthesized => Inside(parenthesized.Operand, isReference),
            IConversionOperation conversion => Inside(conversion.Operand, isReference || conversion.ViewsInlineArray()),
            IConditionalOperation conditional => Inside(conditional.WhenTrue, isReference).Concat(Inside(conditional.WhenFalse, isReference)),
            IFlowCaptureReferenceOperation capture => ValuesOf(capture).SelectMany(one => Inside(one, isReference)),
            IInvocationOperation call => OfArguments(call.Arguments, depth, IsUnchecked(call.TargetMethod)).Concat(OfReceiver(call.Instance, call.TargetMethod, depth)),
            IObjectCreationOperation creation => OfArguments(creation.Arguments, depth),
            IPropertyReferenceOperation property => OfReceiver(property.Instance, property.Property, depth),
            IImplicitIndexerReferenceOperation part => Inside(part.Instance, false),
            ILocalReferenceOperation { Local: var local } when known(local) is { } targets => targets,
            IInlineArrayAccessOperation access => Inside(access.Instance, isReference || access.Type is { IsRefLikeType: true }),
            IFieldReferenceOperation { Instance: { } instance } field => isReference && OwnPlaceOf(field) is { } place ? [place]
                : instance.Type is { IsReferenceType: false } ? Inside(instance, isReference) : [],
            _ => isReference && OwnPlaceOf(value) is { } place ? [place] : [],
        };
    }

    private Place? OwnPlaceOf(IOperation operation) =>
        types.IsOwned(operation.Type) && Place.Of(operation, context) is { IsVague: false } place ? place : null;

    private IEnumerable<Place> OfArguments(IEnumerable<IArgumentOperation> arguments, int depth, bool isUnchecked = false) => arguments.SelectMany(argument => argument.Parameter switch
    {
        null or { RefKind: RefKind.Out } => [],
        { ScopedKind: not ScopedKind.None } when !isUnchecked => [],
        { RefKind: RefKind.None } => argument.Value.Type is { IsRefLikeType: true } ? Of(argument.Value, false, depth + 1) : [],
        _ => Of(argument.Value, true, depth + 1),
    });

    private IEnumerable<Place> OfReceiver(IOperation? receiver, ISymbol member, int depth) => receiver switch
    {
        null => [],
        { Type.IsRefLikeType: true } => Of(receiver, false, depth + 1),
        _ => HandsOnThis(member) ? Of(receiver, true, depth + 1) : [],
    };

    // Without the attribute C# lets no member of a struct give a reference to its own fields.
    private static bool HandsOnThis(ISymbol? member) => member is not null
        && (member.GetAttributes().Any(mark => mark.AttributeClass is { Name: "UnscopedRefAttribute" }) || (member is IPropertySymbol property && HandsOnThis(property.GetMethod)));

    // They say 'scoped', and give the reference on all the same.
    private static bool IsUnchecked(IMethodSymbol method) => method.ContainingType is { Name: "MemoryMarshal" or "Unsafe", ContainingNamespace.ContainingNamespace.Name: "Runtime" };

    private IEnumerable<IOperation> ValuesOf(IFlowCaptureReferenceOperation capture) =>
        context.Values.TryGetValue(capture.Id, out var values) ? values : context.Captured.TryGetValue(capture.Id, out var place) ? [place] : [];
}
