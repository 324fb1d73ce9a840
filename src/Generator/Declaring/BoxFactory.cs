// Where the object decides who runs and parameters are handed in, no future can hold those: instead of an overload there is a hidden method,
// as virtual as the coroutine, that makes the machine on the heap.
using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

internal static class BoxFactory
{
    /// <summary>Whether a coroutine has such a method.</summary>
    public static bool IsNeeded(IMethodSymbol method) => method.HasHandedIn() && (method.IsDispatched() || !method.ExplicitInterfaceImplementations.IsEmpty);

    /// <summary>
    /// Such as "ReadSpanOfByteBoxed". What is handed in is no parameter of the method, so the name tells coroutines apart that differ in
    /// it. What overrides or implements has the name of the member that it stands for.
    /// </summary>
    public static string NameOf(IMethodSymbol method)
    {
        while (method.Replaced() is { } replaced && replaced.OriginalDefinition.CoroutineMark() is not null)
            method = replaced;
        method = method.OriginalDefinition;
        var overload = method.CoroutineMark() is { } mark ? MachineName.OverloadOf(method, mark) : method.Name;
        return overload + MachineName.Signature(method.Parameters.Where(parameter => parameter.IsHandedIn())) + "Boxed";
    }

    /// <summary>The references together, as every method of this signature names them.</summary>
    public static string ArgumentsType(CoroutineDeclaration declaration) => Nested([.. declaration.HandedIn.Select(ArgumentType)], (first, rest) => $"global::PollGen.ReferencePair<{first}, {rest}>");

    /// <summary>How what was handed in is taken out of them again.</summary>
    public static IEnumerable<string> Taken(CoroutineDeclaration declaration, string arguments)
    {
        var handed = declaration.HandedIn.ToList();
        for (var i = 0; i < handed.Count; i++)
        {
            var place = arguments + string.Concat(Enumerable.Repeat(".Second", i)) + (i < handed.Count - 1 ? ".First" : "");
            yield return handed[i].Modifier.Length == 0 ? place : $"{handed[i].ArgumentPrefix}{place}.Value";
        }
    }

    /// <summary>Several as pairs of pairs.</summary>
    public static T Nested<T>(IReadOnlyList<T> items, Func<T, T, T> pair)
    {
        var nested = items[items.Count - 1];
        for (var i = items.Count - 2; i >= 0; i--)
            nested = pair(items[i], nested);
        return nested;
    }

    private static string ArgumentType(HandedInParameter handed) => handed.Modifier switch
    {
        "" => handed.Type,
        "ref" => $"global::PollGen.CompilerServices.Reference<{handed.Type}>",
        _ => $"global::PollGen.CompilerServices.ReadOnlyReference<{handed.Type}>",
    };
}
