// Methods of the base library that give back a part of what they were given, and of which argument. Everything else that a call
// returns has an unknown origin, unless its source shows it or an attribute says it.
using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Binding.References;

internal static class KnownCallees
{
    /// <summary>Stands for the object or span that a method is called on.</summary>
    public const int Receiver = -1;

    /// <summary>The value in a dictionary, the first argument, under a key, the second.</summary>
    public const int Entry = -2;

    /// <summary>The value inside of an object, the first argument.</summary>
    public const int Box = -3;

    /// <summary>A reference to nothing.</summary>
    public const int Nothing = -4;

    /// <summary>Properties that give the memory which a span came out of, read right after the span.</summary>
    private static readonly Dictionary<string, string> MemoryTable = new()
    {
        ["System.Buffers.ArrayBufferWriter.WrittenSpan"] = "WrittenMemory",
        ["System.Buffers.ReadOnlySequence.FirstSpan"] = "First",
        ["System.Buffers.MemoryManager.GetSpan"] = "Memory",
    };

    private static readonly Dictionary<string, int> Table = new()
    {
        // Parts of a span.
        ["System.Span.Slice"] = Receiver,
        ["System.ReadOnlySpan.Slice"] = Receiver,
        ["System.Span.GetEnumerator"] = Receiver,
        ["System.Span.Enumerator.Current"] = Receiver,
        ["System.ReadOnlySpan.GetEnumerator"] = Receiver,
        ["System.ReadOnlySpan.Enumerator.Current"] = Receiver,
        ["System.Span.GetPinnableReference"] = Receiver,
        ["System.ReadOnlySpan.GetPinnableReference"] = Receiver,
        ["System.Span.op_Implicit"] = 0,
        ["System.ReadOnlySpan.op_Implicit"] = 0,
        ["System.ReadOnlySpan.CastUp"] = 0,

        // Spans over arrays, strings and memories, and what is left of a span.
        ["System.MemoryExtensions.AsSpan"] = 0,
        ["System.MemoryExtensions.Trim"] = 0,
        ["System.MemoryExtensions.TrimStart"] = 0,
        ["System.MemoryExtensions.TrimEnd"] = 0,
        ["System.String.AsSpan"] = Receiver,
        ["System.String.GetPinnableReference"] = Receiver,
        ["System.ArraySegment.AsSpan"] = Receiver,

        // The contents of collections.
        ["System.Runtime.InteropServices.CollectionsMarshal.AsSpan"] = 0,
        ["System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef"] = Entry,
        ["System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault"] = Entry,
        ["System.Collections.Immutable.ImmutableArray.AsSpan"] = Receiver,
        ["System.Collections.Immutable.ImmutableArray.ItemRef"] = Receiver,

        // Other views of the same memory.
        ["System.Runtime.InteropServices.MemoryMarshal.AsBytes"] = 0,
        ["System.Runtime.InteropServices.MemoryMarshal.Cast"] = 0,
        ["System.Runtime.InteropServices.MemoryMarshal.CreateSpan"] = 0,
        ["System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan"] = 0,
        ["System.Runtime.InteropServices.MemoryMarshal.GetReference"] = 0,
        ["System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference"] = 0,
        ["System.Runtime.InteropServices.MemoryMarshal.AsRef"] = 0,
        ["System.Runtime.CompilerServices.Unsafe.Add"] = 0,
        ["System.Runtime.CompilerServices.Unsafe.AddByteOffset"] = 0,
        ["System.Runtime.CompilerServices.Unsafe.Subtract"] = 0,
        ["System.Runtime.CompilerServices.Unsafe.SubtractByteOffset"] = 0,
        ["System.Runtime.CompilerServices.Unsafe.As"] = 0,
        ["System.Runtime.CompilerServices.Unsafe.AsRef"] = 0,
        ["System.Runtime.CompilerServices.Unsafe.Unbox"] = Box,
        ["System.Runtime.CompilerServices.Unsafe.NullRef"] = Nothing,
        ["System.Nullable.GetValueRefOrDefaultRef"] = 0,

        // Parts of text.
        ["System.IO.Path.GetFileName"] = 0,
        ["System.IO.Path.GetFileNameWithoutExtension"] = 0,
        ["System.IO.Path.GetExtension"] = 0,
        ["System.IO.Path.GetDirectoryName"] = 0,
        ["System.IO.Path.GetPathRoot"] = 0,
    };

    /// <summary>The position of the parameter that the result is a part of; null where that is not known.</summary>
    public static int? SourceOf(IMethodSymbol method)
    {
        return Table.TryGetValue(NameOf(method), out var position) ? position : null;
    }

    /// <summary>The member of what it is called on that gives the memory; null where there is none.</summary>
    public static ISymbol? MemoryOf(IMethodSymbol method)
    {
        if (!MemoryTable.TryGetValue(NameOf(method), out var name))
            return null;
        return method.ContainingType.OriginalDefinition.GetMembers(name).FirstOrDefault();
    }

    private static string NameOf(IMethodSymbol method)
    {
        var type = method.ContainingType.OriginalDefinition;
        return $"{type.ContainingNamespace?.ToDisplayString()}.{(type.ContainingType is { } outer ? outer.Name + "." : "")}{type.Name}.{(method.AssociatedSymbol as IPropertySymbol)?.Name ?? method.Name}";
    }
}
