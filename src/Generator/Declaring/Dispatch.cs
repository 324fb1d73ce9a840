// Which coroutines are reached through an object's or a type argument's own choice, and which members they stand for.
using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

internal static class Dispatch
{
    /// <summary>
    /// Whether a call may end in another method than the one that it names. The overload of such a coroutine returns a
    /// <c>BoxedFuture&lt;T&gt;</c>, because nobody knows at compile time whose machine it will be.
    /// </summary>
    public static bool IsDispatched(this IMethodSymbol method) => method.IsAbstract || method.IsVirtual || method.IsOverride;

    /// <summary>Whether its future must stay where it is made, as its mark says.</summary>
    public static bool IsPinned(this IMethodSymbol method) =>
        method.OriginalDefinition.CoroutineMark()?.NamedArguments.FirstOrDefault(argument => argument.Key == "Pinned").Value.Value is true;

    /// <summary>Whether its overload makes a future on the heap, and so does a call that passes co.</summary>
    public static bool IsBoxed(this IMethodSymbol method) => method.IsDispatched() || method.IsPinned();

    /// <summary>The member that this method overrides or implements explicitly, and whose overload it therefore overrides or implements too.</summary>
    public static IMethodSymbol? Replaced(this IMethodSymbol method) =>
        method.OverriddenMethod ?? method.ExplicitInterfaceImplementations.FirstOrDefault();

    /// <summary>The interface members that a method of this type implements by its name and signature.</summary>
    public static IEnumerable<IMethodSymbol> ImplicitlyImplemented(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility != Accessibility.Public || method.ContainingType.TypeKind == TypeKind.Interface)
            return [];
        var definition = method.PartialDefinitionPart ?? method;
        return Listed(method.ContainingType).SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(member => (member.IsAbstract || member.IsVirtual) && member.Name == method.Name
                && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), definition));
    }

    /// <summary>The interfaces that a type says it implements, not those that only its base class does.</summary>
    public static IEnumerable<INamedTypeSymbol> Listed(INamedTypeSymbol type) =>
        type.Interfaces.SelectMany(listed => listed.AllInterfaces.Prepend(listed)).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
}
