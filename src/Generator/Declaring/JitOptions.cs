using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

/// <summary>What the user asks of the JIT for a method, which is then asked for the generated method that runs its body.</summary>
internal static class JitOptions
{
    // By value: the enumeration of the generator's own framework lacks the last of them.
    private const MethodImplOptions AggressiveOptimization = (MethodImplOptions)512;

    private static readonly (MethodImplOptions Option, string Name)[] Carried =
    [
        (MethodImplOptions.NoInlining, nameof(MethodImplOptions.NoInlining)),
        (MethodImplOptions.AggressiveInlining, nameof(MethodImplOptions.AggressiveInlining)),
        (MethodImplOptions.NoOptimization, nameof(MethodImplOptions.NoOptimization)),
        (AggressiveOptimization, nameof(AggressiveOptimization)),
    ];

    /// <summary>All that [MethodImpl] says, what the generated method does not carry among it.</summary>
    public static MethodImplOptions Of(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: nameof(MethodImplAttribute), ContainingNamespace: { Name: "CompilerServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "System" } } }) is { } attribute
        && attribute.ConstructorArguments is [{ Value: { } options }]
            ? (MethodImplOptions)Convert.ToInt32(options)
            : default;

    /// <summary>The attribute for what the generated method carries; null where that is nothing.</summary>
    public static string? Attribute(MethodImplOptions options)
    {
        string list = string.Join(" | ", Carried.Where(carried => (options & carried.Option) != 0).Select(carried => $"global::System.Runtime.CompilerServices.MethodImplOptions.{carried.Name}"));
        return list.Length == 0 ? null : $"[global::System.Runtime.CompilerServices.MethodImpl({list})]";
    }
}
