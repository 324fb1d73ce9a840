using Microsoft.CodeAnalysis;

namespace PollGen.CodeFixes.Memories;

internal static class SpanKind
{
    /// <summary>The memory that goes with a span type; null for other types.</summary>
    public static string? Of(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1, Name: "Span" or "ReadOnlySpan" } span && span.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            ? span.Name == "Span" ? "Memory" : "ReadOnlyMemory"
            : null;

    public static bool IsMemory(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1, Name: "Memory" or "ReadOnlyMemory" } memory && memory.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
