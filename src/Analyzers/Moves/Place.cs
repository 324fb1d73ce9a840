// In: an operation. Out: the place that it names, so that two operations can be told to name the same one.
// Does not know that two references may point to the same place, except where a reference is set once, where it is declared.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers.Moves;

/// <summary>A variable, field or element: a root, and the steps that lead from there.</summary>
internal sealed class Place : IEquatable<Place>
{
    /// <summary>The step to an element of which nobody knows which.</summary>
    private static readonly object SomeElement = new();

    private static readonly object This = new();

    private readonly object step;

    private Place(Place? outer, object step, bool isOwn, bool isHandedOver, bool isVague = false)
    {
        Outer = outer;
        this.step = step;
        IsOwn = isOwn;
        IsHandedOver = isHandedOver;
        IsVague = isVague || outer is { IsVague: true };
    }

    public Place? Outer { get; }

    /// <summary>A variable of the method itself, or a part of one: gone when the method ends.</summary>
    public bool IsOwn { get; }

    /// <summary>A part of what the method was given to take: by a parameter or on an instance that is marked [Moved].</summary>
    public bool IsHandedOver { get; }

    /// <summary>It stands for any element of something.</summary>
    public bool IsVague { get; }

    /// <summary>The local or parameter, if it is one.</summary>
    public ISymbol? Variable => Outer is null ? step as ISymbol : null;

    /// <param name="operation">What names the place.</param>
    /// <param name="context">What is known of the method's variables.</param>
    /// <returns>The place; null for a value, and for what is not told apart.</returns>
    public static Place? Of(IOperation? operation, PlaceContext context) => operation switch
    {
        ILocalReferenceOperation local => OfLocal(local, context),
        IParameterReferenceOperation parameter => context.Escaped.Contains(parameter.Parameter) ? null
            : new Place(null, parameter.Parameter, Origins.Of(parameter) == Origin.Own && !context.IsField(parameter.Parameter), parameter.Parameter.HasMark("MovedAttribute")),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => new Place(null, This, false, context.TakesInstance),
        IFieldReferenceOperation { Instance: null } field => new Place(null, field.Field, false, false),
        IFieldReferenceOperation field => Of(field.Instance, context) is { } outer
            ? new Place(outer, field.Field, outer.IsOwn && IsValue(field.Instance), outer.IsHandedOver && IsValue(field.Instance)) : null,
        IPropertyReferenceOperation { Arguments.Length: 0, Instance: { } instance } property when Origins.IsStorage(property.Property) =>
            Of(instance, context) is { } outer ? new Place(outer, property.Property, outer.IsOwn && IsValue(instance), outer.IsHandedOver && IsValue(instance)) : null,
        IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } instance } indexer when Origins.Of(indexer) == Origin.Stored =>
            Element(Of(instance, context), indexer.Arguments[0].Value),
        IArrayElementReferenceOperation { Indices.Length: 1 } element when element.Type is not IArrayTypeSymbol => Element(Of(element.ArrayReference, context), element.Indices[0]),
        IInlineArrayAccessOperation access => Of(access.Instance, context) is { } outer
            ? new Place(outer, StepTo(access.Argument), outer.IsOwn, outer.IsHandedOver, StepTo(access.Argument) == SomeElement) : null,
        IInvocationOperation { TargetMethod.Name: "AsSpan", Arguments.Length: > 0 } call => Of(call.Arguments[0].Value, context),
        IConversionOperation conversion when conversion.Conversion.IsIdentity || Views(conversion) => Of(conversion.Operand, context),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand, context),
        IDeclarationExpressionOperation declaration => Of(declaration.Expression, context),
        IFlowCaptureReferenceOperation reference => context.Captured.TryGetValue(reference.Id, out var captured) ? Of(captured, context) : null,
        _ => null,
    };

    /// <summary>Whether it is the other place or a part of it.</summary>
    public bool IsIn(Place other)
    {
        for (var place = this; place is not null; place = place.Outer)
        {
            if (place.Equals(other))
                return true;
        }

        return false;
    }

    /// <summary>Whether a variable stands for an index of one of its steps.</summary>
    public bool IsIndexedBy(ISymbol variable)
    {
        for (var place = this; place.Outer is not null; place = place.Outer)
        {
            if (place.step is ISymbol index && SymbolEqualityComparer.Default.Equals(index, variable))
                return true;
        }

        return false;
    }

    public bool Equals(Place? other) => other is not null && SameStep(step, other.step) && (Outer is null ? other.Outer is null : Outer.Equals(other.Outer));

    public override bool Equals(object? other) => Equals(other as Place);

    public override int GetHashCode() =>
        (step is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : step.GetHashCode()) + 31 * (Outer?.GetHashCode() ?? 0);

    private static Place? OfLocal(ILocalReferenceOperation reference, PlaceContext context)
    {
        var local = reference.Local;
        if (context.Escaped.Contains(local))
            return null;
        return context.Aliases.TryGetValue(local, out var meant) && Of(meant, context) is { } place ? Blurred(place)
            : new Place(null, local, local.RefKind == RefKind.None, false);
    }

    // The index may have changed since the reference was set.
    private static Place Blurred(Place place) => place.Outer is null ? place
        : place.step is ILocalSymbol or IParameterSymbol ? new Place(Blurred(place.Outer), SomeElement, place.IsOwn, place.IsHandedOver, true)
        : new Place(Blurred(place.Outer), place.step, place.IsOwn, place.IsHandedOver, place.IsVague);

    private static Place? Element(Place? outer, IOperation index) =>
        outer is null ? null : new Place(outer, StepTo(index), false, outer.IsHandedOver, StepTo(index) == SomeElement);

    private static object StepTo(IOperation index) => index switch
    {
        { ConstantValue: { HasValue: true, Value: { } constant } } => constant,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => SomeElement,
    };

    private static bool IsValue(IOperation? instance) => instance?.Type is { IsReferenceType: false };

    // An array as a span.
    private static bool Views(IConversionOperation conversion) => conversion is { OperatorMethod: { } method, Type.Name: "Span" or "ReadOnlySpan" } && method.Name == "op_Implicit";

    private static bool SameStep(object left, object right) =>
        left is ISymbol symbol ? right is ISymbol other && SymbolEqualityComparer.Default.Equals(symbol, other) : left.Equals(right);
}

/// <summary>What is known of the variables of one function.</summary>
internal sealed class PlaceContext
{
    /// <summary>Of a place as it stands in the text.</summary>
    public static readonly PlaceContext Text = new();

    /// <summary>References that are set once: what they refer to.</summary>
    public Dictionary<ILocalSymbol, IOperation> Aliases { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Variables that others can change unseen.</summary>
    public HashSet<ISymbol> Escaped { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What the control flow graph keeps aside as a place, not as a value.</summary>
    public Dictionary<CaptureId, IOperation> Captured { get; } = [];

    /// <summary>All that it keeps aside as places, also where branches keep different ones.</summary>
    public HashSet<CaptureId> References { get; } = [];

    /// <summary>The values that the control flow graph keeps aside, or the places of several, of all branches.</summary>
    public Dictionary<CaptureId, List<IOperation>> Values { get; } = [];

    /// <summary>The function.</summary>
    public IMethodSymbol? Function { get; set; }

    /// <summary>Whether a parameter is that of the type's primary constructor, and the function another member: there it is a field.</summary>
    public bool IsField(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && Function is { MethodKind: not (MethodKind.AnonymousFunction or MethodKind.LocalFunction) } && !SymbolEqualityComparer.Default.Equals(Function, constructor);

    /// <summary>Whether the function takes the instance that it is called on.</summary>
    public bool TakesInstance { get; set; }
}
