using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers.Moves;

/// <summary>
/// Which types have one place and one owner: futures that are structs, structs marked [NonCopyable], and structs that hold one. Arrays and other objects
/// that hold one do not: copying the reference copies nothing. One for a compilation; thread-safe.
/// </summary>
internal sealed class OwnedTypes
{
    // Type arguments can grow from field to field without end in a program that does not compile.
    private const int DeepestNesting = 16;

    private readonly ConcurrentDictionary<ITypeSymbol, bool> known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a value of the type must not be copied.</summary>
    public bool IsOwned(ITypeSymbol? type) => IsOwned(type, 0);

    /// <summary>Whether it is an object, a span or the like whose elements must not be copied, and are there: not a sequence that makes them when asked.</summary>
    public bool IsContainer(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsOwned(array.ElementType) || IsContainer(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => false,
        INamedTypeSymbol named => ArgumentsOf(named).Any(argument => IsOwned(argument) || IsContainer(argument)) && IsMaterialized(named),
        _ => false,
    };

    /// <summary>Whether an object has one in a field, which a copy of the object would have too.</summary>
    public bool HoldsOwned(ITypeSymbol? type)
    {
        for (var current = type; current is { TypeKind: TypeKind.Class }; current = current.BaseType)
        {
            if (current.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && IsOwned(field.Type)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a value of the type can be polled: a future itself, not only something that holds one.</summary>
    public static bool IsFuture(ITypeSymbol? type) => type switch
    {
        null => false,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsFuture),
        _ => type.IsFutureInterface() || type.IsScopedMachineInterface() || type.IsScopedFuture()
            || type.AllInterfaces.Any(one => one.IsFutureInterface() || one.IsScopedMachineInterface()),
    };

    private bool IsOwned(ITypeSymbol? type, int depth)
    {
        if (type is null or { IsReferenceType: true } or not { TypeKind: TypeKind.Struct or TypeKind.TypeParameter } || type.SpecialType is not (SpecialType.None or SpecialType.System_Nullable_T))
            return false;
        if (known.TryGetValue(type, out var owned))
            return owned;
        if (depth > DeepestNesting)
            return false;
        owned = Decide(type, depth);
        known.TryAdd(type, owned);
        return owned;
    }

    private bool Decide(ITypeSymbol type, int depth)
    {
        if (type.HasMark("CopyableAttribute"))
            return false;
        if (IsFuture(type) || type.HasMark("NonCopyableAttribute"))
            return true;
        // A field that is a reference refers to somebody else's value.
        return type is INamedTypeSymbol && type.GetMembers().OfType<IFieldSymbol>()
            .Any(field => !field.IsStatic && field.RefKind == RefKind.None && IsOwned(field.Type, depth + 1));
    }

    // The values of a dictionary are of a type inside it.
    private static IEnumerable<ITypeSymbol> ArgumentsOf(INamedTypeSymbol? type) =>
        type is null ? [] : type.TypeArguments.Concat(ArgumentsOf(type.ContainingType));

    private static bool IsMaterialized(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System" => type.Name is "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" or "Lazy" or "Tuple",
        _ => type.AllInterfaces.Append(type).Any(one => one.OriginalDefinition.SpecialType is
            SpecialType.System_Collections_Generic_ICollection_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T),
    };
}
