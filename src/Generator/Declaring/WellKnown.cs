using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

/// <summary>The names of the runtime's types that have a meaning for the compiler.</summary>
internal static class WellKnown
{
    public const string Namespace = "PollGen";
    public const string CoroutineAttribute = "PollGen.CoroutineAttribute";
    public const string FutureInterface = "PollGen.IFuture`1";
    public const string Conversions = "PollGen.FutureConversions";

    public static bool IsCo(this ITypeSymbol? type) => type.IsOfRuntime("Co");

    /// <summary>Whether it is <c>Future&lt;TMachine, T&gt;</c>.</summary>
    public static bool IsFutureWithMachine(this ITypeSymbol? type) => type.IsOfRuntime("Future") && type is INamedTypeSymbol { Arity: 2 };

    /// <summary>Whether it is <c>ScopedFuture&lt;TMachine, TArgs, T&gt;</c>.</summary>
    public static bool IsScopedFuture(this ITypeSymbol? type) => type.IsOfRuntime("ScopedFuture");

    /// <summary>Whether a future may be moved between two polls: its own type is marked, or that of the machine in it.</summary>
    public static bool IsMovableWhilePending(this ITypeSymbol type) => type.IsFutureWithMachine()
        ? ((INamedTypeSymbol)type).TypeArguments[0].IsMovableWhilePending()
        : type.IsValueType && type.GetAttributes().Any(attribute => attribute.AttributeClass.IsOfRuntime("MovableWhilePendingAttribute"));

    /// <summary>Whether a future leaves nothing behind when its first poll throws: its own type is marked, or that of the machine in it.</summary>
    public static bool LeavesNothing(this ITypeSymbol type) => type.IsFutureWithMachine()
        ? ((INamedTypeSymbol)type).TypeArguments[0].LeavesNothing()
        : type.OriginalDefinition.GetAttributes().Any(attribute => attribute.AttributeClass.IsOfCompilerServices("LeavesNothingAttribute"));

    /// <summary>Whether it is what a virtual coroutine makes whose references are handed in.</summary>
    public static bool IsBoxedScopedMachine(this ITypeSymbol? type) => type.IsOfCompilerServices("BoxedScopedMachine");

    /// <summary>Whether it or what it is made from carries an attribute of the runtime.</summary>
    public static bool HasMark(this ISymbol symbol, string attribute) => symbol.MarkOf(attribute) is not null;

    /// <summary>The attribute of the runtime on it, or on what it is made from.</summary>
    public static AttributeData? MarkOf(this ISymbol symbol, string attribute) =>
        symbol.OriginalDefinition.GetAttributes().FirstOrDefault(mark => mark.AttributeClass.IsOfRuntime(attribute));

    /// <summary>Whether it is what the machines of coroutines with references implement.</summary>
    public static bool IsScopedMachineInterface(this ITypeSymbol? type) => type.IsOfRuntime("IScopedMachine");

    public static bool IsPollContext(this ITypeSymbol? type) => type.IsOfRuntime("PollContext");

    public static bool IsBoxedFuture(this ITypeSymbol? type) => type.IsOfRuntime("BoxedFuture");

    public static bool IsFutureInterface(this ITypeSymbol? type) => type.IsOfRuntime("IFuture");

    /// <summary>Whether it is the static class of combinators.</summary>
    public static bool IsFutureClass(this ITypeSymbol? type) => type.IsOfRuntime("Future") && type is INamedTypeSymbol { Arity: 0 };

    public static bool IsUnit(this ITypeSymbol? type) => type.IsOfRuntime("Unit");

    public static AttributeData? CoroutineMark(this IMethodSymbol method) => method.GetAttributes().FirstOrDefault(
        attribute => attribute.AttributeClass.IsOfRuntime("CoroutineAttribute"));

    public static bool IsCoroutine(this IMethodSymbol method) => method.OriginalDefinition.CoroutineMark() is not null || method.IsLocalCoroutine();

    /// <summary>Whether it is a local function that takes Co; the mark is optional there.</summary>
    public static bool IsLocalCoroutine(this IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction && method.Parameters.Any(parameter => parameter.Type.IsCo());

    private static bool IsOfCompilerServices(this ITypeSymbol? type, string name) => type is
    {
        ContainingType: null,
        ContainingNamespace: { Name: "CompilerServices", ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } },
    } && type.Name == name;

    private static bool IsOfRuntime(this ITypeSymbol? type, string name) =>
        type is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name;
}
