using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Moves;

/// <summary>
/// Members of the framework that copy the elements of what they are given, or of what they are called on. They are generic and know nothing of futures.
/// To add one: its type and its name.
/// </summary>
internal static class CopyingMembers
{
    private static readonly Dictionary<string, HashSet<string>> Names = new()
    {
        ["System.Array"] = ["Clone", "Copy", "ConstrainedCopy", "CopyTo", "Resize", "Fill", "Sort", "Reverse", "ForEach", "ConvertAll", "Find", "FindAll", "FindLast"],
        ["System.Span"] = ["CopyTo", "TryCopyTo", "ToArray", "Fill"],
        ["System.ReadOnlySpan"] = ["CopyTo", "TryCopyTo", "ToArray"],
        ["System.Memory"] = ["CopyTo", "TryCopyTo", "ToArray"],
        ["System.ReadOnlyMemory"] = ["CopyTo", "TryCopyTo", "ToArray"],
        ["System.ArraySegment"] = ["CopyTo", "ToArray"],
        ["System.MemoryExtensions"] = ["CopyTo", "Sort", "Reverse"],
        ["System.Nullable"] = ["GetValueOrDefault"],
        ["System.Collections.Generic.List"] =
            ["AddRange", "InsertRange", "CopyTo", "ToArray", "GetRange", "Slice", "Find", "FindLast", "FindAll", "ConvertAll", "ForEach", "Sort", "Reverse"],
        ["System.Collections.Generic.Dictionary"] = ["TryGetValue"],
        ["System.Collections.Generic.SortedDictionary"] = ["TryGetValue", "CopyTo"],
        ["System.Collections.Generic.IDictionary"] = ["TryGetValue"],
        ["System.Collections.Generic.IReadOnlyDictionary"] = ["TryGetValue"],
        ["System.Collections.Generic.CollectionExtensions"] = ["GetValueOrDefault", "AddRange", "InsertRange", "CopyTo"],
        ["System.Collections.Generic.ICollection"] = ["CopyTo"],
        ["System.Collections.Generic.Queue"] = ["Peek", "TryPeek", "CopyTo", "ToArray"],
        ["System.Collections.Generic.Stack"] = ["Peek", "TryPeek", "CopyTo", "ToArray"],
        ["System.Collections.Generic.PriorityQueue"] = ["Peek", "TryPeek"],
        ["System.Collections.Generic.LinkedList"] = ["CopyTo"],
        ["System.Collections.Concurrent.ConcurrentDictionary"] = ["TryGetValue", "GetOrAdd", "ToArray"],
        ["System.Collections.Concurrent.ConcurrentQueue"] = ["TryPeek", "CopyTo", "ToArray"],
        ["System.Collections.Concurrent.ConcurrentStack"] = ["TryPeek", "CopyTo", "ToArray"],
        ["System.Collections.Concurrent.ConcurrentBag"] = ["TryPeek", "CopyTo", "ToArray"],
        ["System.Runtime.CompilerServices.Unsafe"] = ["Read", "ReadUnaligned", "Copy", "Unbox"],
        ["System.Runtime.InteropServices.MemoryMarshal"] = ["Read", "TryRead"],
        ["System.Runtime.InteropServices.Marshal"] = ["PtrToStructure"],
    };

    private static readonly HashSet<string> AllNames = [.. Names.Values.SelectMany(names => names)];

    // What only counts.
    private static readonly HashSet<string> HarmlessQueries = ["Count", "LongCount", "Any", "TryGetNonEnumeratedCount", "AsEnumerable", "Range", "Repeat", "Empty"];

    /// <summary>Whether the call copies values that must not be copied.</summary>
    public static bool Copies(IInvocationOperation call, OwnedTypes types)
    {
        var method = call.TargetMethod;
        // It gives a reference into the box.
        if (method.ReturnsByRef || !(AllNames.Contains(method.Name) || method.ContainingType is { Name: "Enumerable" }))
            return false;
        var type = NameOf(method.ContainingType);
        if (type == "System.Linq.Enumerable")
            return !HarmlessQueries.Contains(method.Name) && call.Arguments.Any(argument => types.IsContainer(Given(argument.Value)));
        return Names.TryGetValue(type, out var names) && names.Contains(method.Name) && HandlesOwned(call, types);
    }

    /// <summary>A new collection that is filled with the elements of another, which keeps them.</summary>
    public static bool Copies(IObjectCreationOperation creation, OwnedTypes types) =>
        types.IsContainer(creation.Type) && creation.Type is { DeclaringSyntaxReferences.Length: 0, IsReferenceType: true }
        && creation.Arguments.Any(argument => types.IsContainer(Given(argument.Value)));

    private static bool HandlesOwned(IInvocationOperation call, OwnedTypes types) =>
        types.IsContainer(call.Instance?.Type) || types.IsOwned(call.Instance?.Type)
        || call.TargetMethod.TypeArguments.Any(types.IsOwned)
        || call.Arguments.Any(argument => types.IsContainer(Given(argument.Value)));

    /// <summary>The type of an argument before it is converted for the parameter.</summary>
    private static ITypeSymbol? Given(IOperation argument)
    {
        while (argument is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion)
            argument = conversion.Operand;
        return argument.Type;
    }

    private static string NameOf(INamedTypeSymbol type) =>
        type.ContainingType is null ? $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}" : "";
}
